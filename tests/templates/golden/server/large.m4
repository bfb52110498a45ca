m4_divert(-1)
m4_define([<k_template>], [<[<call_buffered/to.c.m4>]>])
m4_define([<k_subject>], [<[<Server.large>]>])
m4_define([<k_instance>], [<[<server>]>])
m4_define([<k_interface>], [<[<large>]>])
m4_define([<k_connection>], [<[<large>]>])
m4_define([<k_connection_id>], [<[<9>]>])
m4_define([<k_connector>], [<[<CallBuffered>]>])
m4_define([<k_program_threads>], [<[<4>]>])
m4_define([<k_procedure>], [<[<Bytes>]>])
m4_define([<k_each_ep>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<0>]>], [<[<11>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ep_slot>], [<[<11>]>])
m4_define([<k_ep_badge>], [<[<0>]>])
m4_define([<k_each_buffer>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<1>]>], [<[<0>]>], [<[<0x10019000ul>]>], [<[<8192>]>])m4_dnl
$1([<[<1>]>], [<[<two>]>], [<[<9>]>], [<[<0>]>], [<[<0x1001c000ul>]>], [<[<8192>]>])>])
m4_define([<k_buffer_address>], [<[<0x10019000ul>]>])
m4_define([<k_buffer_size>], [<[<8192>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<one>]>], [<[<large>]>], [<[<1>]>])m4_dnl
$1([<[<1>]>], [<[<two>]>], [<[<large>]>], [<[<9>]>])>])
m4_define([<k_set_size>], [<[<8192>]>])
m4_define([<k_each_client>], [<m4_dnl
$1([<[<1>]>], [<[<0>]>], [<[<5>]>])m4_dnl
$1([<[<9>]>], [<[<0>]>], [<[<5>]>])>])
m4_define([<k_each_in_0>], [<m4_dnl
$1([<[<name>]>], [<[<char *>]>], [<lent_string>], [<[<name>]>], [<[<name_sz>]>], [<[<0>]>])m4_dnl
$1([<[<both>]>], [<[<char *>]>], [<string>], [<[<both>]>], [<[<both_sz>]>], [<[<1>]>])m4_dnl
$1([<[<fixed>]>], [<[<char *>]>], [<string>], [<[<fixed>]>], [<[<fixed_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_0>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<char *>]>], [<string>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<other>]>], [<[<char *>]>], [<string>], [<[<other>]>], [<[<other_sz>]>], [<[<1>]>])m4_dnl
$1([<[<both>]>], [<[<char *>]>], [<string>], [<[<both>]>], [<[<both_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_0>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<char *>]>], [<string>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<name>]>], [<[<char *>]>], [<lent_string>], [<[<name>]>], [<[<name_sz>]>], [<[<0>]>])m4_dnl
$1([<[<other>]>], [<[<char *>]>], [<string>], [<[<other>]>], [<[<other_sz>]>], [<[<0>]>])m4_dnl
$1([<[<both>]>], [<[<char *>]>], [<string>], [<[<both>]>], [<[<both_sz>]>], [<[<0>]>])m4_dnl
$1([<[<fixed>]>], [<[<char *>]>], [<string>], [<[<fixed>]>], [<[<fixed_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_1>], [<m4_dnl
$1([<[<a>]>], [<[<int>]>], [<lent_array>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<double>]>], [<array>], [<[<c>]>], [<[<c_sz>]>], [<[<1>]>])m4_dnl
$1([<[<d>]>], [<[<char>]>], [<array>], [<[<d>]>], [<[<d_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_1>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<size_t>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint8_t>]>], [<array>], [<[<b>]>], [<[<b_sz>]>], [<[<1>]>])m4_dnl
$1([<[<c>]>], [<[<double>]>], [<array>], [<[<c>]>], [<[<c_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_1>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<size_t>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<a>]>], [<[<int>]>], [<lent_array>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint8_t>]>], [<array>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<double>]>], [<array>], [<[<c>]>], [<[<c_sz>]>], [<[<0>]>])m4_dnl
$1([<[<d>]>], [<[<char>]>], [<array>], [<[<d>]>], [<[<d_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_2>], [<m4_dnl
$1([<[<a>]>], [<[<char *>]>], [<strings>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char *>]>], [<strings>], [<[<c>]>], [<[<c_sz>]>], [<[<1>]>])m4_dnl
$1([<[<d>]>], [<[<char *>]>], [<strings>], [<[<d>]>], [<[<d_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_2>], [<m4_dnl
$1([<[<b>]>], [<[<char *>]>], [<strings>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char *>]>], [<strings>], [<[<c>]>], [<[<c_sz>]>], [<[<1>]>])>])
m4_define([<k_each_local_2>], [<m4_dnl
$1([<[<a>]>], [<[<char *>]>], [<strings>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<char *>]>], [<strings>], [<[<b>]>], [<[<b_sz>]>], [<[<0>]>])m4_dnl
$1([<[<c>]>], [<[<char *>]>], [<strings>], [<[<c>]>], [<[<c_sz>]>], [<[<0>]>])m4_dnl
$1([<[<d>]>], [<[<char *>]>], [<strings>], [<[<d>]>], [<[<d_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_3>], [<m4_dnl
$1([<[<p>]>], [<[<struct point>]>], [<value>], [<[<p>]>], [<[<p_sz>]>], [<[<0>]>])m4_dnl
$1([<[<r>]>], [<[<struct point>]>], [<value>], [<[<r>]>], [<[<r_sz>]>], [<[<1>]>])m4_dnl
$1([<[<s>]>], [<[<struct point>]>], [<value>], [<[<s>]>], [<[<s_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_3>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<struct point>]>], [<value>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<q>]>], [<[<struct point>]>], [<value>], [<[<q>]>], [<[<q_sz>]>], [<[<1>]>])m4_dnl
$1([<[<r>]>], [<[<struct point>]>], [<value>], [<[<r>]>], [<[<r_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_3>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<struct point>]>], [<value>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<p>]>], [<[<struct point>]>], [<value>], [<[<p>]>], [<[<p_sz>]>], [<[<0>]>])m4_dnl
$1([<[<q>]>], [<[<struct point>]>], [<value>], [<[<q>]>], [<[<q_sz>]>], [<[<0>]>])m4_dnl
$1([<[<r>]>], [<[<struct point>]>], [<value>], [<[<r>]>], [<[<r_sz>]>], [<[<0>]>])m4_dnl
$1([<[<s>]>], [<[<struct point>]>], [<value>], [<[<s>]>], [<[<s_sz>]>], [<[<0>]>])>])
m4_define([<k_each_in_4>], [<m4_dnl
$1([<[<size>]>], [<[<size_t>]>], [<register_word>], [<[<size>]>], [<[<size_sz>]>], [<[<0>]>])>])
m4_define([<k_each_out_4>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<data>]>], [<[<char>]>], [<array>], [<[<data>]>], [<[<data_sz>]>], [<[<1>]>])>])
m4_define([<k_each_local_4>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<size>]>], [<[<size_t>]>], [<word>], [<[<size>]>], [<[<size_sz>]>], [<[<0>]>])m4_dnl
$1([<[<data>]>], [<[<char>]>], [<array>], [<[<data>]>], [<[<data_sz>]>], [<[<0>]>])>])
m4_define([<k_each_method>], [<m4_dnl
$1([<0>], [<[<greet>]>], [<[<char *>]>], [<[<const char *name, char **other, char **both, char **fixed>]>], [<[<name, &other, &both, &fixed>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<3>]>], [<[<name, other, both, fixed>]>])m4_dnl
$1([<1>], [<[<arrays>]>], [<[<size_t>]>], [<[<size_t a_sz, const int *a, size_t *b_sz, uint8_t **b, size_t *c_sz, double **c, const size_t *d_sz, char **d>]>], [<[<a_sz, a, &b_sz, &b, &c_sz, &c, &d_sz, &d>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<3>]>], [<[<a_sz, a, b_sz, b, c_sz, c, d_sz, d>]>])m4_dnl
$1([<2>], [<[<lists>]>], [<[<void>]>], [<[<size_t a_sz, char **a, size_t *b_sz, char ***b, size_t *c_sz, char ***c, const size_t *d_sz, char ***d>]>], [<[<a_sz, a, &b_sz, &b, &c_sz, &c, &d_sz, &d>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<2>]>], [<[<a_sz, a, b_sz, b, c_sz, c, d_sz, d>]>])m4_dnl
$1([<3>], [<[<move>]>], [<[<struct point>]>], [<[<struct point p, struct point *q, struct point *r, const struct point *s>]>], [<[<p, &q, &r, &s>]>], [<bytes>], [<bytes>], [<[<3>]>], [<[<3>]>], [<[<p, q, r, s>]>])m4_dnl
$1([<4>], [<[<fill>]>], [<[<int>]>], [<[<size_t size, size_t *data_sz, char **data>]>], [<[<size, &data_sz, &data>]>], [<words>], [<bytes>], [<[<1>]>], [<[<2>]>], [<[<size, data_sz, data>]>])>])
m4_divert(0)m4_dnl
