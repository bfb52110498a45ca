m4_divert(-1)
m4_define([<k_template>], [<[<shared_data/to.c.m4>]>])
m4_define([<k_subject>], [<[<Server.window>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_interface>], [<[<window>]>])
m4_define([<k_connection>], [<[<window>]>])
m4_define([<k_connection_id>], [<[<13>]>])
m4_define([<k_connector>], [<[<SharedData>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_ctype>], [<[<void>]>])
m4_define([<k_each_memory>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x1001f000ul>]>], [<[<100>]>])>])
m4_define([<k_memory_address>], [<[<0x1001f000ul>]>])
m4_define([<k_memory_size>], [<[<100>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<window>]>], [<[<0>]>])m4_dnl
$1([<[<1>]>], [<[<two>]>], [<[<window>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
