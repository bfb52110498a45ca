m4_divert(-1)
m4_define([<k_template>], [<[<notification_queue/from.c.m4>]>])
m4_define([<k_subject>], [<[<Far.counted>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_interface>], [<[<counted>]>])
m4_define([<k_connection>], [<[<counted>]>])
m4_define([<k_connection_id>], [<[<4>]>])
m4_define([<k_connector>], [<[<NotificationQueue>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<0>]>], [<[<11>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<11>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<0>]>])
m4_define([<k_each_count>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<0>]>], [<[<0>]>], [<[<0x10015000ul>]>], [<[<4096>]>])>])
m4_define([<k_count_address>], [<[<0x10015000ul>]>])
m4_define([<k_count_size>], [<[<4096>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<counted>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
