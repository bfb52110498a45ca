m4_divert(-1)
m4_define([<k_template>], [<[<notification/to.c.m4>]>])
m4_define([<k_subject>], [<[<Client.tick>]>])
m4_define([<k_instance>], [<[<one>]>])
m4_define([<k_interface>], [<[<tick>]>])
m4_define([<k_connection>], [<[<tick>]>])
m4_define([<k_connection_id>], [<[<10>]>])
m4_define([<k_connector>], [<[<Notification>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<0>]>], [<[<8>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<8>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<server>]>], [<[<tick>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
