m4_divert(-1)
m4_define([<k_template>], [<[<shared_data/from.c.m4>]>])
m4_define([<k_subject>], [<[<Client.spot>]>])
m4_define([<k_instance>], [<[<one>]>])
m4_define([<k_interface>], [<[<spot>]>])
m4_define([<k_connection>], [<[<spot>]>])
m4_define([<k_connection_id>], [<[<14>]>])
m4_define([<k_connector>], [<[<SharedData>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_ctype>], [<[<point_t>]>])
m4_define([<k_each_memory>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10012000ul>]>], [<[<4096>]>])>])
m4_define([<k_memory_address>], [<[<0x10012000ul>]>])
m4_define([<k_memory_size>], [<[<4096>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<server>]>], [<[<spot>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
