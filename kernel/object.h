/*
 * What the kernel knows about a type of object: its invocations and one table entry each, in the
 * object's own file.
 */
#pragma once
#include "arch.h"
#include "cspace.h"

struct tcb;

/* an invocation being decoded */
struct invocation {
    enum err failure;                   /* of what returns NULL when it fails */
    struct tcb *caller;
    word_t result_count;                /* of the reply: results, or the details of an error */
    struct slot *slot;                  /* invoked capability */
    word_t info;                        /* of the message, with the number of words that it has */
    struct cap cap;
    const word_t *word;                 /* the first 8 of them, for what the .def line names */
    word_t silent;                      /* not 0: nobody waits for a reply */
    struct slot *extra[MSG_MAX_EXTRA];  /* capabilities passed: at least those of the .def line */
    word_t result[40];                  /* read_registers is the longest; errors.def */
};

static inline word_t invocation_label(const struct invocation *inv)
{
    return inv->info / MSG_LABEL_FACTOR;
}
static inline word_t invocation_length(const struct invocation *inv)
{
    return inv->info % MSG_LENGTH_LIMIT;
}

/*
 * One function for each line of invocations.def, in the file of the type that it is of. It checks
 * everything and changes nothing until all arguments are known to be good. Of the type and the
 * number of words and capabilities it may be sure.
 */
#define INVOCATION(number, id, stub, type, words, caps, results, text) \
    enum err invoke_##stub(struct invocation *inv) must_check;
#include "abi/invocations.def"
#undef INVOCATION

word_t invocation_arg(const struct invocation *inv, word_t index);   /* 0 behind the length */

/* errors with their details; each returns its code */
enum err invalid_argument(struct invocation *inv, word_t number);
enum err invalid_capability(struct invocation *inv, word_t number);
enum err out_of_range(struct invocation *inv, word_t min, word_t max);
enum err failed_lookup(struct invocation *inv, bool source, const struct lookup_error *why);
enum err not_enough_memory(struct invocation *inv, word_t bytes_left);

/*
 * The slot that `index` names in `root` (exactly `depth` bits), for invocations on slots.
 * Fails, NULL and inv->failure, with the reply that seL4 gives; `source` goes into the details.
 */
struct slot *find_deep_slot(struct invocation *inv, bool source, struct cap root, word_t index,
                            word_t depth) must_check;
static inline must_check struct slot *find_slot(struct invocation *inv, bool source,
                                                struct cap root, word_t index, word_t depth)
{
    if (UNLIKELY(depth != 64) || UNLIKELY(!cspace_is_flat_slot(root, index)))
        return find_deep_slot(inv, source, root, index, depth);
    return (struct slot *)cap_pointer(root) + index;
}
/* The same for a destination: the slot must be empty (DELETE_FIRST). */
struct slot *find_empty_slot(struct invocation *inv, struct cap root, word_t index,
                             word_t depth) must_check;

/* preempted: ask again later, with the remainder, which stands in the slot until then */
struct finalised { struct cap remainder; word_t irq_plus_1; bool preempted; };

/* A function that nothing but the state dump calls is not in release kernels. */
#define DEBUG_ONLY(function) (CONFIG_DEBUG ? (function) : NULL)

struct object_ops {
    const char *name;
    /*
     * A capability is going; `final`: the last one. Returns a zombie where slots remain; what can
     * take long keeps its progress in the object and returns preempted.
     */
    struct finalised (*finalise)(struct cap cap, bool final);
    /* what a copy of cap is; NULL: the cap itself */
    enum err (*derive)(struct slot *slot, struct cap cap, struct cap *out);
    /* do two capabilities of this type mean the same object? NULL: pointers are compared */
    bool (*same_object)(struct cap a, struct cap b);
    /* one line of the state dump: details behind the type and rights; may be NULL */
    void (*describe)(struct cap cap);
};

