m4_divert(-1)
m4_dnl Driving end of HardwareMMIO.
m4_divert(0)m4_dnl
k_generated()
k_dataport_end(k_registers_address(), k_registers_size())m4_dnl
