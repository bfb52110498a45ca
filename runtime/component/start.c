/*
 * Life of a component. All its threads start here at once and in any order. The control thread
 * runs the constructors and pre_init(); then every thread that serves an interface runs that
 * interface's __init(); then the control thread runs post_init(); then everybody runs.
 */
#include <string.h>

#include "kdl/instance.h"
#include "kdl/invoke.h"
#include "kdl/marshal.h"
#include "kdl/print.h"
#include "kdl/restart.h"
#include "start.h"

/* how far the component has come: all threads may proceed to this point */
enum phase { PHASE_START, PHASE_INIT, PHASE_RUN };
static int phase;                       /* atomic */
static size_t initialised;              /* atomic: interface threads whose init is over */

void kdl_park(void)
{
    (void)kdl_wait(kdl_self->park);
}

void kdl_unpark(const struct kdl_thread *thread)
{
    kdl_signal(thread->park);
}

void kdl_give_way(void)
{
    if (!kdl_self->unhurried)
        return;
    kdl_flush();
    kdl_yield();
}

void kdl_stop(void)
{
    kdl_flush();
    for (;;)
        kdl_park();
}

void kdl_wake_all(void)
{
    for (size_t i = 0; i < kdl_component.thread_count; i++)
        kdl_unpark(&kdl_threads[i]);
}

static void enter_phase(enum phase next)
{
    __atomic_store_n(&phase, next, __ATOMIC_RELEASE);
    for (size_t i = kdl_component.thread_count; i-- > 0;)
        if (&kdl_threads[i] != kdl_self)
            kdl_unpark(&kdl_threads[i]);
}

static void await_phase(enum phase wanted)
{
    while (__atomic_load_n(&phase, __ATOMIC_ACQUIRE) < (int)wanted)
        kdl_park();
}

static void construct(void)
{
    for (void (**f)(void) = kdl_constructors; f < kdl_constructors_end; f++)
        (*f)();
}

/*
 * A passive thread signals as it begins to wait for calls. Then its own time is taken away, and it
 * runs on that of its callers. Each signal has a bit of its own, in the order of the threads.
 */
static void settle_passive(void)
{
    uint64_t bit = 1, settled = 0;

    for (size_t i = 0; i < kdl_component.thread_count; i++) {
        if (!kdl_threads[i].settle)
            continue;
        while (!(settled & bit))
            settled |= kdl_wait(kdl_self->park).badge;
        (void)kdl_sched_context_unbind(kdl_ipc_buffer, kdl_threads[i].time);
        bit <<= 1;
    }
}

/* Not inlined, nor the other: kdlc link knows them by name, to tell how much stack each needs. */
__attribute__((noinline)) static void run_control(void)
{
    construct();
    if (pre_init)
        pre_init();
    for (size_t i = 0; i < kdl_component.init_count; i++)
        if (kdl_inits[i])
            kdl_inits[i]();
    enter_phase(PHASE_INIT);
    while (__atomic_load_n(&initialised, __ATOMIC_ACQUIRE) + 1 < kdl_component.thread_count)
        kdl_park();
    if (post_init)
        post_init();
    kdl_flush();
    enter_phase(PHASE_RUN);
    settle_passive();
    if (kdl_component.control)
        (void)run();
}

static const struct kdl_thread *control_thread(void)
{
    const struct kdl_thread *thread = kdl_threads;

    while (thread->run)
        thread++;
    return thread;
}

__attribute__((noinline)) static void run_interface(void)
{
    await_phase(PHASE_INIT);
    if (kdl_self->init)
        kdl_self->init();
    __atomic_fetch_add(&initialised, 1, __ATOMIC_RELEASE);
    kdl_unpark(control_thread());
    await_phase(PHASE_RUN);
    (void)kdl_self->run();
}

/* after a fault of this program; whoever waits for an answer of this thread gets none */
static void begin_again(uint64_t restarts)
{
    const uint64_t words[MSG_REGISTERS] = {0};

    while (kdl_restarts() != restarts)
        kdl_park();
    if (kdl_self->reply)
        kdl_nb_send(kdl_self->reply, kdl_info(KDL_STATUS_FAILED, 0, 0), words);
}

/* the first C of a thread; tls is its empty block, to which TPIDR_EL0 already points */
void kdl_thread_start(size_t index, struct ipc_buffer *ipc, char *tls, uint64_t restarts)
{
    memcpy(tls + (size_t)kdl_tls_offset, kdl_tdata, (size_t)kdl_tdata_size);
    memset(tls + (size_t)kdl_tls_offset + (size_t)kdl_tdata_size, 0,
           (size_t)kdl_tls_size - (size_t)kdl_tdata_size);
    kdl_self = &kdl_threads[index];
    kdl_ipc_buffer = ipc;
    if (restarts > 0)
        begin_again(restarts);
    if (kdl_self->run)
        run_interface();
    else
        run_control();
    kdl_stop();
}

/* the description says `control`, but nobody wrote run() */
__attribute__((weak)) int run(void)
{
    kdl_say("has a control thread but no run()");
    return 0;
}
