m4_divert(-1)
m4_define([<k_template>], [<[<component/component.h.m4>]>])
m4_define([<k_subject>], [<[<type Client>]>])
m4_define([<k_type>], [<[<Client>]>])
m4_define([<k_each_include>], [<m4_dnl
$1([<[<"point.h">]>], [<[<#line 24 "tests/templates/system.kdl"
>]>])m4_dnl
$1([<[<<stdint.h>>]>], [<[<#line 15 "tests/templates/system.kdl"
>]>])>])
m4_define([<k_each_struct>], [<>])
m4_define([<k_each_attribute>], [<m4_dnl
$1([<[<int>]>], [<[<number>]>], [<[<>]>])m4_dnl
$1([<[<char *>]>], [<[<text>]>], [<[<>]>])m4_dnl
$1([<[<bool>]>], [<[<yes>]>], [<[<>]>])m4_dnl
$1([<[<double>]>], [<[<ratio>]>], [<[<>]>])m4_dnl
$1([<[<int>]>], [<[<list>]>], [<[<[3]>]>])m4_dnl
$1([<[<char *>]>], [<[<names>]>], [<[<[2]>]>])m4_dnl
$1([<[<unsigned int>]>], [<[<allowed_smc_functions>]>], [<[<[1]>]>])m4_dnl
$1([<[<int>]>], [<[<a>]>], [<[<>]>])>])
m4_define([<k_each_constant>], [<m4_dnl
$1([<[<text>]>], [<[<"it's [\074100%\076] \0441 k_instance\n">]>])m4_dnl
$1([<[<yes>]>], [<[<true>]>])m4_dnl
$1([<[<ratio>]>], [<[<0.10000000000000001>]>])m4_dnl
$1([<[<list>]>], [<[<{1, 2, 3}>]>])m4_dnl
$1([<[<names>]>], [<[<{"a", "b"}>]>])m4_dnl
$1([<[<allowed_smc_functions>]>], [<[<{2214592520}>]>])m4_dnl
$1([<[<a>]>], [<[<1>]>])>])
m4_define([<k_each_method>], [<m4_dnl
$1([<[<words>]>], [<[<add>]>], [<[<int>]>], [<[<int a, uint64_t b>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<words>]>], [<[<mix>]>], [<[<double>]>], [<[<float x, bool *flag, char *c, const int16_t *step>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<words>]>], [<[<nothing>]>], [<[<void>]>], [<[<void>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<words>]>], [<[<nine>]>], [<[<void>]>], [<[<int a, int b, int c, int d, int e, int f, int g, int h, int i>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<bytes>]>], [<[<greet>]>], [<[<char *>]>], [<[<const char *name, char **other, char **both, char **fixed>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<bytes>]>], [<[<arrays>]>], [<[<size_t>]>], [<[<size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<bytes>]>], [<[<lists>]>], [<[<void>]>], [<[<size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<bytes>]>], [<[<move>]>], [<[<struct point>]>], [<[<struct point p, struct point *q, struct point *r, const struct point *s>]>], [<[<>]>], [<[<#line 19 "tests/templates/system.kdl"
>]>])m4_dnl
$1([<[<bytes>]>], [<[<fill>]>], [<[<int>]>], [<[<size_t size, size_t *data_sz, char **data>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<large>]>], [<[<greet>]>], [<[<char *>]>], [<[<const char *name, char **other, char **both, char **fixed>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<large>]>], [<[<arrays>]>], [<[<size_t>]>], [<[<size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<large>]>], [<[<lists>]>], [<[<void>]>], [<[<size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<large>]>], [<[<move>]>], [<[<struct point>]>], [<[<struct point p, struct point *q, struct point *r, const struct point *s>]>], [<[<>]>], [<[<#line 19 "tests/templates/system.kdl"
>]>])m4_dnl
$1([<[<large>]>], [<[<fill>]>], [<[<int>]>], [<[<size_t size, size_t *data_sz, char **data>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<spare>]>], [<[<add>]>], [<[<int>]>], [<[<int a, uint64_t b>]>], [<[< __attribute__((weak))>]>], [<[<>]>])m4_dnl
$1([<[<spare>]>], [<[<mix>]>], [<[<double>]>], [<[<float x, bool *flag, char *c, const int16_t *step>]>], [<[< __attribute__((weak))>]>], [<[<>]>])m4_dnl
$1([<[<spare>]>], [<[<nothing>]>], [<[<void>]>], [<[<void>]>], [<[< __attribute__((weak))>]>], [<[<>]>])m4_dnl
$1([<[<spare>]>], [<[<nine>]>], [<[<void>]>], [<[<int a, int b, int c, int d, int e, int f, int g, int h, int i>]>], [<[< __attribute__((weak))>]>], [<[<>]>])>])
m4_define([<k_each_provides>], [<>])
m4_define([<k_each_uses>], [<m4_dnl
$1([<[<words>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<bytes>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<large>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<spare>]>], [<[<>]>], [<[< __attribute__((weak))>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_emits>], [<>])
m4_define([<k_each_consumes>], [<m4_dnl
$1([<[<tick>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<ring>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<other_tick>]>], [<[<>]>], [<[< __attribute__((weak))>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_dataport>], [<m4_dnl
$1([<[<window>]>], [<[<void>]>], [<[<>]>], [<[<void>]>], [<[<>]>])m4_dnl
$1([<[<spot>]>], [<[<point_t>]>], [<[<>]>], [<[<void>]>], [<[<#line 34 "tests/templates/system.kdl"
>]>])>])
m4_define([<k_each_interface>], [<m4_dnl
$1([<[<words>]>])m4_dnl
$1([<[<bytes>]>])m4_dnl
$1([<[<large>]>])m4_dnl
$1([<[<spare>]>])m4_dnl
$1([<[<tick>]>])m4_dnl
$1([<[<ring>]>])m4_dnl
$1([<[<other_tick>]>])m4_dnl
$1([<[<window>]>])m4_dnl
$1([<[<spot>]>])>])
m4_define([<k_each_mutex>], [<m4_dnl
$1([<[<lock>]>])>])
m4_define([<k_each_semaphore>], [<m4_dnl
$1([<[<count>]>], [<[<1>]>], [<[<0>]>])m4_dnl
$1([<[<flag>]>], [<[<0>]>], [<[<1>]>])>])
m4_divert(0)m4_dnl
