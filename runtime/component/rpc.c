/* The parts of remote procedure calls that need not be inline; see kdl/rpc.h. */
#include "kdl/rpc.h"

#include <stdlib.h>

#include "kdl/print.h"

camkes_error_handler_t kdl_component_handler;

/* what whoever takes its place may call: it does what happens without one */
static camkes_error_action_t usual_handler(camkes_error_t *error)
{
    const char *interface = error->interface ? error->interface : "";
    const char *method = error->method ? error->method : "";

    kdl_say("%s%s%s: %s", interface, *method ? "_" : "", method, error->description);
    return CEA_HALT;
}

camkes_error_handler_t camkes_register_error_handler(camkes_error_handler_t handler)
{
    camkes_error_handler_t old = kdl_component_handler ? kdl_component_handler : usual_handler;

    kdl_component_handler = handler == usual_handler ? NULL : handler;
    return old;
}

static const char *text_of(uint64_t status)
{
    static const char *const text[] = {
        [KDL_STATUS_OK] = "no error",
        [KDL_STATUS_NO_METHOD] = "the other end has no such method",
        [KDL_STATUS_MALFORMED] = "the message did not decode",
        [KDL_STATUS_NO_MEMORY] = "out of memory while decoding the message",
        [KDL_STATUS_TOO_LARGE] = "the results do not fit the message buffer",
        [KDL_STATUS_ARGUMENTS] = "the arguments do not fit the message buffer",
        [KDL_STATUS_FAILED] = "the other end failed and has started again",
    };

    return status < sizeof text / sizeof text[0] ? text[status] : "answered with an unknown status";
}

static camkes_error_type_t type_of(uint64_t status)
{
    switch (status) {
    case KDL_STATUS_NO_METHOD:
        return CE_INVALID_METHOD_INDEX;
    case KDL_STATUS_MALFORMED:
        return CE_MALFORMED_RPC_PAYLOAD;
    case KDL_STATUS_NO_MEMORY:
        return CE_ALLOCATION_FAILURE;
    case KDL_STATUS_TOO_LARGE:
    case KDL_STATUS_ARGUMENTS:
        return CE_BUFFER_LENGTH_EXCEEDED;
    default:
        return CE_SYSCALL_FAILED;
    }
}

/*
 * What the handler wants: shall the thread go on? As it is: kdlc link knows it and its pointer by
 * name (kdlc/stack_graph.c).
 */
__attribute__((noipa))
static bool kdl_report(camkes_error_handler_t handler, const char *interface, const char *method,
                       uint64_t status)
{
    camkes_error_t error = {
        .type = type_of(status), .instance = kdl_instance.name, .interface = interface,
        .method = method, .filename = "", .description = text_of(status),
    };
    camkes_error_action_t action = handler(&error);

    return action == CEA_DISCARD || action == CEA_IGNORE;
}

/* Whom to ask: that of the interface, of the component, or nobody, as where the build decides. */
static camkes_error_handler_t handler_of(camkes_error_handler_t own)
{
    return kdl_component.errors != KDL_ERRORS_STANDARD ? NULL : own ? own : kdl_component_handler;
}

void kdl_client_failed(const struct kdl_client *client, const char *method, uint64_t status)
{
    camkes_error_handler_t handler = handler_of(client->calls->handler);

    if (kdl_component.errors == KDL_ERRORS_DISCARD
        || (handler && kdl_report(handler, client->interface, method, status)))
        return;
    if (!handler)
        kdl_say("%s_%s: %s", client->interface, method, text_of(status));
    if (__atomic_load_n(&client->calls->holder, __ATOMIC_RELAXED) == kdl_self)
        kdl_client_end(client);         /* other threads may still need the buffer */
    if (kdl_component.errors == KDL_ERRORS_ABORT)
        abort();
    kdl_stop();
}

uint64_t kdl_server_find(const struct kdl_methods *methods, uint64_t badge, uint64_t label)
{
    while (methods->count > 0 && methods->badge != badge)
        methods++;
    return label < methods->count ? methods->first + label : UINT64_MAX;
}

void kdl_server_report(const struct kdl_server *server, enum kdl_status status)
{
    camkes_error_handler_t handler = handler_of(server->serving->handler);

    if (kdl_component.errors == KDL_ERRORS_ABORT)
        abort();
    if (handler && !kdl_report(handler, server->interface, "", status))
        kdl_stop();
}

const struct kdl_window *kdl_server_find_window(const struct kdl_server *server, uint64_t badge)
{
    static const struct kdl_window none;

    for (size_t i = 0; i < server->count; i++)
        if (server->windows[i].badge == badge)
            return &server->windows[i];
    return &none;
}