extern const struct object_ops untyped_ops, cnode_ops, tcb_ops, endpoint_ops, notification_ops,
    reply_ops, sched_context_ops, sched_control_ops, frame_ops, page_table_ops, vspace_ops,
    asid_control_ops, asid_pool_ops, irq_control_ops, irq_handler_ops, zombie_ops, domain_ops,
    smc_ops, console_ops, debug_ops, sgi_signal_ops, null_ops;

/* object.c: an entry for everything that can stand in the bits of a type */
extern const struct object_ops *const object_table[32];
static inline const struct object_ops *object_ops(enum cap_type type) { return object_table[type]; }

/* log2 of the bytes of an object; 0: they are chosen, see object_bits */
extern const uint8_t object_fixed_bits[];
/* of any; user_bits as given to retype */
static inline word_t object_bits(enum object_type type, word_t user_bits)
{
    word_t fixed = object_fixed_bits[type];
    return fixed ? fixed : type == OBJECT_CNODE ? user_bits + SLOT_BITS : user_bits;
}

/*
 * The capability to a fresh object in memory of that kind at paddr, zeroed where the type wants it.
 * Arguments have been validated. One case per type: those of one size are a word that wants its
 * address, the others are in object.c.
 */
static inline word_t object_word(enum object_type type)
{
    const word_t rights = RIGHT_READ | RIGHT_WRITE;
    switch (type) {
    case OBJECT_TCB:          return cap_make(CAP_TCB, 0, 0, 0).w[0];
    case OBJECT_ENDPOINT:     return cap_endpoint(NULL, RIGHT_ALL, 0).w[0];
    case OBJECT_NOTIFICATION: return cap_notification(NULL, rights, 0).w[0];
    case OBJECT_REPLY:        return cap_reply(NULL, true).w[0];
    case OBJECT_PAGE_TABLE:   return cap_page_table(NULL, 0).w[0];
    case OBJECT_VSPACE:       return cap_vspace(NULL, 0).w[0];
    case OBJECT_FRAME_4K:     return cap_frame(0, FRAME_SIZE_4K, rights, false).w[0];
    case OBJECT_FRAME_2M:     return cap_frame(0, FRAME_SIZE_2M, rights, false).w[0];
    case OBJECT_FRAME_1G:     return cap_frame(0, FRAME_SIZE_1G, rights, false).w[0];
    case OBJECT_UNTYPED:
    case OBJECT_CNODE:
    case OBJECT_SCHED_CONTEXT:
    case OBJECT_COUNT:
        break;
    }
    return 0;
}
struct cap object_cap_of_bits(enum object_type type, paddr_t paddr, word_t user_bits,
                              enum untyped_kind kind);
static inline struct cap object_cap(enum object_type type, paddr_t paddr, word_t user_bits,
                                    enum untyped_kind kind)
{
    word_t word = object_word(type), address = paddr;
    if (UNLIKELY(!word))
        return object_cap_of_bits(type, paddr, user_bits, kind);
    if ((word & 31) != CAP_FRAME)
        address = (word_t)arch_ram_pointer(paddr);
    struct cap cap = cap_make(CAP_NULL, address, word, 0);
    return UNLIKELY(kind == UNTYPED_DEVICE) ? cap_with_frame_device(cap) : cap;
}

/* What such an object needs before it can be used. */
void object_begin_table(enum object_type type, paddr_t paddr);
void tcb_init(struct tcb *tcb);
static inline void object_begin(enum object_type type, paddr_t paddr)
{
    if (type == OBJECT_TCB)
        tcb_init(arch_ram_pointer(paddr));
    else if (UNLIKELY(type == OBJECT_PAGE_TABLE || type == OBJECT_VSPACE))
        object_begin_table(type, paddr);
}
void irq_deleted(word_t irq);           /* after the last handler capability of a line has gone */
enum err sgi_signal_send(const struct invocation *inv);  /* of any message */
