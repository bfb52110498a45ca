m4_divert(-1)
m4_changequote([<, >])
m4_changecom()
m4_dnl Read before every template:
m4_dnl
m4_dnl     m4 -P -E -E templates/lib/kdl.m4 templates/lib/ends.m4 DATA TEMPLATE
m4_dnl
m4_dnl DATA is written by kdlc: scalars (k_instance, k_interface, ...) and lists. A list
m4_dnl k_each_x([<stub>]) calls stub once for each row, with the columns as arguments. What there
m4_dnl is for a template to use: templates/README.md. Words that begin with k_ or m4_ are reserved:
m4_dnl one that is left in the output is an error.


m4_dnl k_fail([<text>]): stop with a message that has file and line
m4_define([<k_fail>], [<m4_errprint(m4___file__:m4___line__[<: error: $1
>])m4_m4exit(1)>])

m4_dnl k_must([<name>]): stop unless DATA defines it
m4_define([<k_must>], [<m4_ifdef([<$1>], [<>], [<k_fail([<the data has no $1>])>])>])

m4_dnl k_generated(): the first line of every generated file
m4_define([<k_generated>],
    [</* Generated from k_template() for k_subject(): do not edit. */>])


m4_dnl Parameters of a method. The lists k_each_in(METHOD, [<stub>]), k_each_out and k_each_local
m4_dnl have the columns
m4_dnl
m4_dnl     $1 name   $2 C type, of arrays that of an element   $3 kind   $4 C expression of it
m4_dnl     $5 C expression of the number of elements           $6 place among words 0..7
m4_dnl
m4_dnl and the kinds   register_word register_real             in words 0..7 of kdl_m
m4_dnl                 word real value string array strings    in a buffer: kdl_w, kdl_r
m4_dnl                 lent_string lent_array                  as these, back with the answer
m4_dnl
m4_dnl A result is the first row of k_each_out and k_each_local, named kdl_result.

m4_define([<k_each_in>], [<m4_indir([<k_each_in_>]$1, [<$2>])>])
m4_define([<k_each_out>], [<m4_indir([<k_each_out_>]$1, [<$2>])>])
m4_define([<k_each_local>], [<m4_indir([<k_each_local_>]$1, [<$2>])>])

m4_dnl k_put, k_get, k_take (as get, but no NULL), k_drop, k_local: stubs, a statement for each
m4_define([<k_put>], [<k_put_$3($@)
>])
m4_define([<k_get>], [<k_get_$3($@)
>])
m4_define([<k_take>], [<m4_ifelse([<$3>], [<string>], [<k_take_$3($@)>], [<k_get_$3($@)>])
>])
m4_define([<k_drop>], [<m4_ifdef([<k_drop_$3>], [<k_drop_$3($@)>])>])
m4_define([<k_drop_indented>], [<m4_ifdef([<k_drop_$3>], [<    k_drop_$3($@)>])>])
m4_define([<k_local>], [<k_local_$3($@)
>])

m4_define([<k_put_register_word>], [<    kdl_m.word[$6] = (uint64_t)($4);>])
m4_define([<k_put_register_real>], [<    kdl_m.word[$6] = kdl_from_real($4);>])
m4_define([<k_put_word>], [<    kdl_put_bytes(&kdl_w, &($4), sizeof($4));>])
m4_define([<k_put_real>], [<k_put_word($@)>])
m4_define([<k_put_value>], [<k_put_word($@)>])
m4_define([<k_put_string>], [<    kdl_put_string(&kdl_w, $4);>])
m4_define([<k_put_array>], [<    kdl_put_array(&kdl_w, $4, $5, sizeof *($4));>])
m4_define([<k_put_strings>], [<    kdl_put_strings(&kdl_w, $4, $5);>])

m4_define([<k_get_register_word>], [<    $4 = ($2)kdl_m.word[$6];>])
m4_define([<k_get_register_real>], [<    $4 = ($2)kdl_to_real(kdl_m.word[$6]);>])
m4_define([<k_get_word>], [<    $4 = ($2)kdl_get_number(&kdl_r, sizeof($4));>])
m4_define([<k_get_real>], [<k_get_value($@)>])
m4_define([<k_get_value>], [<    (void)kdl_get_bytes(&kdl_r, &($4), sizeof($4));>])
m4_define([<k_get_string>], [<    $4 = kdl_get_string_or_null(&kdl_r);>])
m4_define([<k_get_array>], [<    $4 = kdl_get_array(&kdl_r, &($5), sizeof *($4));>])
m4_define([<k_get_strings>], [<    $4 = kdl_get_strings(&kdl_r, &($5));>])
m4_define([<k_get_lent_string>], [<    $4 = kdl_borrow_string(&kdl_r);>])
m4_define([<k_get_lent_array>], [<    $4 = kdl_borrow_array(&kdl_r, &($5), sizeof *($4));>])
m4_define([<k_take_string>], [<    $4 = kdl_get_string(&kdl_r);>])

