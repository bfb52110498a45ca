m4_divert(-1)
m4_define([<k_template>], [<[<shared_data_with_caps/to.c.m4>]>])
m4_define([<k_subject>], [<[<Far.caps>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_interface>], [<[<caps>]>])
m4_define([<k_connection>], [<[<caps>]>])
m4_define([<k_connection_id>], [<[<5>]>])
m4_define([<k_connector>], [<[<SharedDataWithCaps>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_ctype>], [<[<void>]>])
m4_define([<k_each_memory>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10017000ul>]>], [<[<4096>]>])>])
m4_define([<k_memory_address>], [<[<0x10017000ul>]>])
m4_define([<k_memory_size>], [<[<4096>]>])
m4_define([<k_memory_slot>], [<[<12>]>])
m4_define([<k_memory_badge>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<caps>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
