m4_divert(-1)
m4_define([<k_template>], [<[<component/group.c.m4>]>])
m4_define([<k_subject>], [<[<together>]>])
m4_define([<k_each_member>], [<m4_dnl
$1([<[<10>]>], [<[<caller>]>])m4_dnl
$1([<[<11>]>], [<[<callee>]>])>])
m4_divert(0)m4_dnl
