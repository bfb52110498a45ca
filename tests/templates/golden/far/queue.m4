m4_divert(-1)
m4_define([<k_template>], [<[<message_queue/to.c.m4>]>])
m4_define([<k_subject>], [<[<Far.queue>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_interface>], [<[<queue>]>])
m4_define([<k_connection>], [<[<queue>]>])
m4_define([<k_connection_id>], [<[<6>]>])
m4_define([<k_connector>], [<[<MessageQueue>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_ctype>], [<[<point_t>]>])
m4_define([<k_each_ring>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10019000ul>]>], [<[<4096>]>])>])
m4_define([<k_ring_address>], [<[<0x10019000ul>]>])
m4_define([<k_ring_size>], [<[<4096>]>])
m4_define([<k_each_taken>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x1001b000ul>]>], [<[<4096>]>])>])
m4_define([<k_taken_address>], [<[<0x1001b000ul>]>])
m4_define([<k_taken_size>], [<[<4096>]>])
m4_define([<k_each_bell>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<13>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_bell_slot>], [<[<13>]>])
m4_define([<k_bell_badge>], [<[<0>]>])
m4_define([<k_bell_signals>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<queue>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