m4_define([<k_drop_string>], [<    free($4), $4 = NULL;
>])
m4_define([<k_drop_array>], [<    free($4), $4 = NULL, $5 = 0;
>])
m4_define([<k_drop_lent_string>], [<    kdl_return(&kdl_r, $4);
>])
m4_define([<k_drop_lent_array>], [<    kdl_return(&kdl_r, $4);
>])
m4_define([<k_drop_strings>], [<    kdl_free_strings($4, $5), $4 = NULL, $5 = 0;
>])

m4_define([<k_local_word>], [<    $2 $1 = 0;>])
m4_define([<k_local_real>], [<    $2 $1 = 0;>])
m4_define([<k_local_value>], [<    $2 $1 = {0};>])
m4_define([<k_local_string>], [<    char *$1 = NULL;>])
m4_define([<k_local_array>], [<    size_t $5 = 0;
    $2 *$1 = NULL;>])
m4_define([<k_local_lent_string>], [<k_local_string($@)>])
m4_define([<k_local_lent_array>], [<k_local_array($@)>])
m4_define([<k_local_strings>], [<    size_t $5 = 0;
    char **$1 = NULL;>])


m4_dnl The stub of one method at the calling end, and at the serving end. Columns of k_each_method:
m4_dnl
m4_dnl     $1 index   $2 name   $3 type of the result   $4 formal parameters   $5 actual parameters
m4_dnl     $6 $7 how arguments and results travel: words, bytes   $8 $9 how many words each
m4_dnl     $10 names of the formal parameters
m4_dnl
m4_dnl The connector defines k_lock_$6_$7() and k_unlock_$6_$7() around the use of a shared buffer.

m4_define([<k_client_method>], [<
$3 k_interface()_$2($4)
{
    struct kdl_message kdl_m[<>]k_client_message_$6();
k_each_local($1, [<k_local>])k_lock_$6_$7()k_client_open_$6()k_each_in($1, [<k_put>])m4_dnl
    kdl_client_call_$6(&kdl_client, "$2", $1, k_carry_$6($8), &kdl_m);
k_client_read_$7($1, [<$2>])k_unlock_$6_$7()k_return([<$3>])}
>])
m4_dnl what is not put into words; a call with bytes sets all of it
m4_define([<k_client_message_words>], [< = {0}>])
m4_define([<k_client_message_bytes>], [<>])
m4_define([<k_carry_words>], [<$1>])
m4_define([<k_carry_bytes>], [<&kdl_w>])
m4_define([<k_client_open_words>], [<>])
m4_define([<k_client_open_bytes>], [<    struct kdl_writer kdl_w = kdl_client_writer(&kdl_client);
>])
m4_define([<k_client_read_words>], [<k_each_out($1, [<k_get>])>])
m4_define([<k_client_read_bytes>],
[<    struct kdl_reader kdl_r = kdl_client_reader(&kdl_client, &kdl_m);
k_each_out($1, [<k_get>])    if (!kdl_client_check(&kdl_client, "$2", &kdl_m, &kdl_r)) {
k_each_out($1, [<k_drop_indented>])    }
>])
m4_define([<k_return>], [<m4_ifelse($1, [<void>], [<>], [<    return kdl_result;
>])>])

m4_define([<k_server_method>], [<
static inline struct kdl_message kdl_serve_$1_$2(struct kdl_message kdl_m)
{
k_each_local($1, [<k_local>])k_server_open_$6()k_each_in($1, [<k_take>])m4_dnl
    if (kdl_server_accept_$6(&kdl_server, &kdl_m, k_accept_$6($8))) {
        m4_ifelse($3, [<void>], [<>], [<kdl_result = >])k_interface()_$2($5);
k_server_answer_$7($1, $9)    }
k_each_local($1, [<k_drop>])    return kdl_m;
}
>])
m4_define([<k_accept_words>], [<$1>])
m4_define([<k_accept_bytes>], [<&kdl_r>])
m4_define([<k_server_open_words>], [<>])
m4_define([<k_server_open_bytes>],
[<    struct kdl_reader kdl_r = kdl_server_reader(&kdl_server, &kdl_m);
>])
m4_define([<k_put_indented>], [<    k_put_$3($@)
>])
m4_define([<k_server_answer_words>],
[<k_each_out($1, [<k_put_indented>])        kdl_server_answer_words(&kdl_m, $2);
>])
m4_define([<k_server_answer_bytes>],
[<        struct kdl_writer kdl_w = kdl_server_writer(&kdl_server, kdl_m.badge);
k_each_out($1, [<k_put_indented>])        kdl_server_answer_bytes(&kdl_server, &kdl_m, &kdl_w);
>])
m4_dnl
m4_divert(0)m4_dnl
