m4_divert(-1)
m4_define([<k_template>], [<[<component/component.h.m4>]>])
m4_define([<k_subject>], [<[<type Callee>]>])
m4_define([<k_type>], [<[<Callee>]>])
m4_define([<k_each_include>], [<m4_dnl
$1([<[<"point.h">]>], [<[<#line 14 "tests/templates/system.kdl"
>]>])m4_dnl
$1([<[<<stdint.h>>]>], [<[<#line 15 "tests/templates/system.kdl"
>]>])>])
m4_define([<k_each_struct>], [<>])
m4_define([<k_each_attribute>], [<>])
m4_define([<k_each_constant>], [<>])
m4_define([<k_each_method>], [<m4_dnl
$1([<[<direct>]>], [<[<greet>]>], [<[<char *>]>], [<[<const char *name, char **other, char **both, char **fixed>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<direct>]>], [<[<arrays>]>], [<[<size_t>]>], [<[<size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<direct>]>], [<[<lists>]>], [<[<void>]>], [<[<size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d>]>], [<[<>]>], [<[<>]>])m4_dnl
$1([<[<direct>]>], [<[<move>]>], [<[<struct point>]>], [<[<struct point p, struct point *q, struct point *r, const struct point *s>]>], [<[<>]>], [<[<#line 19 "tests/templates/system.kdl"
>]>])m4_dnl
$1([<[<direct>]>], [<[<fill>]>], [<[<int>]>], [<[<size_t size, size_t *data_sz, char **data>]>], [<[<>]>], [<[<>]>])>])
m4_define([<k_each_provides>], [<m4_dnl
$1([<[<direct>]>], [<[<>]>], [<[<>]>], [<[<void>]>], [<[<>]>])>])
m4_define([<k_each_uses>], [<>])
m4_define([<k_each_emits>], [<>])
m4_define([<k_each_consumes>], [<>])
m4_define([<k_each_dataport>], [<>])
m4_define([<k_each_interface>], [<m4_dnl
$1([<[<direct>]>])>])
m4_define([<k_each_mutex>], [<>])
m4_define([<k_each_semaphore>], [<>])
m4_divert(0)m4_dnl
