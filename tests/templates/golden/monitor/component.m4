m4_divert(-1)
m4_define([<k_template>], [<[<component/component.c.m4>]>])
m4_define([<k_subject>], [<[<monitor>]>])
m4_define([<k_instance>], [<[<monitor>]>])
m4_define([<k_pid>], [<[<12>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_first_thread>], [<[<0>]>])
m4_define([<k_program_threads>], [<[<1>]>])
m4_define([<k_has_control>], [<[<true>]>])
m4_define([<k_heap_address>], [<[<0x10007000ul>]>])
m4_define([<k_heap_size>], [<[<0x100000ul>]>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<bool>]>], [<[<handles_faults>]>], [<[<>]>], [<[<true>]>])>])
m4_define([<k_each_control>], [<m4_dnl
$1([<[<0>]>], [<[<control>]>], [<[<3>]>], [<[<4>]>])>])
m4_define([<k_each_service>], [<>])
m4_define([<k_each_init>], [<>])
m4_define([<k_each_unconnected>], [<>])
m4_define([<k_each_dataport>], [<>])
m4_define([<k_each_smc>], [<>])
m4_define([<k_each_watched>], [<m4_dnl
$1([<[<1>]>], [<[<one>]>], [<[<control>]>], [<[<0x10003000ul>]>])m4_dnl
$1([<[<2>]>], [<[<one>]>], [<[<tick>]>], [<[<0x10008000ul>]>])m4_dnl
$1([<[<3>]>], [<[<two>]>], [<[<control>]>], [<[<0x10003000ul>]>])m4_dnl
$1([<[<4>]>], [<[<two>]>], [<[<tick>]>], [<[<0x10008000ul>]>])m4_dnl
$1([<[<5>]>], [<[<server>]>], [<[<control>]>], [<[<0x10005000ul>]>])m4_dnl
$1([<[<6>]>], [<[<server>]>], [<[<words>]>], [<[<0x1000a000ul>]>])m4_dnl
$1([<[<7>]>], [<[<server>]>], [<[<bytes>]>], [<[<0x1000f000ul>]>])m4_dnl
$1([<[<8>]>], [<[<server>]>], [<[<large>]>], [<[<0x10014000ul>]>])m4_dnl
$1([<[<9>]>], [<[<driver>]>], [<[<control>]>], [<[<0x10003000ul>]>])m4_dnl
$1([<[<10>]>], [<[<driver>]>], [<[<irq>]>], [<[<0x10008000ul>]>])m4_dnl
$1([<[<11>]>], [<[<near>]>], [<[<control>]>], [<[<0x10003000ul>]>])m4_dnl
$1([<[<12>]>], [<[<near>]>], [<[<counted>]>], [<[<0x10008000ul>]>])m4_dnl
$1([<[<13>]>], [<[<far>]>], [<[<control>]>], [<[<0x10004000ul>]>])m4_dnl
$1([<[<14>]>], [<[<far>]>], [<[<any>]>], [<[<0x10009000ul>]>])m4_dnl
$1([<[<15>]>], [<[<far>]>], [<[<buffered>]>], [<[<0x1000e000ul>]>])m4_dnl
$1([<[<16>]>], [<[<third>]>], [<[<control>]>], [<[<0x10002000ul>]>])m4_dnl
$1([<[<17>]>], [<[<caller>]>], [<[<control>]>], [<[<0x10002000ul>]>])m4_dnl
$1([<[<18>]>], [<[<callee>]>], [<[<control>]>], [<[<0x10109000ul>]>])m4_dnl
$1([<[<19>]>], [<[<monitor>]>], [<[<control>]>], [<[<0x10002000ul>]>])>])
m4_define([<k_console_slot>], [<[<1>]>])
m4_define([<k_fault_slot>], [<[<2>]>])
m4_define([<k_each_frame>], [<>])
m4_define([<k_each_device>], [<>])
m4_define([<k_dma_address>], [<[<0x0ul>]>])
m4_define([<k_dma_size>], [<[<0x0ul>]>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
