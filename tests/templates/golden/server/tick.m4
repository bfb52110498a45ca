m4_divert(-1)
m4_define([<k_template>], [<[<notification/from.c.m4>]>])
m4_define([<k_subject>], [<[<Server.tick>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_interface>], [<[<tick>]>])
m4_define([<k_connection>], [<[<tick>]>])
m4_define([<k_connection_id>], [<[<10>]>])
m4_define([<k_connector>], [<[<Notification>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<0>]>], [<[<12>]>], [<[<0x0ul>]>], [<[<0>]>])m4_dnl
$1([<[<1>]>], [<[<two>]>], [<[<0>]>], [<[<13>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<12>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<tick>]>], [<[<0>]>])m4_dnl
$1([<[<1>]>], [<[<two>]>], [<[<tick>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
