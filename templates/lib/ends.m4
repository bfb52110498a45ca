m4_divert(-1)
m4_dnl Read after kdl.m4: what several connectors have in common at one end of a connection.

m4_dnl k_dataport_end([<address>], [<size>]): memory that an end sees
m4_define([<k_dataport_end>], [<#include <camkes.h>
#include <kdl/dataport.h>

_Static_assert(sizeof(k_ctype()) <= $2,
               "k_subject(): set `size` of the connection to hold its type");

k_ctype() *k_interface() = (k_ctype() *)$1;
const size_t k_interface()_size = $2;

size_t k_interface()_get_size(void)
{
    return $2;
}

dataport_ptr_t k_interface()_wrap_ptr(void *pointer)
{
    return kdl_dataport_wrap(&k_interface()_dataport, pointer);
}

void *k_interface()_unwrap_ptr(dataport_ptr_t pointer)
{
    return kdl_dataport_unwrap(&k_interface()_dataport, pointer);
}

int k_interface()_cache_op(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, $1, $2, op);
}

int k_interface()_flush_cache(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, $1, $2, op);
}
>])


m4_dnl k_frame_caps([<address>], [<size>], [<slot of the first frame>]): memory whose frames an end
m4_dnl holds; behind k_dataport_end
m4_define([<k_frame_caps>], [<#include <camkes/dataport_caps.h>
#include <kdl/frame.h>
#include <stdlib.h>
#include <string.h>

size_t k_interface()_num_frame_caps(void);
size_t k_interface()_num_frame_caps(void)
{
    return kdl_frame_count((void *)$1, $2);
}

seL4_CPtr k_interface()_get_nth_frame_cap(size_t n);
seL4_CPtr k_interface()_get_nth_frame_cap(size_t n)
{
    return n < k_interface()_num_frame_caps() ? $3 + n : 0;
}

static seL4_CPtr kdl_nth(unsigned n)
{
    return k_interface()_get_nth_frame_cap(n);
}

static unsigned kdl_count(void)
{
    return (unsigned)k_interface()_num_frame_caps();
}

static seL4_CPtr *kdl_caps(void)
{
    size_t count = k_interface()_num_frame_caps();
    seL4_CPtr *caps = malloc(count * sizeof *caps);

    for (size_t i = 0; caps && i < count; i++)
        caps[i] = $3 + i;
    return caps;
}

static void kdl_free_caps(seL4_CPtr *caps)
{
    free(caps);
}

static unsigned kdl_id(void)
{
    return m4_ifdef([<k_own_id>], [<k_own_id()>], [<0>]);
}

static size_t kdl_bits(void)
{
    return (size_t)__builtin_ctzl(kdl_frame_of((void *)$1)->size);
}

static seL4_CapRights_t kdl_rights(void)
{
    const char *access = m4_ifdef([<k_own_access>], [<k_own_access()>], [<"RWXP">]);

    return seL4_CapRights_new(0, 0, strchr(access, 'R') != NULL, strchr(access, 'W') != NULL);
}

extern dataport_caps_handle_t k_interface()_handle;
dataport_caps_handle_t k_interface()_handle = {
    .get_nth_frame_cap = kdl_nth,
    .get_id = kdl_id,
    .get_num_frame_caps = kdl_count,
    .get_frame_caps = kdl_caps,
    .free_frame_caps = kdl_free_caps,
    .get_size = k_interface()_get_size,
    .get_frame_size_bits = kdl_bits,
    .get_rights = kdl_rights,
};
>])

m4_dnl k_client_end([<initialisers, each a line>]): what every calling end has before its stubs
m4_define([<k_client_end>], [<#include <camkes.h>
#include <kdl/rpc.h>

static struct kdl_calls kdl_calls;
static const struct kdl_client kdl_client __attribute__((unused)) = {
    .interface = "k_interface()",
    .endpoint = k_ep_slot(),
    .calls = &kdl_calls,
$1};

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_calls.handler;

    kdl_calls.handler = handler;
    return old;
}
>])
m4_dnl a connector without a shared buffer has nothing to lock; see k_client_method
m4_define([<k_lock_nothing>], [<m4_define([<k_lock_words_words>], [<>])m4_dnl
m4_define([<k_lock_words_bytes>], [<>])m4_dnl
m4_define([<k_lock_bytes_words>], [<>])m4_dnl
m4_define([<k_lock_bytes_bytes>], [<>])m4_dnl
m4_define([<k_unlock_words_words>], [<>])m4_dnl
m4_define([<k_unlock_words_bytes>], [<>])m4_dnl
m4_define([<k_unlock_bytes_words>], [<>])m4_dnl
m4_define([<k_unlock_bytes_bytes>], [<>])>])

