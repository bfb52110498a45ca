m4_divert(-1)
m4_dnl Serving end of Call.
m4_define([<k_case>], [<        case $1:
            kdl_m = kdl_serve_$2(kdl_m);
            break;
>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/rpc.h>

static struct kdl_server kdl_server = {
    .interface = "k_interface()",
};
static __thread uint64_t kdl_sender;

uint64_t k_interface()_get_sender_id(void)
{
    return kdl_sender;
}

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_server.handler;

    kdl_server.handler = handler;
    return old;
}
k_each_method([<k_server_method>])
int k_interface()__run(void)
{
    const cptr_t reply = kdl_self->reply;
    struct kdl_message kdl_m = kdl_recv(k_ep_slot(), reply);

    for (;;) {
        kdl_sender = kdl_m.badge;
        switch (kdl_info_label(kdl_m.info)) {
k_each_method([<k_case>])m4_dnl
        default:
            kdl_server_refuse(&kdl_server, &kdl_m, KDL_STATUS_NO_METHOD);
        }
        kdl_m = kdl_reply_recv(k_ep_slot(), kdl_m.info, kdl_m.word, reply);
    }
}
