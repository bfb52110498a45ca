m4_divert(-1)
m4_define([<k_template>], [<[<hardware_interrupt_native/to.c.m4>]>])
m4_define([<k_subject>], [<[<Fourth.irq>]>])
m4_define([<k_instance>], [<[<fourth>]>])
m4_define([<k_interface>], [<[<irq>]>])
m4_define([<k_connection>], [<[<press>]>])
m4_define([<k_connection_id>], [<[<19>]>])
m4_define([<k_connector>], [<[<HardwareInterruptNative>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_each_line>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<4>]>], [<[<7>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_line_slot>], [<[<7>]>])
m4_define([<k_line_badge>], [<[<4>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<8>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<8>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<button>]>], [<[<irq>]>], [<[<0>]>])>])
m4_define([<k_set_to_global_endpoint>], [<[<true>]>])
m4_divert(0)m4_dnl
