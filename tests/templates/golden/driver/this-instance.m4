m4_divert(-1)
m4_define([<k_template>], [<[<component/this-instance.c.m4>]>])
m4_define([<k_subject>], [<[<driver>]>])
m4_define([<k_instance>], [<[<driver>]>])
m4_define([<k_pid>], [<[<6>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<15>]>], [<[<0x1000d200ul>]>], [<[<512>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<registers>]>], [<[<15>]>], [<[<0x1000d200ul>]>], [<[<512>]>])>])
m4_divert(0)m4_dnl
