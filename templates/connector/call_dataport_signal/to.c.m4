m4_divert(-1)
m4_dnl Serving end of CallDataportSignal.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/rpc.h>

k_server_end()m4_dnl
k_buffer_to([<k_each_buffer>])m4_dnl
k_emit_to([<k_each_ntfn>])m4_dnl
k_badge_functions([<k_each_buffer>])m4_dnl
k_each_method([<k_server_method>])m4_dnl
k_server_loop([<kdl_info_label(kdl_m.info)>])m4_dnl
