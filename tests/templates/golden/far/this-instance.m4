m4_divert(-1)
m4_define([<k_template>], [<[<component/this-instance.c.m4>]>])
m4_define([<k_subject>], [<[<far>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_pid>], [<[<8>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<5>]>], [<[<0x10017000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<6>]>], [<[<0x10019000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<6>]>], [<[<0x1001b000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<caps>]>], [<[<5>]>], [<[<0x10017000ul>]>], [<[<4096>]>])m4_dnl
$1([<[<queue>]>], [<[<6>]>], [<[<0x10019000ul>]>], [<[<4096>]>])>])
m4_divert(0)m4_dnl
