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

void kdl_client_call_bytes(const struct kdl_client *client, const char *method, unsigned index,
                           struct kdl_writer *w, struct kdl_message *m)
{
    unsigned words;

    if (w->status != KDL_STATUS_OK) {
        *m = (struct kdl_message){.info = kdl_info(KDL_STATUS_MALFORMED, 0, 0)};
        kdl_client_failed(client, method, KDL_STATUS_ARGUMENTS);
        return;
    }
    words = kdl_bytes_words(client->buffer, w, m->word);
    *m = kdl_call(client->endpoint, kdl_info(index, 0, words), m->word);
    (void)kdl_client_answered(client, method, m);
}

/* as many bytes as a message says it carries, and its buffer has */
static struct kdl_reader reader_of(uint64_t info, uint64_t count, const void *buffer, size_t size)
{
    if (kdl_info_length(info) == 0)
        count = 0;
    return kdl_reader_of(buffer, count < size ? count : size);
}

/* all words of a message, which stand in the IPC buffer */
static struct kdl_reader ipc_reader(uint64_t info)
{
    return reader_of(info, kdl_info_length(info) * 8, kdl_ipc_buffer->msg, KDL_IPC_BYTES);
}

struct kdl_reader kdl_client_reader(const struct kdl_client *client, const struct kdl_message *m)
{
    struct kdl_reader r;

    if (!client->buffer)
        kdl_words_to_buffer(m->word);
    r = client->buffer ? reader_of(m->info, m->word[0], client->buffer, client->size)
                       : ipc_reader(m->info);
    if (kdl_info_label(m->info) != KDL_STATUS_OK)
        kdl_reader_fail(&r, KDL_STATUS_MALFORMED);
    return r;
}

bool kdl_client_check(const struct kdl_client *client, const char *method,
                      const struct kdl_message *m, const struct kdl_reader *r)
{
    if (r->status == KDL_STATUS_OK)
        return true;
    if (kdl_info_label(m->info) == KDL_STATUS_OK)       /* else it has been reported already */
        kdl_client_failed(client, method, r->status);
    return false;
}

uint64_t kdl_server_find(const struct kdl_methods *methods, uint64_t badge, uint64_t label)
{
    while (methods->count > 0 && methods->badge != badge)
        methods++;
    return label < methods->count ? methods->first + label : UINT64_MAX;
}

void kdl_server_report(struct kdl_server *server, enum kdl_status status)
{
    camkes_error_handler_t handler = handler_of(server->handler);

    if (kdl_component.errors == KDL_ERRORS_ABORT)
        abort();
    if (handler && !kdl_report(handler, server->interface, "", status))
        kdl_stop();
}

/* the memory shared with one client; none for a badge that no client has */
static struct kdl_window window_of(const struct kdl_server *server, uint64_t badge)
{
    for (size_t i = 0; i < server->count; i++)
        if (server->windows[i].badge == badge)
            return server->windows[i];
    return (struct kdl_window){0};
}

struct kdl_reader kdl_server_bytes(const struct kdl_server *server, uint64_t badge, uint64_t info,
                                   uint64_t count)
{
    struct kdl_window window;
    struct kdl_reader r;

    if (server->windows) {
        window = window_of(server, badge);
        r = reader_of(info, count, window.memory, window.size);
    } else {
        r = ipc_reader(info);
    }
    r.lent = server->lent.size ? &server->lent : NULL;
    return r;
}

struct kdl_writer kdl_server_writer(const struct kdl_server *server, uint64_t badge)
{
    struct kdl_window window;

    kdl_flush();                        /* printing uses the IPC buffer */
    if (!server->windows)
        return kdl_writer_of(kdl_ipc_buffer->msg, KDL_IPC_BYTES);
    window = window_of(server, badge);
    return kdl_writer_of(window.memory, window.size);
}
