/*
 * Remote procedure calls, what is common to all stubs. The label of a request is the index of the
 * method, the label of an answer is a status. Integers and floats that fit travel in words 0..7;
 * anything else is marshalled into a buffer: the words of the message, or memory shared with this
 * one peer. Then word 0 counts its bytes, never more than the memory can hold, because the receiver
 * takes the smaller of the two.
 */
#pragma once
#include "camkes/error.h"
#include "kdl/instance.h"
#include "kdl/marshal.h"
#include "kdl/sync.h"
#include "kdl/thread.h"

#define KDL_IPC_BYTES (MSG_MAX_LENGTH * 8)

/*
 * Words 0..7 travel in registers: these two are how they get to the others, and from there. One by
 * one: the compiler would copy so many bytes with FP registers.
 */
static inline void kdl_words_to_buffer(const uint64_t words[MSG_REGISTERS])
{
    uint64_t *msg = kdl_ipc_buffer->msg;

#pragma GCC unroll 8
    for (unsigned i = 0; i < MSG_REGISTERS; i++)
        msg[i] = words[i];
}

static inline void kdl_words_from_buffer(uint64_t words[MSG_REGISTERS])
{
    const uint64_t *msg = kdl_ipc_buffer->msg;

#pragma GCC unroll 8
    for (unsigned i = 0; i < MSG_REGISTERS; i++)
        words[i] = msg[i];
}

/* as many bytes as a message says it carries, and its buffer has */
static inline struct kdl_reader kdl_shared_reader(uint64_t info, uint64_t count,
                                                  const void *buffer, size_t size)
{
    if (kdl_info_length(info) == 0)
        count = 0;
    return kdl_reader_of(buffer, count < size ? count : size);
}

/* all words of a message without shared memory, which now stand in the IPC buffer */
static inline struct kdl_reader kdl_ipc_reader(uint64_t info, const uint64_t words[MSG_REGISTERS])
{
    size_t bytes = kdl_info_length(info) * 8;
    struct kdl_reader r;

    kdl_words_to_buffer(words);
    r = kdl_reader_of(kdl_ipc_buffer->msg, bytes < KDL_IPC_BYTES ? bytes : KDL_IPC_BYTES);
    r.steady = true;
    return r;
}

/*
 * The words of a message that carries what has been written, which is in memory that is shared or
 * in the IPC buffer: how many. What else is in the last word is 0.
 */
static inline unsigned kdl_bytes_words(bool shared, const struct kdl_writer *w,
                                       uint64_t words[MSG_REGISTERS])
{
    if (shared) {
        words[0] = w->used;
        kdl_drop_words(words, 1);
        return 1;
    }
    if (w->used % 8 != 0)
        kdl_ipc_buffer->msg[w->used / 8] &= (UINT64_C(1) << w->used % 8 * 8) - 1;
    kdl_words_from_buffer(words);
    return (w->used + 7) / 8;
}

/* ---- calling end ---- */

/* what changes about a client */
struct kdl_calls {
    struct kdl_mutex busy;              /* one call at a time has the shared buffer, */
    const struct kdl_thread *holder;    /* and this thread makes it; atomic */
    camkes_error_handler_t handler;
};

/* what does not, so that the compiler sees through it in the stubs */
struct kdl_client {
    const char *interface;
    cptr_t endpoint;
    void *buffer;                       /* shared with the server; NULL: the IPC buffer */
    size_t size;
    struct kdl_calls *calls;
};

/* report a failed call; returns only if an error handler says so */
void kdl_client_failed(const struct kdl_client *client, const char *method, uint64_t status);

/* how the call ended; if badly, all words of m are 0 */
static inline void kdl_client_answered(const struct kdl_client *client, const char *method,
                                       uint64_t status, struct kdl_message *m)
{
    if (__builtin_expect(status == KDL_STATUS_OK, 1))
        return;
    *m = (struct kdl_message){.info = kdl_info(KDL_STATUS_MALFORMED, 0, 0)};
    kdl_client_failed(client, method, status);
}

