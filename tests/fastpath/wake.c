/*
 * Signals, waits, polls, yields and interrupts between threads of random priorities. Every step of
 * every thread goes into one digest together with what it got, in the order in which they came to
 * be: who runs when is part of what must be equal.
 *
 * A watcher of the lowest priority tells the main thread when everybody else waits or is done;
 * then all notifications are signalled, until all are done. The one with the clock makes it
 * interrupt within a time in which it only counts.
 */
#include "differ.h"

#define PLAYERS 5u
#define NOTIFICATIONS 3u
#define STEPS 40u
#define CLOCK_USER PLAYERS               /* waits for the clock */
#define WATCHER (PLAYERS + 1)
#define INTERRUPT_US 10u
#define SPIN_US 40u
#define LONG_US 1000000u                 /* a slice that nobody uses up */

enum step { SIGNAL, SIGNAL_LESS, SIGNAL_MORE, NB_SIGNAL, WAIT, WAIT_MORE, POLL, YIELD, YIELD_TO,
            INTERRUPT, STEP_KINDS };

struct player {
    uint64_t seed, done;
    cptr_t signals[NOTIFICATIONS], notification[NOTIFICATIONS];
    struct thread *thread;
    bool fp, clock;
};
static struct player player[PLAYERS + 2];
static cptr_t quiet;
static uint64_t order;

static void note_step(uint64_t number, uint64_t step, const uint64_t words[12])
{
    order = mix(mix(mix(order, number << 8 | step), words[0]), words[1]);
}

static void set_fp(uint64_t value) { __asm__ volatile("fmov d8, %0" :: "r"(value)); }

static uint64_t get_fp(void)
{
    uint64_t value;
    __asm__ volatile("fmov %0, d8" : "=r"(value));
    return value;
}

static void call_with(uint64_t words[12], cptr_t cap, enum call_number number)
{
    words[0] = cap;
    words[1] = 0;
    system_call(words, number);
}

static void interrupt(const struct player *p)
{
    if (!p->clock)
        return;
    clock_set(INTERRUPT_US);
    spin_us(SPIN_US);
}

static void take_step(struct player *p, enum step step, uint64_t words[12])
{
    cptr_t signals = p->signals[draw(&p->seed) % NOTIFICATIONS];
    cptr_t notification = p->notification[draw(&p->seed) % NOTIFICATIONS];
    struct thread *other = player[draw(&p->seed) % PLAYERS].thread;
    switch (step) {
    case SIGNAL:
    case SIGNAL_LESS:
    case SIGNAL_MORE:
        call_with(words, signals, CALL_SEND);
        break;
    case NB_SIGNAL:
        call_with(words, signals, CALL_NB_SEND);
        break;
    case WAIT:
    case WAIT_MORE:
        call_with(words, notification, CALL_WAIT);
        break;
    case POLL:
        call_with(words, notification, CALL_NB_WAIT);
        break;
    case YIELD:
        call_with(words, 0, CALL_YIELD);
        break;
    case YIELD_TO:
        words[0] = kdl_sched_context_yield_to(ipc(), other->sc, NULL);
        break;
    case INTERRUPT:
        interrupt(p);
        break;
    case STEP_KINDS:
        break;
    }
}

static void play(uint64_t number)
{
    struct player *p = &player[number];
    uint64_t value = p->seed;
    if (p->fp)
        set_fp(value);
    for (unsigned i = 0; i < STEPS; i++) {
        uint64_t words[12] = {0};
        enum step step = (enum step)(draw(&p->seed) % STEP_KINDS);
        take_step(p, step, words);
        note_step(number, step, words);
        if (p->fp)
            CHECK_EQ(get_fp(), value);
    }
    p->done = 1;
}

static void use_clock(uint64_t number)
{
    for (;;) {
        uint64_t words[12] = {0};
        call_with(words, clock_notification(), CALL_WAIT);
        clock_off();
        words[1] = kdl_irq_handler_ack(ipc(), clock_irq());
        note_step(number, INTERRUPT, words);
    }
}

static void watch(uint64_t unused)
{
    (void)unused;
    for (;;)
        kdl_signal(quiet);
}

static struct thread *new_player(void (*run)(uint64_t), uint64_t number, unsigned priority)
{
    struct thread *t = thread_new(run, number, priority);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, LONG_US, LONG_US, 0, 0, 0,
                                   t->sc));
    return t;
}

static void may_use_clock(struct thread *t)
{
    OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_TIMER, NULL));
}

static void make_players(uint64_t *seed)
{
    cptr_t notification[NOTIFICATIONS];
    for (unsigned i = 0; i < NOTIFICATIONS; i++)
        notification[i] = make(KDL_OBJECT_NOTIFICATION);
    if (draw(seed) % 4 == 0)                    /* its time is nobody's */
        OK(kdl_sched_context_bind(ipc(), new_context(1000, 1000), notification[0]));
    for (unsigned i = 0; i < PLAYERS; i++) {
        struct player *p = &player[i];
        *p = (struct player){.seed = draw(seed) | 1, .fp = draw(seed) % 3 == 0, .clock = i == 0};
        for (unsigned n = 0; n < NOTIFICATIONS; n++) {
            p->notification[n] = notification[n];
            p->signals[n] = badged(notification[n], RIGHT_WRITE, 1u << i);
        }
        p->thread = new_player(play, i, (unsigned)(100 + draw(seed) % 4));
    }
    player[CLOCK_USER].thread = new_player(use_clock, CLOCK_USER,
                                           (unsigned)(100 + draw(seed) % 4));
    player[WATCHER].thread = new_player(watch, WATCHER, 50);
    may_use_clock(player[0].thread);
    may_use_clock(player[CLOCK_USER].thread);
}

static bool all_done(void)
{
    for (unsigned i = 0; i < PLAYERS; i++)
        if (!player[i].done)
            return false;
    return true;
}

void run_wakes(uint64_t *seed)
{
    quiet = make(KDL_OBJECT_NOTIFICATION);
    order = 0;
    make_players(seed);
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, TCB_FLAG_TIMER, 0, NULL));
    for (unsigned i = 0; i <= WATCHER; i++)
        thread_start(player[i].thread);
    for (kdl_wait(quiet); !all_done(); kdl_wait(quiet))
        for (unsigned n = 0; n < NOTIFICATIONS; n++)
            kdl_signal(player[0].notification[n]);
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 0, TCB_FLAG_TIMER, NULL));
    join(PLAYERS);
    say(" wakes %x\n", order);
}
