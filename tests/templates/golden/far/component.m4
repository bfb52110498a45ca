m4_divert(-1)
m4_define([<k_template>], [<[<component/component.c.m4>]>])
m4_define([<k_subject>], [<[<Far>]>])
m4_define([<k_first_thread>], [<[<0>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_has_control>], [<[<false>]>])
m4_define([<k_restarts>], [<[<false>]>])
m4_define([<k_heap_address>], [<[<0x1001d000ul>]>])
m4_define([<k_heap_size>], [<[<0x100000ul>]>])
m4_define([<k_each_control>], [<m4_dnl
$1([<[<0>]>], [<[<control>]>], [<[<2>]>], [<[<0>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])>])
m4_define([<k_each_service>], [<m4_dnl
$1([<[<1>]>], [<[<any>]>], [<[<3>]>], [<[<4>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])m4_dnl
$1([<[<2>]>], [<[<buffered>]>], [<[<6>]>], [<[<7>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])>])
m4_define([<k_each_init>], [<m4_dnl
$1([<[<native>]>])m4_dnl
$1([<[<counted>]>])m4_dnl
$1([<[<caps>]>])m4_dnl
$1([<[<queue>]>])>])
m4_define([<k_each_unconnected>], [<>])
m4_define([<k_each_smc>], [<>])
m4_define([<k_each_line>], [<>])
m4_define([<k_each_pooled>], [<>])
m4_define([<k_each_untyped>], [<>])
m4_define([<k_console_slot>], [<[<1>]>])
m4_define([<k_fault_slot>], [<[<0>]>])
m4_define([<k_each_frame>], [<m4_dnl
$1([<[<0x10017000ul>]>], [<[<4096>]>], [<[<12>]>])>])
m4_define([<k_each_device>], [<>])
m4_define([<k_dma_cached>], [<[<0x0ul>]>])
m4_define([<k_dma_uncached>], [<[<0x0ul>]>])
m4_define([<k_dma_size>], [<[<0x0ul>]>])
m4_define([<k_each_area>], [<m4_dnl
$1([<[<buffered.buffer>]>], [<[<0x10013000ul>]>], [<[<0x10014000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<counted.count>]>], [<[<0x10015000ul>]>], [<[<0x10016000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<caps>]>], [<[<0x10017000ul>]>], [<[<0x10018000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<queue>]>], [<[<0x10019000ul>]>], [<[<0x1001a000ul>]>], [<[<true>]>], [<[<false>]>], [<[<true>]>])m4_dnl
$1([<[<queue>]>], [<[<0x1001b000ul>]>], [<[<0x1001c000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.ipc>]>], [<[<0x10000000ul>]>], [<[<0x10001000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.stack>]>], [<[<0x10004000ul>]>], [<[<0x10008000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.stack.guard>]>], [<[<0x10003000ul>]>], [<[<0x10004000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])m4_dnl
$1([<[<heap>]>], [<[<0x1001d000ul>]>], [<[<0x1011d000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<any.ipc>]>], [<[<0x10001000ul>]>], [<[<0x10002000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<any.stack>]>], [<[<0x10009000ul>]>], [<[<0x1000d000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<any.stack.guard>]>], [<[<0x10008000ul>]>], [<[<0x10009000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])m4_dnl
$1([<[<buffered.ipc>]>], [<[<0x10002000ul>]>], [<[<0x10003000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<buffered.stack>]>], [<[<0x1000e000ul>]>], [<[<0x10012000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<buffered.stack.guard>]>], [<[<0x1000d000ul>]>], [<[<0x1000e000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])>])
m4_define([<k_each_watched_area>], [<>])
m4_define([<k_each_watched>], [<>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