/* Calls with what stands in the first words of m. On failure all words of m are 0. */
static inline void kdl_client_call_words(const struct kdl_client *client, const char *method,
                                         unsigned index, unsigned words, struct kdl_message *m)
{
    kdl_flush();
    kdl_drop_words(m->word, words);
    *m = kdl_call(client->endpoint, kdl_info(index, 0, words), m->word);
    kdl_client_answered(client, method, kdl_info_label(m->info), m);
}

/* From here to kdl_client_end this thread has the buffer. */
static inline void kdl_client_begin(const struct kdl_client *client)
{
    if (!client->buffer)
        return;
    kdl_mutex_lock(&client->calls->busy);
    __atomic_store_n(&client->calls->holder, kdl_self, __ATOMIC_RELAXED);
}

static inline void kdl_client_end(const struct kdl_client *client)
{
    if (!client->buffer)
        return;
    __atomic_store_n(&client->calls->holder, NULL, __ATOMIC_RELAXED);
    kdl_mutex_unlock(&client->calls->busy);
}

static inline struct kdl_writer kdl_client_writer(const struct kdl_client *client)
{
    kdl_flush();                        /* printing uses the IPC buffer */
    if (client->buffer)
        return kdl_writer_of(client->buffer, client->size);
    return kdl_writer_of(kdl_ipc_buffer->msg, KDL_IPC_BYTES);
}

/* as kdl_client_call_words, with what has been written */
static inline void kdl_client_call_bytes(const struct kdl_client *client, const char *method,
                                         unsigned index, const struct kdl_writer *w,
                                         struct kdl_message *m)
{
    uint64_t status = KDL_STATUS_ARGUMENTS;
    unsigned words;

    if (__builtin_expect(w->status == KDL_STATUS_OK, 1)) {
        words = kdl_bytes_words(client->buffer, w, m->word);
        *m = kdl_call(client->endpoint, kdl_info(index, 0, words), m->word);
        status = kdl_info_label(m->info);
    }
    kdl_client_answered(client, method, status, m);
}

/* the results in an answer; nothing can be read from the answer to a call that failed */
static inline struct kdl_reader kdl_client_reader(const struct kdl_client *client,
                                                  const struct kdl_message *m)
{
    struct kdl_reader r = client->buffer
        ? kdl_shared_reader(m->info, m->word[0], client->buffer, client->size)
        : kdl_ipc_reader(m->info, m->word);

    if (kdl_info_label(m->info) != KDL_STATUS_OK)
        kdl_reader_fail(&r, KDL_STATUS_MALFORMED);
    return r;
}

/* false after reporting that the results did not decode: drop them */
static inline bool kdl_client_check(const struct kdl_client *client, const char *method,
                                    const struct kdl_message *m, const struct kdl_reader *r)
{
    if (__builtin_expect(r->status == KDL_STATUS_OK, 1))
        return true;
    if (kdl_info_label(m->info) == KDL_STATUS_OK)       /* else it has been reported already */
        kdl_client_failed(client, method, r->status);
    return false;
}

/* ---- serving end ---- */

/*
 * What each server lends to the strings and arrays of a request, with and without shared memory: a
 * message in the IPC buffer, and one of the size that shared memory has if nobody says otherwise.
 * What does not fit comes from malloc.
 */
#define KDL_LENT_BYTES 4096
#define KDL_LENT_IPC_BYTES (KDL_IPC_BYTES + 64)

/* memory shared with one client */
struct kdl_window { uint64_t badge; void *memory; size_t size; };

/* what changes about a server */
struct kdl_serving { camkes_error_handler_t handler; };

/* what does not, so that the compiler sees through it in the stubs */
struct kdl_server {
    const char *interface;
    const struct kdl_window *windows;   /* one for each client; NULL: the IPC buffer serves all */
    size_t count;
    struct kdl_serving *serving;
    struct kdl_lent lent;
};

/* of a server whose clients have procedures of their own: which of its methods one may call */
struct kdl_methods { uint64_t badge; unsigned first, count; };

/* the method that a label means; methods end with a count of 0; UINT64_MAX: not permitted */
uint64_t kdl_server_find(const struct kdl_methods *methods, uint64_t badge, uint64_t label);

/*
 * A server's functions that are not inline take parts of a message and not its address: the loop
 * then keeps messages in the registers in which they come and go.
 */
