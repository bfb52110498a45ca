m4_divert(-1)
m4_define([<k_template>], [<[<virt_queues/from.c.m4>]>])
m4_define([<k_subject>], [<[<Fourth.taking>]>])
m4_define([<k_instance>], [<[<fourth>]>])
m4_define([<k_interface>], [<[<taking>]>])
m4_define([<k_connection>], [<[<blocks>]>])
m4_define([<k_connection_id>], [<[<18>]>])
m4_define([<k_connector>], [<[<VirtQueues>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_procedure>], [<[<VirtQueueDev>]>])
m4_define([<k_each_memory>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<0>]>], [<[<0x10010000ul>]>], [<[<8192>]>])>])
m4_define([<k_memory_address>], [<[<0x10010000ul>]>])
m4_define([<k_memory_size>], [<[<8192>]>])
m4_define([<k_each_bell>], [<m4_dnl
$1([<[<1>]>], [<[<fourth>]>], [<[<2>]>], [<[<5>]>], [<[<0x0ul>]>], [<[<0>]>])m4_dnl
$1([<[<0>]>], [<[<fourth>]>], [<[<1>]>], [<[<6>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_bell_slot>], [<[<5>]>])
m4_define([<k_bell_badge>], [<[<0>]>])
m4_define([<k_bell_signals>], [<[<3>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<fourth>]>], [<[<init>]>], [<[<0>]>])>])
m4_define([<k_own_id>], [<[<3>]>])
m4_define([<k_set_disable_interface_type_checking>], [<[<true>]>])
m4_define([<k_set_queue_length>], [<[<256>]>])
m4_define([<k_set_size>], [<[<8192>]>])
m4_define([<k_set_from_global_endpoint>], [<[<true>]>])
m4_define([<k_each_method>], [<>])
m4_divert(0)m4_dnl
