m4_divert(-1)
m4_dnl Serving end of CallBuffered.
m4_dnl k_window: peer, instance, badge, slot, address, size
m4_define([<k_window>], [<    {$3, (void *)$5, $6},
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/rpc.h>

static const struct kdl_window kdl_windows[] = {
k_each_buffer([<k_window>])};

k_server_end([<    .windows = kdl_windows,
    .count = sizeof kdl_windows / sizeof kdl_windows[0],
>])m4_dnl
k_each_method([<k_server_method>])m4_dnl
k_server_loop([<kdl_info_label(kdl_m.info)>])m4_dnl
