m4_divert(-1)
m4_dnl Calling end of Call.
m4_define([<k_lock_words_words>], [<>])
m4_define([<k_lock_words_bytes>], [<>])
m4_define([<k_lock_bytes_words>], [<>])
m4_define([<k_lock_bytes_bytes>], [<>])
m4_define([<k_unlock_words_words>], [<>])
m4_define([<k_unlock_words_bytes>], [<>])
m4_define([<k_unlock_bytes_words>], [<>])
m4_define([<k_unlock_bytes_bytes>], [<>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/rpc.h>

static struct kdl_client kdl_client = {
    .interface = "k_interface()",
    .endpoint = k_ep_slot(),
};

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_client.handler;

    kdl_client.handler = handler;
    return old;
}
k_each_method([<k_client_method>])m4_dnl
