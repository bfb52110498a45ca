m4_divert(-1)
m4_define([<k_template>], [<[<notification_native/from.c.m4>]>])
m4_define([<k_subject>], [<[<Far.native>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_interface>], [<[<native>]>])
m4_define([<k_connection>], [<[<native>]>])
m4_define([<k_connection_id>], [<[<3>]>])
m4_define([<k_connector>], [<[<NotificationNative>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<1>]>], [<[<10>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<10>]>])
m4_define([<k_ntfn_badge>], [<[<1>]>])
m4_define([<k_ntfn_signals>], [<[<1>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<native>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
