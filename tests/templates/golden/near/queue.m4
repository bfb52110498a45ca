m4_divert(-1)
m4_define([<k_template>], [<[<message_queue/from.c.m4>]>])
m4_define([<k_subject>], [<[<Near.queue>]>])
m4_define([<k_instance>], [<[<near>]>])
m4_define([<k_interface>], [<[<queue>]>])
m4_define([<k_connection>], [<[<queue>]>])
m4_define([<k_connection_id>], [<[<6>]>])
m4_define([<k_connector>], [<[<MessageQueue>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_ctype>], [<[<point_t>]>])
m4_define([<k_each_ring>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10013000ul>]>], [<[<4096>]>])>])
m4_define([<k_ring_address>], [<[<0x10013000ul>]>])
m4_define([<k_ring_size>], [<[<4096>]>])
m4_define([<k_each_taken>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10015000ul>]>], [<[<4096>]>])>])
m4_define([<k_taken_address>], [<[<0x10015000ul>]>])
m4_define([<k_taken_size>], [<[<4096>]>])
m4_define([<k_each_bell>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<12>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_bell_slot>], [<[<12>]>])
m4_define([<k_bell_badge>], [<[<0>]>])
m4_define([<k_bell_signals>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<far>]>], [<[<queue>]>], [<[<0>]>])>])
m4_define([<k_own_id>], [<[<4>]>])
m4_divert(0)m4_dnl
