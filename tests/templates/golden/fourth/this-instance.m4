m4_divert(-1)
m4_define([<k_template>], [<[<component/this-instance.c.m4>]>])
m4_define([<k_subject>], [<[<fourth>]>])
m4_define([<k_instance>], [<[<fourth>]>])
m4_define([<k_pid>], [<[<11>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<int>]>], [<[<taking_id>]>], [<[<>]>], [<[<3>]>])>])
m4_define([<k_each_dataport>], [<>])
m4_define([<k_each_dataport_interface>], [<>])
m4_divert(0)m4_dnl
