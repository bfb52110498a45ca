m4_divert(-1)
m4_define([<k_template>], [<[<component/component.c.m4>]>])
m4_define([<k_subject>], [<[<far>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_pid>], [<[<8>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_first_thread>], [<[<0>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_has_control>], [<[<false>]>])
m4_define([<k_restarts>], [<[<false>]>])
m4_define([<k_heap_address>], [<[<0x1001d000ul>]>])
m4_define([<k_heap_size>], [<[<0x100000ul>]>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_control>], [<m4_dnl
$1([<[<0>]>], [<[<control>]>], [<[<2>]>], [<[<0>]>], [<[<0>]>], [<[<0>]>])>])
m4_define([<k_each_service>], [<m4_dnl
$1([<[<1>]>], [<[<any>]>], [<[<3>]>], [<[<4>]>], [<[<0>]>], [<[<0>]>])m4_dnl
$1([<[<2>]>], [<[<buffered>]>], [<[<6>]>], [<[<7>]>], [<[<0>]>], [<[<0>]>])>])
m4_define([<k_each_init>], [<m4_dnl
$1([<[<native>]>])m4_dnl
$1([<[<counted>]>])m4_dnl
$1([<[<caps>]>])m4_dnl
$1([<[<queue>]>])>])
m4_define([<k_each_unconnected>], [<>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<5>]>], [<[<0x10017000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<6>]>], [<[<0x10019000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<6>]>], [<[<0x1001b000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<caps>]>], [<[<5>]>], [<[<0x10017000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<queue>]>], [<[<6>]>], [<[<0x10019000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_smc>], [<>])
m4_define([<k_each_watched>], [<>])
m4_define([<k_console_slot>], [<[<1>]>])
m4_define([<k_fault_slot>], [<[<0>]>])
m4_define([<k_each_frame>], [<m4_dnl
$1([<[<0x10017000ul>]>], [<[<4096>]>], [<[<12>]>])>])
m4_define([<k_each_device>], [<>])
m4_define([<k_dma_address>], [<[<0x0ul>]>])
m4_define([<k_dma_size>], [<[<0x0ul>]>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
