m4_divert(-1)
m4_dnl Either end of SharedData.
m4_divert(0)m4_dnl
k_generated()
k_dataport_end(k_memory_address(), k_memory_size())m4_dnl
