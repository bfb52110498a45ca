m4_divert(-1)
m4_dnl Either end of SharedDataWithCaps.
m4_divert(0)m4_dnl
k_generated()
k_dataport_end(k_memory_address(), k_memory_size())
k_frame_caps(k_memory_address(), k_memory_size(), k_memory_slot())m4_dnl
