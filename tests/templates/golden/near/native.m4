m4_divert(-1)
m4_define([<k_template>], [<[<notification_native/to.c.m4>]>])
m4_define([<k_subject>], [<[<Near.native>]>])
m4_define([<k_instance>], [<[<near>]>])
m4_define([<k_interface>], [<[<native>]>])
m4_define([<k_connection>], [<[<native>]>])
m4_define([<k_connection_id>], [<[<3>]>])
m4_define([<k_connector>], [<[<NotificationNative>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<8>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<8>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<1>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<far>]>], [<[<native>]>], [<[<1>]>])>])
m4_divert(0)m4_dnl
