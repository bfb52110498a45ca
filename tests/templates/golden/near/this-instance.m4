m4_divert(-1)
m4_define([<k_template>], [<[<component/this-instance.c.m4>]>])
m4_define([<k_subject>], [<[<near>]>])
m4_define([<k_instance>], [<[<near>]>])
m4_define([<k_pid>], [<[<7>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<int>]>], [<[<queue_id>]>], [<[<>]>], [<[<4>]>])m4_dnl
$1([<[<int>]>], [<[<dma_pool>]>], [<[<>]>], [<[<8192>]>])>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<5>]>], [<[<0x10011000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<6>]>], [<[<0x10013000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<6>]>], [<[<0x10015000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<caps>]>], [<[<5>]>], [<[<0x10011000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<queue>]>], [<[<6>]>], [<[<0x10013000ul>]>], [<[<4096>]>])>])
m4_divert(0)m4_dnl
