m4_divert(-1)
m4_define([<k_template>], [<[<component/component.h.m4>]>])
m4_define([<k_subject>], [<[<type Driver>]>])
m4_define([<k_type>], [<[<Driver>]>])
m4_define([<k_each_include>], [<>])
m4_define([<k_each_struct>], [<>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_constant>], [<>])
m4_define([<k_each_method>], [<>])
m4_define([<k_each_provides>], [<>])
m4_define([<k_each_uses>], [<>])
m4_define([<k_each_emits>], [<>])
m4_define([<k_each_consumes>], [<m4_dnl
$1([<[<irq>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<registers>]>], [<[<void>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_interface>], [<m4_dnl
$1([<[<registers>]>])m4_dnl
$1([<[<irq>]>])>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