static inline uint64_t kdl_server_method(const struct kdl_methods *methods,
                                         const struct kdl_message *m)
{
    return kdl_server_find(methods, m->badge, kdl_info_label(m->info));
}

extern camkes_error_handler_t kdl_component_handler;    /* NULL: none */

/* the error handler of the interface, else of the component, hears of it and may stop the thread */
void kdl_server_report(const struct kdl_server *server, enum kdl_status status);

/* the first request; a passive thread gives up its own time as it begins to wait for it */
static inline struct kdl_message kdl_server_first(cptr_t endpoint, cptr_t reply)
{
    const uint64_t words[MSG_REGISTERS] = {0};

    kdl_flush();
    if (kdl_self->settle)
        return kdl_nb_send_recv(kdl_self->settle, 0, words, endpoint, reply);
    return kdl_recv(endpoint, reply);
}

/* m becomes an answer that is only a status; who handles errors, if anybody does, hears of it */
static inline void kdl_server_refuse(const struct kdl_server *server, struct kdl_message *m,
                                     enum kdl_status status)
{
    *m = (struct kdl_message){.badge = m->badge, .info = kdl_info(status, 0, 0)};
    if (__builtin_expect(server->serving->handler || kdl_component_handler
                         || kdl_component.errors, 0))
        kdl_server_report(server, status);
}

/* is this a request of that many words? else m becomes the refusal */
static inline bool kdl_server_accept_words(const struct kdl_server *server,
                                           struct kdl_message *m, unsigned words)
{
    if (__builtin_expect(kdl_info_length(m->info) >= words, 1))
        return true;
    kdl_server_refuse(server, m, KDL_STATUS_MALFORMED);
    return false;
}

/* the memory shared with one client; none for a badge that no client has */
const struct kdl_window *kdl_server_find_window(const struct kdl_server *server, uint64_t badge);

/* the same, at once where it is the first or only client */
static inline const struct kdl_window *kdl_server_window(const struct kdl_server *server,
                                                         uint64_t badge)
{
    if (__builtin_expect(server->windows->badge == badge, 1))
        return server->windows;
    return kdl_server_find_window(server, badge);
}

/* the bytes of a request */
static inline struct kdl_reader kdl_server_reader(const struct kdl_server *server,
                                                  const struct kdl_message *m)
{
    const struct kdl_window *window;
    struct kdl_reader r;

    if (server->windows) {
        window = kdl_server_window(server, m->badge);
        r = kdl_shared_reader(m->info, m->word[0], window->memory, window->size);
    } else {
        r = kdl_ipc_reader(m->info, m->word);
    }
    r.lent = server->lent.size ? &server->lent : NULL;
    return r;
}

/* where the results for that client go */
static inline struct kdl_writer kdl_server_writer(const struct kdl_server *server, uint64_t badge)
{
    const struct kdl_window *window;

    kdl_flush();                        /* printing uses the IPC buffer */
    if (!server->windows)
        return kdl_writer_of(kdl_ipc_buffer->msg, KDL_IPC_BYTES);
    window = kdl_server_window(server, badge);
    return kdl_writer_of(window->memory, window->size);
}

/* did everything decode? else m becomes the refusal */
static inline bool kdl_server_accept_bytes(const struct kdl_server *server,
                                           struct kdl_message *m, const struct kdl_reader *r)
{
    if (__builtin_expect(r->status == KDL_STATUS_OK, 1))
        return true;
    kdl_server_refuse(server, m, r->status);
    return false;
}

/* m becomes the answer that carries its first words */
static inline void kdl_server_answer_words(struct kdl_message *m, unsigned words)
{
    kdl_flush();
    kdl_drop_words(m->word, words);
    m->info = kdl_info(KDL_STATUS_OK, 0, words);
}

/* m becomes the answer that carries what has been written, or a refusal where it did not fit */
static inline void kdl_server_answer_bytes(const struct kdl_server *server,
                                           struct kdl_message *m, const struct kdl_writer *w)
{
    if (w->status != KDL_STATUS_OK) {
        kdl_server_refuse(server, m, w->status);
        return;
    }
    m->info = kdl_info(KDL_STATUS_OK, 0, kdl_bytes_words(server->windows, w, m->word));
}
