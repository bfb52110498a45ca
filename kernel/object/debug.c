/*
 * Debug kernels only: names of threads, the dump of the capability state, leaving the simulator.
 *
 * The dump is made of lines `DUMP| kind words...`, in the order of creation of threads and of
 * slots, with nothing in it that differs from run to run. One object has the same address in
 * all lines.
 *
 *     DUMP| thread NAME object A priority P mcp M core C domain D state S flags F bound A
 *     DUMP| registers NAME rN X ...                (those that are not 0, of threads that have not
 *                                                   run; N as in tcb_read_registers)
 *     DUMP| context NAME object A budget B period P refills R core C badge X     (if it has one)
 *     DUMP| own NAME ROLE type T ...                                 (capabilities in the TCB)
 *     DUMP| cap NAME SLOT type T ...                                 (capabilities in its CSpace)
 *     DUMP| pages NAME vaddr V paddr P bytes B count N access X memory M
 *                       (what the page tables say: the first thread of each address space; X of r
 *                        w x, M one of cached uncached device)
 *     DUMP| turn N domain D length L                                 (of the schedule, in us)
 *     DUMP| end THREADS
 *
 * SLOT is the way from the root: indices in each CNode, separated by dots. A CNode that is being
 * listed already is not entered again.
 */
#include "check.h"
#include "kernel.h"
#include "object.h"
#include "object/debug.h"
#include "panic.h"
#include "print.h"
#include "sched.h"
#include "vspace.h"
#include "core/pte.h"

#define MAX_DEPTH 8u            /* of CNodes in CNodes that are listed */

/* ---- the dump ---- */

/* the CNodes on the way to the slot being looked at, from the root */
struct path {
    unsigned depth;
    struct { const struct slot *slots; word_t count, index; } level[MAX_DEPTH];
};

const char *thread_name(const struct tcb *t)
{
    return t->name[0] ? t->name : "-";
}

const char *thread_state_name(const struct tcb *t)
{
    static const char *const states[] = {
        [THREAD_INACTIVE] = "inactive",
        [THREAD_RUNNING] = "running",
        [THREAD_RESTART] = "restart",
        [THREAD_BLOCKED_RECEIVE] = "receive",
        [THREAD_BLOCKED_SEND] = "send",
        [THREAD_BLOCKED_REPLY] = "reply",
        [THREAD_BLOCKED_NOTIFICATION] = "notification",
        [THREAD_IDLE] = "idle",
    };
    return states[t->state];
}

static void print_cap(struct cap cap)
{
    const struct object_ops *ops = object_ops(cap_type(cap));
    print("type %s", ops->name);
    if (ops->describe)
        ops->describe(cap);
    print("\n");
}

static bool enter(struct path *path, struct cap cnode)
{
    const struct slot *slots = cap_pointer(cnode);
    if (path->depth == MAX_DEPTH)
        return false;
    for (unsigned i = 0; i < path->depth; i++)
        if (path->level[i].slots == slots)
            return false;
    path->level[path->depth].slots = slots;
    path->level[path->depth].count = 1ul << cap_cnode_radix(cnode);
    path->level[path->depth].index = 0;
    path->depth++;
    return true;
}

static void dump_slot(const struct tcb *t, const struct path *path, struct cap cap)
{
    print("DUMP| cap %s ", thread_name(t));
    for (unsigned i = 0; i < path->depth; i++)
        print("%s%lu", i ? "." : "", path->level[i].index - 1);
    print(" ");
    print_cap(cap);
}

static void dump_cspace(const struct tcb *t)
{
    struct path path = {0};
    if (cap_type(tcb_cspace(t)) == CAP_CNODE)
        enter(&path, tcb_cspace(t));
    while (path.depth > 0) {
        unsigned top = path.depth - 1;
        if (path.level[top].index == path.level[top].count) {
            path.depth--;
            continue;
        }
        struct cap cap = path.level[top].slots[path.level[top].index++].cap;
        if (cap_is_null(cap))
            continue;
        dump_slot(t, &path, cap);
        if (cap_type(cap) == CAP_CNODE)
            enter(&path, cap);
    }
}

/* pages that follow each other in both address spaces and permit the same */
struct run { struct pte_leaf leaf; vaddr_t vaddr; word_t count; };

static void dump_run(const struct tcb *t, const struct run *run)
{
    const struct pte_leaf *leaf = &run->leaf;
    if (run->count)
        print("DUMP| pages %s vaddr %lx paddr %lx bytes %lx count %lu access %s%s%s memory %s\n",
              thread_name(t), run->vaddr, leaf->paddr, 1ul << pte_bits(leaf->level), run->count,
              leaf->read ? "r" : "-", leaf->write ? "w" : "", leaf->execute ? "x" : "",
              leaf->device ? "device" : leaf->cached ? "cached" : "uncached");
}

static bool continues(const struct run *run, const struct pte_leaf *leaf, vaddr_t vaddr)
{
    word_t bytes = run->count << pte_bits(run->leaf.level);
    return run->count && leaf->level == run->leaf.level && vaddr == run->vaddr + bytes
        && leaf->paddr == run->leaf.paddr + bytes && leaf->read == run->leaf.read
        && leaf->write == run->leaf.write && leaf->execute == run->leaf.execute
        && leaf->device == run->leaf.device && leaf->cached == run->leaf.cached;
}

