m4_divert(-1)
m4_define([<k_template>], [<[<component/component.c.m4>]>])
m4_define([<k_subject>], [<[<Fourth>]>])
m4_define([<k_first_thread>], [<[<0>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_has_control>], [<[<false>]>])
m4_define([<k_restarts>], [<[<false>]>])
m4_define([<k_heap_address>], [<[<0x10013000ul>]>])
m4_define([<k_heap_size>], [<[<0x100000ul>]>])
m4_define([<k_each_control>], [<m4_dnl
$1([<[<0>]>], [<[<control>]>], [<[<2>]>], [<[<0>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])>])
m4_define([<k_each_service>], [<m4_dnl
$1([<[<1>]>], [<[<called>]>], [<[<10>]>], [<[<0>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])>])
m4_define([<k_each_init>], [<m4_dnl
$1([<[<sending>]>])m4_dnl
$1([<[<taking>]>])m4_dnl
$1([<[<init>]>])m4_dnl
$1([<[<irq>]>])m4_dnl
$1([<[<calls>]>])>])
m4_define([<k_each_unconnected>], [<>])
m4_define([<k_each_smc>], [<>])
m4_define([<k_each_line>], [<m4_dnl
$1([<[<34>]>], [<[<7>]>])>])
m4_define([<k_each_pooled>], [<>])
m4_define([<k_each_untyped>], [<>])
m4_define([<k_console_slot>], [<[<1>]>])
m4_define([<k_fault_slot>], [<[<0>]>])
m4_define([<k_each_frame>], [<>])
m4_define([<k_each_device>], [<>])
m4_define([<k_dma_cached>], [<[<0x0ul>]>])
m4_define([<k_dma_uncached>], [<[<0x0ul>]>])
m4_define([<k_dma_size>], [<[<0x0ul>]>])
m4_define([<k_each_area>], [<m4_dnl
$1([<[<sending.memory>]>], [<[<0x1000d000ul>]>], [<[<0x1000f000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<taking.memory>]>], [<[<0x10010000ul>]>], [<[<0x10012000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.ipc>]>], [<[<0x10000000ul>]>], [<[<0x10001000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.stack>]>], [<[<0x10003000ul>]>], [<[<0x10007000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.stack.guard>]>], [<[<0x10002000ul>]>], [<[<0x10003000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])m4_dnl
$1([<[<heap>]>], [<[<0x10013000ul>]>], [<[<0x10113000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<called.ipc>]>], [<[<0x10001000ul>]>], [<[<0x10002000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<called.stack>]>], [<[<0x10008000ul>]>], [<[<0x1000c000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<called.stack.guard>]>], [<[<0x10007000ul>]>], [<[<0x10008000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])>])
m4_define([<k_each_watched_area>], [<>])
m4_define([<k_each_watched>], [<>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
