m4_divert(-1)
m4_define([<k_template>], [<[<component/component.c.m4>]>])
m4_define([<k_subject>], [<[<server>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_pid>], [<[<4>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_first_thread>], [<[<0>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_has_control>], [<[<false>]>])
m4_define([<k_restarts>], [<[<false>]>])
m4_define([<k_heap_address>], [<[<0x10023000ul>]>])
m4_define([<k_heap_size>], [<[<0x100000ul>]>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_control>], [<m4_dnl
$1([<[<0>]>], [<[<control>]>], [<[<2>]>], [<[<0>]>], [<[<0>]>], [<[<0>]>])>])
m4_define([<k_each_service>], [<m4_dnl
$1([<[<1>]>], [<[<words>]>], [<[<3>]>], [<[<4>]>], [<[<0>]>], [<[<0>]>])m4_dnl
$1([<[<2>]>], [<[<bytes>]>], [<[<6>]>], [<[<7>]>], [<[<0>]>], [<[<0>]>])m4_dnl
$1([<[<3>]>], [<[<large>]>], [<[<9>]>], [<[<10>]>], [<[<0>]>], [<[<0>]>])>])
m4_define([<k_each_init>], [<m4_dnl
$1([<[<tick>]>])m4_dnl
$1([<[<bell_one>]>])m4_dnl
$1([<[<bell_two>]>])m4_dnl
$1([<[<nobody>]>])m4_dnl
$1([<[<window>]>])m4_dnl
$1([<[<spot>]>])>])
m4_define([<k_each_unconnected>], [<m4_dnl
$1([<[<nobody>]>])>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<13>]>], [<[<0x1001f000ul>]>], [<[<100>]>])m4_dnl
$1([<[<14>]>], [<[<0x10021000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<window>]>], [<[<13>]>], [<[<0x1001f000ul>]>], [<[<100>]>])m4_dnl
$1([<[<spot>]>], [<[<14>]>], [<[<0x10021000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_smc>], [<>])
m4_define([<k_each_watched>], [<>])
m4_define([<k_console_slot>], [<[<1>]>])
m4_define([<k_fault_slot>], [<[<0>]>])
m4_define([<k_each_frame>], [<>])
m4_define([<k_each_device>], [<>])
m4_define([<k_dma_address>], [<[<0x0ul>]>])
m4_define([<k_dma_size>], [<[<0x0ul>]>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