static void dump_pages(const struct tcb *t, void *root)
{
    struct run run = {0};
    for (vaddr_t vaddr = 0; vaddr < USER_VADDR_END;) {
        struct walk walk = vspace_walk(root, vaddr);
        if (pte_valid(*walk.entry)) {
            struct pte_leaf leaf = pte_unpack(*walk.entry, walk.level);
            if (!continues(&run, &leaf, vaddr)) {
                dump_run(t, &run);
                run = (struct run){leaf, vaddr, 0};
            }
            run.count++;
        }
        vaddr += 1ul << pte_bits(walk.level);
    }
    dump_run(t, &run);
}

static void dump_space(const struct tcb *t)
{
    struct cap space = t->slot[TCB_SLOT_VSPACE].cap;
    if (cap_type(space) != CAP_VSPACE)
        return;
    for (const struct tcb *other = kernel.threads.head; other != t; other = other->all.next)
        if (cap_type(other->slot[TCB_SLOT_VSPACE].cap) == CAP_VSPACE
            && cap_pointer(other->slot[TCB_SLOT_VSPACE].cap) == cap_pointer(space))
            return;
    dump_pages(t, cap_pointer(space));
}

static void dump_registers(const struct tcb *t)
{
    print("DUMP| registers %s", thread_name(t));
    for (word_t i = 0; i < CONTEXT_REGISTERS; i++) {
        word_t value = context_register(&t->context, i);
        if (value)
            print(" r%lu %lx", i, value);
    }
    print("\n");
}

static void dump_thread(const struct tcb *t)
{
    static const char *const roles[TCB_SLOT_COUNT] = {
        "cspace", "vspace", "buffer", "fault", "timeout"
    };
    print("DUMP| thread %s object %p priority %u mcp %u core %u domain %u state %s flags %x bound "
          "%p\n",
          thread_name(t), (const void *)t, t->priority, t->mcp, t->core, t->domain,
          thread_state_name(t), t->flags, (const void *)t->bound);
    if (t->state == THREAD_INACTIVE)
        dump_registers(t);
    if (t->sc) {
        print("DUMP| context %s", thread_name(t));
        sched_context_ops.describe(cap_sched_context(t->sc, 0));
        print("\n");
    }
    for (unsigned i = 0; i < TCB_SLOT_COUNT; i++) {
        if (cap_is_null(t->slot[i].cap))
            continue;
        print("DUMP| own %s %s ", thread_name(t), roles[i]);
        print_cap(t->slot[i].cap);
    }
    dump_cspace(t);
    dump_space(t);
}

enum err invoke_debug_dump(struct invocation *inv)
{
    (void)inv;
    word_t count = 0;
    for (const struct tcb *t = kernel.threads.head; t; t = t->all.next, count++)
        dump_thread(t);
    for (word_t i = kernel.schedule_start; i < MAX_SCHEDULE && kernel.schedule[i].length; i++)
        print("DUMP| turn %lu domain %lu length %lu\n", i, kernel.schedule[i].domain,
              sched_us(kernel.schedule[i].length));
    print("DUMP| end %lu\n", count);
    return ERR_NONE;
}

/* ---- the rest ---- */

/* Printable characters only; a space would break the lines of the dump. */
enum err invoke_debug_name_thread(struct invocation *inv)
{
    struct cap cap = inv->extra[0]->cap;
    if (cap_type(cap) != CAP_TCB)
        return invalid_capability(inv, 1);
    struct tcb *t = cap_pointer(cap);
    bool ended = false;
    for (word_t i = 0; i < sizeof t->name; i++) {
        char c = (char)(invocation_arg(inv, i / 8) >> i % 8 * 8);
        ended = ended || c == 0 || i == sizeof t->name - 1;
        t->name[i] = ended ? 0 : c > ' ' && c <= '~' ? c : '_';
    }
    return ERR_NONE;
}

enum err invoke_debug_cap_identify(struct invocation *inv)
{
    struct lookup_error why;
    const struct slot *slot = thread_lookup(inv->caller, inv->word[0], &why);
    inv->result[0] = slot ? cap_type(slot->cap) : CAP_NULL;
    inv->result_count = 1;
    return ERR_NONE;
}

enum err invoke_debug_check(struct invocation *inv)
{
    struct check found;
    if (!check_kernel(&found))
        panic("the kernel's state is broken");
    check_every(inv->word[0]);
    inv->result[0] = found.capabilities;
    inv->result[1] = found.threads;
    inv->result_count = 2;
    return ERR_NONE;
}

enum err invoke_debug_count(struct invocation *inv)
{
    inv->result[0] = check_counted(inv->word[0], inv->word[1]);
    inv->result_count = 1;
    return ERR_NONE;
}

enum err invoke_debug_exit(struct invocation *inv)
{
    arch_exit(inv->word[0]);
    return ERR_NONE;
}

const struct object_ops debug_ops = {.name = "debug"};
