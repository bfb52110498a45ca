m4_divert(-1)
m4_define([<k_template>], [<[<component/component.h.m4>]>])
m4_define([<k_subject>], [<[<type Fourth>]>])
m4_define([<k_type>], [<[<Fourth>]>])
m4_define([<k_each_include>], [<>])
m4_define([<k_each_struct>], [<>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<int>]>], [<[<taking_id>]>], [<[<>]>])>])
m4_define([<k_each_constant>], [<m4_dnl
$1([<[<taking_id>]>], [<[<3>]>])>])
m4_define([<k_each_method>], [<>])
m4_define([<k_each_provides>], [<m4_dnl
$1([<[<init>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_uses>], [<m4_dnl
$1([<[<sending>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<taking>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_emits>], [<m4_dnl
$1([<[<calls>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_consumes>], [<m4_dnl
$1([<[<irq>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<called>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_dataport>], [<>])
m4_define([<k_each_interface>], [<m4_dnl
$1([<[<sending>]>])m4_dnl
$1([<[<taking>]>])m4_dnl
$1([<[<init>]>])m4_dnl
$1([<[<irq>]>])m4_dnl
$1([<[<called>]>])m4_dnl
$1([<[<calls>]>])>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
