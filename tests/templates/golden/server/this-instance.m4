m4_divert(-1)
m4_define([<k_template>], [<[<component/this-instance.c.m4>]>])
m4_define([<k_subject>], [<[<server>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_pid>], [<[<4>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<13>]>], [<[<0x1001f000ul>]>], [<[<100>]>])m4_dnl
$1([<[<14>]>], [<[<0x10021000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<window>]>], [<[<13>]>], [<[<0x1001f000ul>]>], [<[<100>]>])m4_dnl
$1([<[<spot>]>], [<[<14>]>], [<[<0x10021000ul>]>], [<[<4096>]>])>])
m4_divert(0)m4_dnl
