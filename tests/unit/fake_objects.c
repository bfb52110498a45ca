/*
 * Stand-ins for tests of the capability system alone: the objects that it only passes around,
 * and the replies of invocations.
 */
#include "fake_objects.h"
#include <string.h>
#include "kernel/ipc.h"
#include "kernel/print.h"

struct fake_objects fake_objects;

/* ---- invocations ---- */

word_t invocation_arg(const struct invocation *inv, word_t index)
{
    return index < invocation_length(inv) ? fake_objects.arg[index] : 0;
}

static enum err reply(struct invocation *inv, enum err err, word_t a, word_t b, word_t count)
{
    inv->result[0] = a;
    inv->result[1] = b;
    inv->result_count = count;
    return err;
}

enum err invalid_argument(struct invocation *inv, word_t number)
{
    return reply(inv, ERR_INVALID_ARGUMENT, number, 0, 1);
}

enum err invalid_capability(struct invocation *inv, word_t number)
{
    return reply(inv, ERR_INVALID_CAPABILITY, number, 0, 1);
}

enum err out_of_range(struct invocation *inv, word_t min, word_t max)
{
    return reply(inv, ERR_RANGE, min, max, 2);
}

enum err not_enough_memory(struct invocation *inv, word_t bytes_left)
{
    return reply(inv, ERR_NOT_ENOUGH_MEMORY, bytes_left, 0, 1);
}

enum err failed_lookup(struct invocation *inv, bool source, const struct lookup_error *why)
{
    fake_objects.why = *why;
    return reply(inv, ERR_FAILED_LOOKUP, source, why->failure, 2);
}

#define COUNT_(none, a, b, c, d, e, f, g, h, n, ...) n
#define COUNT(...) COUNT_(none __VA_OPT__(,) __VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0)

/* those of the objects that are linked in */
#define INVOCATION(number, id, stub, type, words, caps, results, text) \
    enum err invoke_##stub(struct invocation *inv) __attribute__((weak));
#include "kernel/abi/invocations.def"
#undef INVOCATION

/* As in kernel/invocation.c: no function gets a message that its .def line does not describe. */
static enum err invoke(struct invocation *inv)
{
    static const struct {
        enum err (*invoke)(struct invocation *inv);
        enum cap_type type;
        word_t words, caps;
    } lines[] = {
#define INVOCATION(number, id, stub, type, words, caps, results, text) \
        [number] = {invoke_##stub, CAP_##type, COUNT words, COUNT caps},
#include "kernel/abi/invocations.def"
#undef INVOCATION
    };
    word_t label = invocation_label(inv);
    if (label >= sizeof(lines) / sizeof(lines[0]))
        return ERR_ILLEGAL_OPERATION;
    word_t caps = lines[label].caps;
    if (invocation_length(inv) < lines[label].words || (caps > 0 && !inv->extra[caps - 1]))
        return ERR_TRUNCATED_MESSAGE;
    if (lines[label].type != cap_type(inv->cap) || !lines[label].invoke) {
        user_error("no invocation %lu", label);
        return ERR_ILLEGAL_OPERATION;
    }
    return lines[label].invoke(inv);
}

enum err fake_invoke(struct slot *slot, word_t label, const word_t *args, word_t length,
                     struct slot *extra0, struct slot *extra1)
{
    static struct tcb caller;
    struct invocation *inv = &fake_objects.inv;
    *inv = (struct invocation){
        .caller = &caller, .slot = slot, .cap = slot->cap,
        .info = label * MSG_LABEL_FACTOR | length, .word = args, .extra = {extra0, extra1}
    };
    fake_objects.arg = args;
    fake_objects.progress = args != NULL ? args[0] : 0;
    caller.context.x[2] = fake_objects.progress;
    enum err err = invoke(inv);
    fake_objects.progress = caller.context.x[2];
    return err;
}

/* ---- objects ---- */

void tcb_init(struct tcb *tcb) { tcb->all.prev = NULL; }
void irq_deleted(word_t irq) { fake_objects.irqs_deleted |= 1ul << irq; }

enum err endpoint_cancel_badge(struct endpoint *ep, word_t badge, word_t *ticket)
{
    (void)ep;
    (void)ticket;
    fake_objects.cancelled_badge = badge;
    return ERR_NONE;
}

static struct finalised note_finalise(struct cap cap, bool final)
{
    struct finalised done = {.remainder = cap_null()};
    if (!final)
        return done;
    fake_objects.deaths++;
    if (cap_type(cap) == CAP_TCB)
        done.remainder = cap_zombie(cap_pointer(cap), ZOMBIE_TCB, TCB_SLOT_COUNT);
    if (cap_type(cap) == CAP_IRQ_HANDLER)
        done.irq_plus_1 = cap_irq(cap) + 1;
    return done;
}

static bool same_irq(struct cap a, struct cap b) { return cap_irq(a) == cap_irq(b); }

static enum err never_copied(struct slot *slot, struct cap cap, struct cap *out)
{
    (void)slot;
    (void)cap;
    *out = cap_null();
    return ERR_NONE;
}

#define PLAIN(type) const struct object_ops type##_ops = {.name = #type, .finalise = note_finalise}
PLAIN(tcb);
PLAIN(endpoint);
PLAIN(notification);
PLAIN(reply);
PLAIN(sched_context);
PLAIN(sched_control);
PLAIN(domain);
PLAIN(smc);
PLAIN(console);
PLAIN(debug);
PLAIN(sgi_signal);
const struct object_ops irq_control_ops = {.name = "irq_control", .derive = never_copied};
const struct object_ops irq_handler_ops = {
    .name = "irq_handler", .finalise = note_finalise, .same_object = same_irq
};
