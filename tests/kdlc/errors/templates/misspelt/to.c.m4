k_generated()
