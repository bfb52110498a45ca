m4_divert(-1)
m4_define([<k_template>], [<[<hardware_interrupt/to.c.m4>]>])
m4_define([<k_subject>], [<[<Driver.irq>]>])
m4_define([<k_instance>], [<[<driver>]>])
m4_define([<k_interface>], [<[<irq>]>])
m4_define([<k_connection>], [<[<irq>]>])
m4_define([<k_connection_id>], [<[<16>]>])
m4_define([<k_connector>], [<[<HardwareInterrupt>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_each_line>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<1>]>], [<[<4>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_line_slot>], [<[<4>]>])
m4_define([<k_line_badge>], [<[<1>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<5>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<5>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<device>]>], [<[<irq>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
