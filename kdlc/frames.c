/*
 * Follows every way through a function and keeps count of how far the stack pointer has moved.
 * Only instructions that can move it, and branches, matter; encodings are those of the Arm
 * Architecture Reference Manual, C4.1. What a compiler would not write counts as variable.
 */
#include "frames.h"

#define INSTRUCTION 4
#define SP 31
#define FP 29
#define UNKNOWN UINT32_MAX
#define TABLE_REACH 4                   /* instructions between making a table's address and br */

struct walk {
    const struct code *code;
    uint64_t start, end;
    struct frame *frame;
    uint32_t *depths;                   /* before each instruction; UNKNOWN: not reached yet */
    uint32_t *queue;                    /* instructions to go on from */
    bool *queued;
    size_t count, waiting;
    size_t raised;                      /* times that a depth has grown: a loop that never ends */
    uint32_t fp_depth;                  /* where the frame pointer points; UNKNOWN: nowhere */
};

static uint32_t word_at(const struct code *code, uint64_t address)
{
    uint32_t word;

    memcpy(&word, code->bytes + (address - code->address), sizeof word);
    return word;
}

static unsigned bits(uint32_t word, unsigned high, unsigned low)
{
    return word >> low & ((1u << (high - low + 1)) - 1);
}

static int64_t signed_bits(uint32_t word, unsigned high, unsigned low)
{
    unsigned width = high - low + 1;

    return (int64_t)((uint64_t)bits(word, high, low) << (64 - width)) >> (64 - width);
}

/* ---- where it goes ---- */

static void reach(struct walk *w, uint64_t address, uint32_t depth)
{
    size_t i = (address - w->start) / INSTRUCTION;

    /* compilers keep them equal, but for what follows calls that do not return: the larger one */
    if (w->depths[i] != UNKNOWN && (w->depths[i] >= depth || w->frame->variable))
        return;
    w->frame->variable |= w->depths[i] != UNKNOWN && w->raised++ > w->count;
    w->depths[i] = depth;
    if (!w->queued[i])
        w->queue[w->waiting++] = (uint32_t)i;
    w->queued[i] = true;
}

static void call(struct walk *w, uint64_t address, uint32_t depth)
{
    *vec_push(&w->frame->calls) = (struct frame_call){address, depth};
}

/* a jump out of the function is a call that does not come back */
static void jump(struct walk *w, uint64_t address, uint32_t depth)
{
    if (address >= w->start && address < w->end)
        reach(w, address, depth);
    else
        call(w, address, depth);
}

/* Does br use an address made from a table of offsets, as for switch? Then it stays inside. */
static bool is_table_jump(const struct walk *w, uint64_t at)
{
    unsigned target = bits(word_at(w->code, at), 9, 5);

    for (int i = 1; i <= TABLE_REACH && at >= w->start + (uint64_t)i * INSTRUCTION; i++) {
        uint32_t word = word_at(w->code, at - (uint64_t)i * INSTRUCTION);

        if ((word & 0xffe00000) == 0x8b200000 && bits(word, 4, 0) == target)
            return true;                /* add xt, xn, wm, sxt* #2 */
    }
    return false;
}

/* Blocks of a switch are reached from br alone. */
static void reach_the_rest(struct walk *w, uint32_t depth)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->depths[i] == UNKNOWN)
            reach(w, w->start + i * INSTRUCTION, depth);
}

/* ---- what it does to the stack pointer ---- */

static void move(struct walk *w, uint32_t *depth, int64_t down)
{
    int64_t now = (int64_t)*depth + down;

    if (now < 0 || now >= UNKNOWN) {
        w->frame->variable = true;
        now = 0;
    }
    *depth = (uint32_t)now;
    if (*depth > w->frame->bytes)
        w->frame->bytes = *depth;
}

/* add or sub of a constant */
static void add_constant(struct walk *w, uint32_t word, uint32_t *depth)
{
    unsigned to = bits(word, 4, 0), from = bits(word, 9, 5);
    int64_t amount = (int64_t)bits(word, 21, 10) << (bits(word, 22, 22) ? 12 : 0);
    int64_t down = bits(word, 30, 30) ? amount : -amount;

    if (to == SP && from == SP) {
        move(w, depth, down);
    } else if (to == FP && from == SP) {
        w->fp_depth = (uint32_t)((int64_t)*depth + down);
    } else if (to == SP && from == FP && w->fp_depth != UNKNOWN) {
        *depth = 0;
        move(w, depth, (int64_t)w->fp_depth + down);
    } else if (to == SP) {
        w->frame->variable = true;
    }
}

/* The constant that movz and movk put into a register before `at`; 0: not found. */
static uint64_t constant_in(const struct walk *w, unsigned reg, uint64_t at)
{
    uint64_t value = 0;

    for (uint64_t back = at; back > w->start && at - back < 8 * INSTRUCTION;) {
        uint32_t word = word_at(w->code, back -= INSTRUCTION);

        if (bits(word, 4, 0) != reg || (bits(word, 30, 23) != 0xa5 && bits(word, 30, 23) != 0xe5))
            continue;
        value |= (uint64_t)bits(word, 20, 5) << (bits(word, 22, 21) * 16);
        if (bits(word, 30, 23) == 0xa5)
            return value;               /* movz: the first of them */
    }
    return 0;
}

