m4_divert(-1)
m4_dnl Either end of SharedDataWithCaps.
m4_divert(0)m4_dnl
k_generated()
k_dataport_end(k_memory_address(), k_memory_size())
size_t k_interface()_num_frame_caps(void);
size_t k_interface()_num_frame_caps(void)
{
    return kdl_frame_count((void *)k_memory_address(), k_memory_size());
}

seL4_CPtr k_interface()_get_nth_frame_cap(size_t n);
seL4_CPtr k_interface()_get_nth_frame_cap(size_t n)
{
    return n < k_interface()_num_frame_caps() ? k_memory_slot() + n : 0;
}
