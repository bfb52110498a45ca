m4_divert(-1)
m4_define([<k_template>], [<[<global_asynch_callback/from.c.m4>]>])
m4_define([<k_subject>], [<[<Fourth.calls>]>])
m4_define([<k_instance>], [<[<fourth>]>])
m4_define([<k_interface>], [<[<calls>]>])
m4_define([<k_connection>], [<[<called>]>])
m4_define([<k_connection_id>], [<[<20>]>])
m4_define([<k_connector>], [<[<GlobalAsynchCallback>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<fourth>]>], [<[<0>]>], [<[<9>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<9>]>])
m4_define([<k_ntfn_badge>], [<[<8>]>])
m4_define([<k_ntfn_signals>], [<[<8>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<fourth>]>], [<[<called>]>], [<[<0>]>])>])
m4_define([<k_set_to_global_endpoint>], [<[<false>]>])
m4_divert(0)m4_dnl
