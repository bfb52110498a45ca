m4_divert(-1)
m4_define([<k_template>], [<[<component/component.h.m4>]>])
m4_define([<k_subject>], [<[<type Near>]>])
m4_define([<k_type>], [<[<Near>]>])
m4_define([<k_each_include>], [<m4_dnl
$1([<[<"point.h">]>], [<[<#line 73 "tests/templates/system.kdl"
>]>])>])
m4_define([<k_each_struct>], [<>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<int>]>], [<[<queue_id>]>], [<[<>]>])m4_dnl
$1([<[<int>]>], [<[<dma_pool>]>], [<[<>]>])>])
m4_define([<k_each_constant>], [<m4_dnl
$1([<[<queue_id>]>], [<[<4>]>])m4_dnl
$1([<[<dma_pool>]>], [<[<8192>]>])>])
m4_define([<k_each_method>], [<m4_dnl
$1([<[<any>]>], [<[<add>]>], [<[<int>]>], [<[<int a, uint64_t b>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<any>]>], [<[<mix>]>], [<[<double>]>], [<[<float x, bool *flag, char *c, const int16_t *step>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<any>]>], [<[<nothing>]>], [<[<void>]>], [<[<void>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<any>]>], [<[<nine>]>], [<[<void>]>], [<[<int a, int b, int c, int d, int e, int f, int g, int h, int i>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<buffered>]>], [<[<add>]>], [<[<int>]>], [<[<int a, uint64_t b>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<buffered>]>], [<[<mix>]>], [<[<double>]>], [<[<float x, bool *flag, char *c, const int16_t *step>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<buffered>]>], [<[<nothing>]>], [<[<void>]>], [<[<void>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<buffered>]>], [<[<nine>]>], [<[<void>]>], [<[<int a, int b, int c, int d, int e, int f, int g, int h, int i>]>], [<[<>]>], [<[<>]>])>])
m4_define([<k_each_provides>], [<>])
m4_define([<k_each_uses>], [<m4_dnl
$1([<[<any>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<buffered>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_emits>], [<>])
m4_define([<k_each_consumes>], [<m4_dnl
$1([<[<native>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<counted>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<caps>]>], [<[<void>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<queue>]>], [<[<point_t>]>], [<[<>]>], [<[<void>]>], [<[<#line 79 "tests/templates/system.kdl"
>]>])>])
m4_define([<k_each_interface>], [<m4_dnl
$1([<[<any>]>])m4_dnl
$1([<[<buffered>]>])m4_dnl
$1([<[<native>]>])m4_dnl
$1([<[<counted>]>])m4_dnl
$1([<[<caps>]>])m4_dnl
$1([<[<queue>]>])>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
