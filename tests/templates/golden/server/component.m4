m4_divert(-1)
m4_define([<k_template>], [<[<component/component.c.m4>]>])
m4_define([<k_subject>], [<[<Server>]>])
m4_define([<k_first_thread>], [<[<0>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_has_control>], [<[<false>]>])
m4_define([<k_restarts>], [<[<false>]>])
m4_define([<k_heap_address>], [<[<0x10023000ul>]>])
m4_define([<k_heap_size>], [<[<0x100000ul>]>])
m4_define([<k_each_control>], [<m4_dnl
$1([<[<0>]>], [<[<control>]>], [<[<2>]>], [<[<0>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])>])
m4_define([<k_each_service>], [<m4_dnl
$1([<[<1>]>], [<[<words>]>], [<[<3>]>], [<[<4>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])m4_dnl
$1([<[<2>]>], [<[<bytes>]>], [<[<6>]>], [<[<7>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])m4_dnl
$1([<[<3>]>], [<[<large>]>], [<[<9>]>], [<[<10>]>], [<[<0>]>], [<[<0>]>], [<[<1>]>])>])
m4_define([<k_each_init>], [<m4_dnl
$1([<[<tick>]>])m4_dnl
$1([<[<bell_one>]>])m4_dnl
$1([<[<bell_two>]>])m4_dnl
$1([<[<nobody>]>])m4_dnl
$1([<[<window>]>])m4_dnl
$1([<[<spot>]>])>])
m4_define([<k_each_unconnected>], [<m4_dnl
$1([<[<nobody>]>])>])
m4_define([<k_each_smc>], [<>])
m4_define([<k_each_line>], [<>])
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
$1([<[<large.buffer1>]>], [<[<0x10019000ul>]>], [<[<0x1001b000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<large.buffer2>]>], [<[<0x1001c000ul>]>], [<[<0x1001e000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<window>]>], [<[<0x1001f000ul>]>], [<[<0x1001f064ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<spot>]>], [<[<0x10021000ul>]>], [<[<0x10022000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.ipc>]>], [<[<0x10000000ul>]>], [<[<0x10001000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.stack>]>], [<[<0x10005000ul>]>], [<[<0x10009000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<control.stack.guard>]>], [<[<0x10004000ul>]>], [<[<0x10005000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])m4_dnl
$1([<[<heap>]>], [<[<0x10023000ul>]>], [<[<0x10123000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<words.ipc>]>], [<[<0x10001000ul>]>], [<[<0x10002000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<words.stack>]>], [<[<0x1000a000ul>]>], [<[<0x1000e000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<words.stack.guard>]>], [<[<0x10009000ul>]>], [<[<0x1000a000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])m4_dnl
$1([<[<bytes.ipc>]>], [<[<0x10002000ul>]>], [<[<0x10003000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<bytes.stack>]>], [<[<0x1000f000ul>]>], [<[<0x10013000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<bytes.stack.guard>]>], [<[<0x1000e000ul>]>], [<[<0x1000f000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])m4_dnl
$1([<[<large.ipc>]>], [<[<0x10003000ul>]>], [<[<0x10004000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<large.stack>]>], [<[<0x10014000ul>]>], [<[<0x10018000ul>]>], [<[<true>]>], [<[<true>]>], [<[<true>]>])m4_dnl
$1([<[<large.stack.guard>]>], [<[<0x10013000ul>]>], [<[<0x10014000ul>]>], [<[<false>]>], [<[<false>]>], [<[<false>]>])>])
m4_define([<k_each_watched_area>], [<>])
m4_define([<k_each_watched>], [<>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
