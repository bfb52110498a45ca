m4_divert(-1)
m4_define([<k_template>], [<[<virt_queues/to.c.m4>]>])
m4_define([<k_subject>], [<[<Fourth.init>]>])
m4_define([<k_instance>], [<[<fourth>]>])
m4_define([<k_interface>], [<[<init>]>])
m4_define([<k_connection>], [<[<blocks>]>])
m4_define([<k_connection_id>], [<[<18>]>])
m4_define([<k_connector>], [<[<VirtQueues>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_procedure>], [<[<VirtQueueDrv>]>])
m4_define([<k_each_memory>], [<>])
m4_define([<k_each_bell>], [<>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<fourth>]>], [<[<sending>]>], [<[<1>]>])m4_dnl
$1([<[<1>]>], [<[<fourth>]>], [<[<taking>]>], [<[<2>]>])>])
m4_define([<k_set_disable_interface_type_checking>], [<[<true>]>])
m4_define([<k_set_queue_length>], [<[<256>]>])
m4_define([<k_set_size>], [<[<8192>]>])
m4_define([<k_set_from_global_endpoint>], [<[<true>]>])
m4_define([<k_each_client>], [<m4_dnl
$1([<[<1>]>], [<[<0>]>], [<[<0>]>])m4_dnl
$1([<[<2>]>], [<[<0>]>], [<[<0>]>])>])
m4_define([<k_each_method>], [<>])
m4_divert(0)m4_dnl
