m4_divert(-1)
m4_dnl Calling end of CallNoType: as of Call.
k_lock_nothing()
m4_divert(0)m4_dnl
k_generated()
k_client_end()m4_dnl
k_each_method([<k_client_method>])m4_dnl
