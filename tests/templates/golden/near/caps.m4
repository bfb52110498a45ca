m4_divert(-1)
m4_define([<k_template>], [<[<shared_data_with_caps/from.c.m4>]>])
m4_define([<k_subject>], [<[<Near.caps>]>])
m4_define([<k_instance>], [<[<near>]>])
m4_define([<k_interface>], [<[<caps>]>])
m4_define([<k_connection>], [<[<caps>]>])
m4_define([<k_connection_id>], [<[<5>]>])
m4_define([<k_connector>], [<[<SharedDataWithCaps>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_ctype>], [<[<void>]>])
m4_define([<k_each_memory>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10011000ul>]>], [<[<4096>]>])>])
m4_define([<k_memory_address>], [<[<0x10011000ul>]>])
m4_define([<k_memory_size>], [<[<4096>]>])
m4_define([<k_memory_slot>], [<[<11>]>])
m4_define([<k_memory_badge>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<far>]>], [<[<caps>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
