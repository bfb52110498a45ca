m4_divert(-1)
m4_define([<k_template>], [<[<hardware_mmio/from.c.m4>]>])
m4_define([<k_subject>], [<[<Driver.registers>]>])
m4_define([<k_instance>], [<[<driver>]>])
m4_define([<k_interface>], [<[<registers>]>])
m4_define([<k_connection>], [<[<registers>]>])
m4_define([<k_connection_id>], [<[<15>]>])
m4_define([<k_connector>], [<[<HardwareMMIO>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_ctype>], [<[<void>]>])
m4_define([<k_each_registers>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x1000d200ul>]>], [<[<512>]>])>])
m4_define([<k_registers_address>], [<[<0x1000d200ul>]>])
m4_define([<k_registers_size>], [<[<512>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<device>]>], [<[<registers>]>], [<[<0>]>])>])
m4_divert(0)m4_dnl
