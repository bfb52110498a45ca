m4_divert(-1)
m4_define([<k_template>], [<[<call_no_type/to.c.m4>]>])
m4_define([<k_subject>], [<[<Far.any>]>])
m4_define([<k_instance>], [<[<far>]>])
m4_define([<k_interface>], [<[<any>]>])
m4_define([<k_connection>], [<[<any>]>])
m4_define([<k_connection_id>], [<[<1>]>])
m4_define([<k_connector>], [<[<CallNoType>]>])
m4_define([<k_program_threads>], [<[<3>]>])
m4_define([<k_procedure>], [<[<Words>]>])
m4_define([<k_each_ep>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<5>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ep_slot>], [<[<5>]>])
m4_define([<k_ep_badge>], [<[<0>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<any>]>], [<[<1>]>])m4_dnl
$1([<[<1>]>], [<[<third>]>], [<[<any>]>], [<[<2>]>])>])
m4_define([<k_set_disable_interface_type_checking>], [<[<true>]>])
m4_define([<k_each_client>], [<m4_dnl
$1([<[<1>]>], [<[<0>]>], [<[<4>]>])m4_dnl
$1([<[<2>]>], [<[<4>]>], [<[<5>]>])>])
m4_define([<k_each_in_0>], [<m4_dnl
$1([<[<a>]>], [<[<int>]>], [<register_word>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint64_t>]>], [<register_word>], [<[<b>]>], [<[<b_sz>]>], [<[<1>]>])>])
m4_define([<k_each_out_0>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<register_word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])>])
m4_define([<k_each_local_0>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<a>]>], [<[<int>]>], [<word>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint64_t>]>], [<word>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_1>], [<m4_dnl
$1([<[<x>]>], [<[<float>]>], [<register_real>], [<[<x>]>], [<[<x_sz>]>], [<[<0>]>])m4_dnl
$1([<[<flag>]>], [<[<bool>]>], [<register_word>], [<[<flag>]>], [<[<flag_sz>]>], [<[<1>]>])m4_dnl
$1([<[<step>]>], [<[<int16_t>]>], [<register_word>], [<[<step>]>], [<[<step_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_1>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<double>]>], [<register_real>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<flag>]>], [<[<bool>]>], [<register_word>], [<[<flag>]>], [<[<flag_sz>]>], [<[<1>]>])m4_dnl
$1([<[<c>]>], [<[<char>]>], [<register_word>], [<[<c>]>], [<[<c_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_1>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<double>]>], [<real>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<x>]>], [<[<float>]>], [<real>], [<[<x>]>], [<[<x_sz>]>], [<[<0>]>])m4_dnl
$1([<[<flag>]>], [<[<bool>]>], [<word>], [<[<flag>]>], [<[<flag_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char>]>], [<word>], [<[<c>]>], [<[<c_sz>]>], [<[<0>]>])m4_dnl
$1([<[<step>]>], [<[<int16_t>]>], [<word>], [<[<step>]>], [<[<step_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_2>], [<>])
m4_define([<k_each_out_2>], [<>])
m4_define([<k_each_local_2>], [<>])
m4_define([<k_each_in_3>], [<m4_dnl
$1([<[<a>]>], [<[<int>]>], [<word>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<int>]>], [<word>], [<[<b>]>], [<[<b_sz>]>], [<[<1>]>])m4_dnl
$1([<[<c>]>], [<[<int>]>], [<word>], [<[<c>]>], [<[<c_sz>]>], [<[<2>]>])m4_dnl
$1([<[<d>]>], [<[<int>]>], [<word>], [<[<d>]>], [<[<d_sz>]>], [<[<3>]>])m4_dnl
$1([<[<e>]>], [<[<int>]>], [<word>], [<[<e>]>], [<[<e_sz>]>], [<[<4>]>])m4_dnl
$1([<[<f>]>], [<[<int>]>], [<word>], [<[<f>]>], [<[<f_sz>]>], [<[<5>]>])m4_dnl
$1([<[<g>]>], [<[<int>]>], [<word>], [<[<g>]>], [<[<g_sz>]>], [<[<6>]>])m4_dnl
$1([<[<h>]>], [<[<int>]>], [<word>], [<[<h>]>], [<[<h_sz>]>], [<[<7>]>])m4_dnl
$1([<[<i>]>], [<[<int>]>], [<word>], [<[<i>]>], [<[<i_sz>]>], [<[<8>]>])>])
m4_define([<k_each_out_3>], [<>])
m4_define([<k_each_local_3>], [<m4_dnl
$1([<[<a>]>], [<[<int>]>], [<word>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<int>]>], [<word>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<int>]>], [<word>], [<[<c>]>], [<[<c_sz>]>], [<[<0>]>])m4_dnl
$1([<[<d>]>], [<[<int>]>], [<word>], [<[<d>]>], [<[<d_sz>]>], [<[<0>]>])m4_dnl
$1([<[<e>]>], [<[<int>]>], [<word>], [<[<e>]>], [<[<e_sz>]>], [<[<0>]>])m4_dnl
$1([<[<f>]>], [<[<int>]>], [<word>], [<[<f>]>], [<[<f_sz>]>], [<[<0>]>])m4_dnl
$1([<[<g>]>], [<[<int>]>], [<word>], [<[<g>]>], [<[<g_sz>]>], [<[<0>]>])m4_dnl
$1([<[<h>]>], [<[<int>]>], [<word>], [<[<h>]>], [<[<h_sz>]>], [<[<0>]>])m4_dnl
$1([<[<i>]>], [<[<int>]>], [<word>], [<[<i>]>], [<[<i_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_4>], [<m4_dnl
$1([<[<name>]>], [<[<char *>]>], [<lent_string>], [<[<name>]>], [<[<name_sz>]>], [<[<0>]>])m4_dnl
$1([<[<both>]>], [<[<char *>]>], [<string>], [<[<both>]>], [<[<both_sz>]>], [<[<1>]>])m4_dnl
$1([<[<fixed>]>], [<[<char *>]>], [<string>], [<[<fixed>]>], [<[<fixed_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_4>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<char *>]>], [<string>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<other>]>], [<[<char *>]>], [<string>], [<[<other>]>], [<[<other_sz>]>], [<[<1>]>])m4_dnl
$1([<[<both>]>], [<[<char *>]>], [<string>], [<[<both>]>], [<[<both_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_4>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<char *>]>], [<string>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<name>]>], [<[<char *>]>], [<lent_string>], [<[<name>]>], [<[<name_sz>]>], [<[<0>]>])m4_dnl
$1([<[<other>]>], [<[<char *>]>], [<string>], [<[<other>]>], [<[<other_sz>]>], [<[<0>]>])m4_dnl
$1([<[<both>]>], [<[<char *>]>], [<string>], [<[<both>]>], [<[<both_sz>]>], [<[<0>]>])m4_dnl
$1([<[<fixed>]>], [<[<char *>]>], [<string>], [<[<fixed>]>], [<[<fixed_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_5>], [<m4_dnl
$1([<[<a>]>], [<[<int>]>], [<lent_array>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<double>]>], [<array>], [<[<c>]>], [<[<c_sz>]>], [<[<1>]>])m4_dnl
$1([<[<d>]>], [<[<char>]>], [<array>], [<[<d>]>], [<[<d_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_5>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<size_t>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint8_t>]>], [<array>], [<[<b>]>], [<[<b_sz>]>], [<[<1>]>])m4_dnl
$1([<[<c>]>], [<[<double>]>], [<array>], [<[<c>]>], [<[<c_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_5>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<size_t>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<a>]>], [<[<int>]>], [<lent_array>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint8_t>]>], [<array>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<double>]>], [<array>], [<[<c>]>], [<[<c_sz>]>], [<[<0>]>])m4_dnl
$1([<[<d>]>], [<[<char>]>], [<array>], [<[<d>]>], [<[<d_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_6>], [<m4_dnl
$1([<[<a>]>], [<[<char *>]>], [<strings>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char *>]>], [<strings>], [<[<c>]>], [<[<c_sz>]>], [<[<1>]>])m4_dnl
$1([<[<d>]>], [<[<char *>]>], [<strings>], [<[<d>]>], [<[<d_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_6>], [<m4_dnl
$1([<[<b>]>], [<[<char *>]>], [<strings>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char *>]>], [<strings>], [<[<c>]>], [<[<c_sz>]>], [<[<1>]>])>])
m4_define([<k_each_local_6>], [<m4_dnl
$1([<[<a>]>], [<[<char *>]>], [<strings>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<char *>]>], [<strings>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char *>]>], [<strings>], [<[<c>]>], [<[<c_sz>]>], [<[<0>]>])m4_dnl
$1([<[<d>]>], [<[<char *>]>], [<strings>], [<[<d>]>], [<[<d_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_7>], [<m4_dnl
$1([<[<p>]>], [<[<struct point>]>], [<value>], [<[<p>]>], [<[<p_sz>]>], [<[<0>]>])m4_dnl
$1([<[<r>]>], [<[<struct point>]>], [<value>], [<[<r>]>], [<[<r_sz>]>], [<[<1>]>])m4_dnl
$1([<[<s>]>], [<[<struct point>]>], [<value>], [<[<s>]>], [<[<s_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_7>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<struct point>]>], [<value>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<q>]>], [<[<struct point>]>], [<value>], [<[<q>]>], [<[<q_sz>]>], [<[<1>]>])m4_dnl
$1([<[<r>]>], [<[<struct point>]>], [<value>], [<[<r>]>], [<[<r_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_7>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<struct point>]>], [<value>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<p>]>], [<[<struct point>]>], [<value>], [<[<p>]>], [<[<p_sz>]>], [<[<0>]>])m4_dnl
$1([<[<q>]>], [<[<struct point>]>], [<value>], [<[<q>]>], [<[<q_sz>]>], [<[<0>]>])m4_dnl
$1([<[<r>]>], [<[<struct point>]>], [<value>], [<[<r>]>], [<[<r_sz>]>], [<[<0>]>])m4_dnl
$1([<[<s>]>], [<[<struct point>]>], [<value>], [<[<s>]>], [<[<s_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_8>], [<m4_dnl
$1([<[<size>]>], [<[<size_t>]>], [<register_word>], [<[<size>]>], [<[<size_sz>]>], [<[<0>]>])>])
m4_define([<k_each_out_8>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<data>]>], [<[<char>]>], [<array>], [<[<data>]>], [<[<data_sz>]>], [<[<1>]>])>])
m4_define([<k_each_local_8>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<size>]>], [<[<size_t>]>], [<word>], [<[<size>]>], [<[<size_sz>]>], [<[<0>]>])m4_dnl
$1([<[<data>]>], [<[<char>]>], [<array>], [<[<data>]>], [<[<data_sz>]>], [<[<0>]>])>])
m4_define([<k_each_method>], [<m4_dnl
$1([<0>], [<[<add>]>], [<[<int>]>], [<[<int a, uint64_t b>]>], [<[<a, b>]>], [<words>], [<words>], [<[<2>]>], [<[<1>]>], [<[<a, b>]>])m4_dnl
$1([<1>], [<[<mix>]>], [<[<double>]>], [<[<float x, bool *flag, char *c, const int16_t *step>]>], [<[<x, &flag, &c, &step>]>], [<words>], [<words>], [<[<3>]>], [<[<3>]>], [<[<x, flag, c, step>]>])m4_dnl
$1([<2>], [<[<nothing>]>], [<[<void>]>], [<[<void>]>], [<[<>]>], [<words>], [<words>], [<[<0>]>], [<[<0>]>], [<[<>]>])m4_dnl
$1([<3>], [<[<nine>]>], [<[<void>]>], [<[<int a, int b, int c, int d, int e, int f, int g, int h, int i>]>], [<[<a, b, c, d, e, f, g, h, i>]>], [<bytes>], [<words>], [<[<9>]>], [<[<0>]>], [<[<a, b, c, d, e, f, g, h, i>]>])m4_dnl
$1([<4>], [<[<greet>]>], [<[<char *>]>], [<[<const char *name, char **other, char **both, char **fixed>]>], [<[<name, &other, &both, &fixed>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<3>]>], [<[<name, other, both, fixed>]>])m4_dnl
$1([<5>], [<[<arrays>]>], [<[<size_t>]>], [<[<size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d>]>], [<[<a_sz, a, &b_sz, &b, &c_sz, &c, &d_sz, &d>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<3>]>], [<[<a_sz, a, b_sz, b, c_sz, c, d_sz, d>]>])m4_dnl
$1([<6>], [<[<lists>]>], [<[<void>]>], [<[<size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d>]>], [<[<a_sz, a, &b_sz, &b, &c_sz, &c, &d_sz, &d>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<2>]>], [<[<a_sz, a, b_sz, b, c_sz, c, d_sz, d>]>])m4_dnl
$1([<7>], [<[<move>]>], [<[<struct point>]>], [<[<struct point p, struct point *q, struct point *r, const struct point *s>]>], [<[<p, &q, &r, &s>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<3>]>], [<[<p, q, r, s>]>])m4_dnl
$1([<8>], [<[<fill>]>], [<[<int>]>], [<[<size_t size, size_t *data_sz, char **data>]>], [<[<size, &data_sz, &data>]>], [<words>], [<bytes>], [<[<1>]>], [<[<2>]>], [<[<size, data_sz, data>]>])>])
m4_divert(0)m4_dnl
