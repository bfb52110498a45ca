m4_divert(-1)
m4_define([<k_template>], [<[<component/this-instance.c.m4>]>])
m4_define([<k_subject>], [<[<two>]>])
m4_define([<k_instance>], [<[<two>]>])
m4_define([<k_pid>], [<[<3>]>])
m4_define([<k_affinity>], [<[<0>]>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<int>]>], [<[<number>]>], [<[<>]>], [<[<4>]>])m4_dnl
$1([<[<char *>]>], [<[<text>]>], [<[<>]>], [<[<"it's [\074100%\076] \0441 k_instance\n">]>])m4_dnl
$1([<[<bool>]>], [<[<yes>]>], [<[<>]>], [<[<true>]>])m4_dnl
$1([<[<double>]>], [<[<ratio>]>], [<[<>]>], [<[<0.10000000000000001>]>])m4_dnl
$1([<[<int>]>], [<[<list>]>], [<[<[]>]>], [<[<{1, 2, 3}>]>])m4_dnl
$1([<[<char *>]>], [<[<names>]>], [<[<[]>]>], [<[<{"a", "b"}>]>])m4_dnl
$1([<[<unsigned int>]>], [<[<allowed_smc_functions>]>], [<[<[]>]>], [<[<{2214592520}>]>])m4_dnl
$1([<[<int>]>], [<[<a>]>], [<[<>]>], [<[<1>]>])>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<13>]>], [<[<0x10010000ul>]>], [<[<100>]>])m4_dnl
$1([<[<14>]>], [<[<0x10012000ul>]>], [<[<4096>]>])>])
m4_define([<k_each_dataport_interface>], [<m4_dnl
$1([<[<window>]>], [<[<13>]>], [<[<0x10010000ul>]>], [<[<100>]>])m4_dnl
$1([<[<spot>]>], [<[<14>]>], [<[<0x10012000ul>]>], [<[<4096>]>])>])
m4_divert(0)m4_dnl