/* add or sub of a register */
static void add_register(struct walk *w, uint32_t word, uint64_t at, uint32_t *depth)
{
    uint64_t value = constant_in(w, bits(word, 20, 16), at);

    if (bits(word, 4, 0) != SP)
        return;
    if (bits(word, 9, 5) == SP && value && value < UNKNOWN)
        move(w, depth, bits(word, 30, 30) ? (int64_t)value : -(int64_t)value);
    else
        w->frame->variable = true;
}

/* loads and stores that write the moved stack pointer back */
static void load_store(struct walk *w, uint32_t word, uint32_t *depth)
{
    if (bits(word, 9, 5) != SP)
        return;
    if ((word & 0x3a800000) == 0x28800000) {            /* of a pair, before or after */
        unsigned opc = bits(word, 31, 30), shift = bits(word, 26, 26) ? 2 + opc : opc & 2 ? 3 : 2;

        move(w, depth, -(signed_bits(word, 21, 15) * (1 << shift)));
    } else if ((word & 0x3b200400) == 0x38000400) {     /* of one register */
        move(w, depth, -signed_bits(word, 20, 12));
    }
}

/* ---- one instruction ---- */

/* Branches; true: what follows is not reached from here. */
static bool branch(struct walk *w, uint32_t word, uint64_t at, uint32_t depth)
{
    if ((word & 0xfc000000) == 0x94000000) {            /* bl */
        call(w, at + (uint64_t)(signed_bits(word, 25, 0) * INSTRUCTION), depth);
    } else if ((word & 0xfc000000) == 0x14000000) {     /* b */
        jump(w, at + (uint64_t)(signed_bits(word, 25, 0) * INSTRUCTION), depth);
        return true;
    } else if ((word & 0xff000010) == 0x54000000 || (word & 0x7e000000) == 0x34000000) {
        jump(w, at + (uint64_t)(signed_bits(word, 23, 5) * INSTRUCTION), depth);
    } else if ((word & 0x7e000000) == 0x36000000) {     /* tbz, tbnz */
        jump(w, at + (uint64_t)(signed_bits(word, 18, 5) * INSTRUCTION), depth);
    } else if ((word & 0xfffffc1f) == 0xd63f0000) {     /* blr */
        call(w, 0, depth);
    } else if ((word & 0xfffffc1f) == 0xd61f0000) {     /* br */
        if (is_table_jump(w, at))
            reach_the_rest(w, depth);
        else
            call(w, 0, depth);
        return true;
    }
    return (word & 0xfffffc1f) == 0xd65f0000 || (word & 0xffe0001f) == 0xd4200000; /* ret, brk */
}

static void step(struct walk *w, uint64_t at, uint32_t depth)
{
    uint32_t word = word_at(w->code, at);

    if ((word & 0xbf800000) == 0x91000000)
        add_constant(w, word, &depth);
    else if ((word & 0xbfe00000) == 0x8b200000)
        add_register(w, word, at, &depth);
    else if ((word & 0x0a000000) == 0x08000000)
        load_store(w, word, &depth);
    if (!branch(w, word, at, depth) && at + INSTRUCTION < w->end)
        reach(w, at + INSTRUCTION, depth);
}

void frame_read(const struct code *code, uint64_t start, uint64_t end, bool anywhere,
                struct frame *frame)
{
    struct walk w = {.code = code, .start = start, .end = end, .frame = frame,
                     .count = (end - start) / INSTRUCTION, .fp_depth = UNKNOWN};

    if (!w.count)
        return;
    w.depths = arena_alloc(w.count * sizeof *w.depths);
    w.queued = arena_alloc(w.count);
    w.queue = arena_alloc(w.count * sizeof *w.queue);
    memset(w.depths, 0xff, w.count * sizeof *w.depths);
    reach(&w, start, 0);
    if (anywhere)
        reach_the_rest(&w, 0);
    while (w.waiting > 0) {
        uint32_t i = w.queue[--w.waiting];

        w.queued[i] = false;
        step(&w, start + (uint64_t)i * INSTRUCTION, w.depths[i]);
    }
}

/* what adr and adrp add to their own address (adrp: to its page) */
static int64_t offset_of(uint32_t word)
{
    return signed_bits(word, 23, 5) * 4 + (int64_t)bits(word, 30, 29);
}

/* Wherever in the function the add stands that makes an address of the page in `reg`. */
static void add_offsets(const struct code *code, uint64_t start, uint64_t end, unsigned reg,
                        uint64_t page, struct addresses *out)
{
    for (uint64_t at = start; at < end; at += INSTRUCTION) {
        uint32_t word = word_at(code, at);

        if ((word & 0xffc00000) == 0x91000000 && bits(word, 9, 5) == reg)
            *vec_push(out) = page + bits(word, 21, 10);
    }
}

void frame_addresses(const struct code *code, uint64_t start, uint64_t end, struct addresses *out)
{
    for (uint64_t at = start; at < end; at += INSTRUCTION) {
        uint32_t word = word_at(code, at);

        if ((word & 0x9f000000) == 0x10000000)          /* adr */
            *vec_push(out) = at + (uint64_t)offset_of(word);
        else if ((word & 0x9f000000) == 0x90000000)     /* adrp */
            add_offsets(code, start, end, bits(word, 4, 0),
                        (at & ~0xfffull) + (uint64_t)(offset_of(word) * 4096), out);
    }
}