m4_dnl k_server_end([<initialisers>]), k_server_loop([<more cases>]): before and after the stubs
m4_dnl k_lent(), k_lent_field(): memory for strings and arrays that only come in, if there are any
m4_define([<k_lends_if_lent_string>], [<m4_define([<k_lends>])>])
m4_define([<k_lends_if_lent_array>], [<m4_define([<k_lends>])>])
m4_define([<k_lends_if>], [<m4_ifdef([<k_lends_if_$3>], [<k_lends_if_$3()>])>])
m4_define([<k_lends_for>], [<k_each_in($1, [<k_lends_if>])>])
m4_define([<k_lent_bytes>], [<m4_ifdef([<k_each_buffer>], [<KDL_LENT_BYTES>],
[<KDL_LENT_IPC_BYTES>])>])
m4_define([<k_lent>], [<k_each_method([<k_lends_for>])m4_ifdef([<k_lends>],
[<static _Alignas(16) unsigned char kdl_lent[k_lent_bytes()];
>])>])
m4_define([<k_lent_field>], [<m4_ifdef([<k_lends>], [<    .lent = {kdl_lent, sizeof kdl_lent},
>])>])
m4_define([<k_server_end>], [<k_lent()static struct kdl_serving kdl_serving;
static const struct kdl_server kdl_server = {
    .interface = "k_interface()",
    .serving = &kdl_serving,
$1k_lent_field()};
static __thread uint64_t kdl_sender;

uint64_t k_interface()_get_sender_id(void)
{
    return kdl_sender;
}

/* as the first CAmkES called it; a method of that name comes first */
uint64_t k_interface()_get_badge(void)
    __attribute__((weak, alias("k_interface()_get_sender_id")));

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_serving.handler;

    kdl_serving.handler = handler;
    return old;
}
>])
m4_define([<k_case>], [<        case $1:
            kdl_m = kdl_serve_$1_$2(kdl_m);
            break;
>])
m4_dnl k_server_loop([<which method>]): its argument is C for the number of the method
m4_define([<k_server_loop>], [<
int k_interface()__run(void)
{
    const cptr_t reply = kdl_self->reply;
    struct kdl_message kdl_m = kdl_server_first(k_ep_slot(), reply);

    for (;;) {
        kdl_sender = kdl_m.badge;
        switch ($1) {
k_each_method([<k_case>])m4_dnl
        default:
            kdl_server_refuse(&kdl_server, &kdl_m, KDL_STATUS_NO_METHOD);
        }
        kdl_m = kdl_reply_recv(k_ep_slot(), kdl_m.info, kdl_m.word, reply);
    }
}
>])


m4_dnl k_badge_functions([<list>]): which clients there are; rows: peer, instance, badge, ...
m4_define([<k_badge_of>], [<$3, >])
m4_define([<k_badge_functions>], [<
static const unsigned kdl_badges[] = {$1([<k_badge_of>])};

unsigned k_interface()_num_badges(void);
unsigned k_interface()_num_badges(void)
{
    return sizeof kdl_badges / sizeof kdl_badges[0];
}

unsigned k_interface()_enumerate_badge(unsigned i);
unsigned k_interface()_enumerate_badge(unsigned i)
{
    return i < sizeof kdl_badges / sizeof kdl_badges[0] ? kdl_badges[i] : -1u;
}

unsigned k_interface()_largest_badge(void);
unsigned k_interface()_largest_badge(void)
{
    unsigned largest = 0;

    for (size_t i = 0; i < sizeof kdl_badges / sizeof kdl_badges[0]; i++)
        largest = kdl_badges[i] > largest ? kdl_badges[i] : largest;
    return largest;
}
>])
m4_dnl k_emit_to([<list>]): x_emit(badge); rows: peer, instance, badge, slot
m4_define([<k_emit_case>], [<    case $3:
        kdl_signal($4);
        break;
>])
m4_define([<k_emit_to>], [<
void k_interface()_emit(unsigned badge);
void k_interface()_emit(unsigned badge)
{
    switch (badge) {
$1([<k_emit_case>])    }
}
>])
m4_dnl k_buffer_to([<list>]): x_buf(badge), x_buf_size(badge)
m4_dnl rows: peer, instance, badge, slot, address, size
m4_define([<k_buffer_case>], [<    case $3:
        return (void *)$5;
>])
m4_define([<k_buffer_size_case>], [<    case $3:
        return $6;
>])
m4_define([<k_buffer_to>], [<
void *k_interface()_buf(unsigned badge);
void *k_interface()_buf(unsigned badge)
{
    switch (badge) {
$1([<k_buffer_case>])    }
    return NULL;
}

size_t k_interface()_buf_size(unsigned badge);
size_t k_interface()_buf_size(unsigned badge)
{
    switch (badge) {
$1([<k_buffer_size_case>])    }
    return 0;
}
>])
m4_dnl k_notified_end(): a client that its server can signal
m4_define([<k_notified_end>], [<
seL4_CPtr k_interface()_notification(void);
seL4_CPtr k_interface()_notification(void)
{
    return k_ntfn_slot();
}

/* of the server's signals, among all that arrive there */
seL4_Word k_interface()_notification_badge(void);
seL4_Word k_interface()_notification_badge(void)
{
    return k_ntfn_signals();
}

void k_interface()_wait_notification(void);
void k_interface()_wait_notification(void)
{
    kdl_flush();
    (void)kdl_wait(k_ntfn_slot());
}
>])
m4_dnl k_capacity(): messages that a queue holds: what fits, or `queue_size` where that is less
m4_define([<k_capacity_fits>], [<((k_ring_size() - KDL_QUEUE_HEADER) / sizeof(k_ctype()))>])
m4_define([<k_capacity>], [<m4_ifdef([<k_set_queue_size>],
[<k_capacity_fits() < k_set_queue_size() ? k_capacity_fits() : k_set_queue_size()>],
[<k_capacity_fits()>])>])
m4_dnl
m4_divert(0)m4_dnl
