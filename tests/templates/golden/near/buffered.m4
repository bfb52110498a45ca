m4_divert(-1)
m4_define([<k_template>], [<[<call_dataport_signal/from.c.m4>]>])
m4_define([<k_subject>], [<[<Near.buffered>]>])
m4_define([<k_instance>], [<[<near>]>])
m4_define([<k_interface>], [<[<buffered>]>])
m4_define([<k_connection>], [<[<buffered>]>])
m4_define([<k_connection_id>], [<[<2>]>])
m4_define([<k_connector>], [<[<CallDataportSignal>]>])
m4_define([<k_program_threads>], [<[<2>]>])
m4_define([<k_procedure>], [<[<Words>]>])
m4_define([<k_each_ep>], [<m4_dnl
$1([<[<0>]>], [<[<>]>], [<[<1>]>], [<[<6>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ep_slot>], [<[<6>]>])
m4_define([<k_ep_badge>], [<[<1>]>])
m4_define([<k_each_buffer>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<1>]>], [<[<0>]>], [<[<0x1000d000ul>]>], [<[<4096>]>])>])
m4_define([<k_buffer_address>], [<[<0x1000d000ul>]>])
m4_define([<k_buffer_size>], [<[<4096>]>])
m4_define([<k_each_ntfn>], [<m4_dnl
$1([<[<0>]>], [<[<near>]>], [<[<1>]>], [<[<7>]>], [<[<0x0ul>]>], [<[<0>]>])>])
m4_define([<k_ntfn_slot>], [<[<7>]>])
m4_define([<k_ntfn_badge>], [<[<0>]>])
m4_define([<k_ntfn_signals>], [<[<1>]>])
m4_define([<k_each_peer>], [<m4_dnl
$1([<[<0>]>], [<[<far>]>], [<[<buffered>]>], [<[<1>]>])>])
m4_define([<k_set_from_global_endpoint>], [<[<true>]>])
m4_define([<k_each_in_0>], [<m4_dnl
$1([<[<a>]>], [<[<int>]>], [<register_word>], [<[<a>]>], [<[<a_sz>]>], [<[<0>]>])m4_dnl
$1([<[<b>]>], [<[<uint64_t>]>], [<register_word>], [<[<b>]>], [<[<b_sz>]>], [<[<1>]>])>])
m4_define([<k_each_out_0>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<register_word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])>])
m4_define([<k_each_local_0>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<int>]>], [<word>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])>])
m4_define([<k_each_in_1>], [<m4_dnl
$1([<[<x>]>], [<[<float>]>], [<register_real>], [<[<x>]>], [<[<x_sz>]>], [<[<0>]>])m4_dnl
$1([<[<flag>]>], [<[<bool>]>], [<register_word>], [<[<*flag>]>], [<[<*flag_sz>]>], [<[<1>]>])m4_dnl
$1([<[<step>]>], [<[<int16_t>]>], [<register_word>], [<[<*step>]>], [<[<*step_sz>]>], [<[<2>]>])>])
m4_define([<k_each_out_1>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<double>]>], [<register_real>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])m4_dnl
$1([<[<flag>]>], [<[<bool>]>], [<register_word>], [<[<*flag>]>], [<[<*flag_sz>]>], [<[<1>]>])m4_dnl
$1([<[<c>]>], [<[<char>]>], [<register_word>], [<[<*c>]>], [<[<*c_sz>]>], [<[<2>]>])>])
m4_define([<k_each_local_1>], [<m4_dnl
$1([<[<kdl_result>]>], [<[<double>]>], [<real>], [<[<kdl_result>]>], [<[<>]>], [<[<0>]>])>])
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
m4_define([<k_each_local_3>], [<>])
m4_define([<k_each_method>], [<m4_dnl
$1([<0>], [<[<add>]>], [<[<int>]>], [<[<int a, uint64_t b>]>], [<[<a, b>]>], [<words>], [<words>], [<[<2>]>], [<[<1>]>], [<[<a, b>]>])m4_dnl
$1([<1>], [<[<mix>]>], [<[<double>]>], [<[<float x, bool *flag, char *c, const int16_t *step>]>], [<[<x, &flag, &c, &step>]>], [<words>], [<words>], [<[<3>]>], [<[<3>]>], [<[<x, flag, c, step>]>])m4_dnl
$1([<2>], [<[<nothing>]>], [<[<void>]>], [<[<void>]>], [<[<>]>], [<words>], [<words>], [<[<0>]>], [<[<0>]>], [<[<>]>])m4_dnl
$1([<3>], [<[<nine>]>], [<[<void>]>], [<[<int a, int b, int c, int d, int e, int f, int g, int h, int i>]>], [<[<a, b, c, d, e, f, g, h, i>]>], [<bytes>], [<words>], [<[<9>]>], [<[<0>]>], [<[<a, b, c, d, e, f, g, h, i>]>])>])
m4_divert(0)m4_dnl
