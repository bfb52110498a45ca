/*
 * The call graph of a program, from its symbols and instructions. Calls through pointers lead to
 * every function whose address stands somewhere: in data, or made by instructions. What the
 * runtime starts its threads with (runtime/component/start.c) is known exactly, from its tables.
 */
#include "stack.h"

#include <stdlib.h>

#include "frames.h"

#define UNSEEN UINT32_MAX
#define NOBODY UINT32_MAX

struct function {
    const char *name;
    uint64_t start, end;
    struct frame frame;
    bool taken;                         /* its address stands somewhere */
    bool pointers;                      /* it calls through one, to nobody knows whom */
    bool outside;                       /* it calls what is no function */
    bool unnamed;                       /* code between functions */
    uint32_t order, low, group;         /* of the search for cycles; group: one of its members */
    bool waiting, cyclic;
    uint64_t bytes, certain;
    uint32_t next;                      /* on the way of `certain` */
    size_t direct;                      /* edges before this one are of calls, the others of
                                           tables: called at the deepest point */
};

struct graph {
    const struct elf_program *program;
    struct code code;
    struct function *functions;         /* ascending; the last one stands for "any that is taken" */
    uint32_t count, anybody;            /* anybody == count */
    uint32_t *stack, depth, order;
    struct edges { uint32_t *at; size_t count, room; } *edges;
};

/* ---- functions and what they call ---- */

static int by_start(const void *a, const void *b)
{
    const struct function *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* The function around an address; NOBODY: none. */
static uint32_t find(const struct graph *g, uint64_t address)
{
    uint32_t low = 0, high = g->count;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (g->functions[middle].start <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && address < g->functions[low - 1].end ? low - 1 : NOBODY;
}

static uint32_t find_name(const struct graph *g, const char *name)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (strcmp(g->functions[i].name, name) == 0 && !g->functions[i].unnamed)
            return i;
    return NOBODY;
}

/* Code between functions that has no name is a part of the next one, which jumps back to it. */
static void add_gaps(struct graph *g)
{
    uint32_t count = g->count;

    for (uint32_t i = 0; i < count; i++) {
        struct function *f = &g->functions[i];
        uint64_t limit = i + 1 < count ? f[1].start : g->code.address + g->code.size;

        if (f->end <= f->start || f->end > limit)
            f->end = limit;
        if (f->end < limit && i + 1 < count)
            g->functions[g->count++] = (struct function){.name = f[1].name, .start = f->end,
                .end = limit, .order = UNSEEN, .next = NOBODY, .unnamed = true};
    }
    if (g->count)
        qsort(g->functions, g->count, sizeof *g->functions, by_start);
}

static bool read_functions(struct graph *g)
{
    vec_each(const struct elf_segment *, s, &g->program->segments)
        if (s->execute)
            g->code = (struct code){s->vaddr, s->file_size & ~3ul, s->bytes};
    g->functions = arena_alloc((2 * g->program->symbols.count + 1) * sizeof *g->functions);
    vec_each(const struct elf_symbol *, s, &g->program->symbols)
        if (s->function && s->address >= g->code.address && s->address % 4 == 0
            && s->address - g->code.address < g->code.size)
            g->functions[g->count++] = (struct function){.name = s->name, .start = s->address,
                .end = s->address + (s->size & ~3ul), .order = UNSEEN, .next = NOBODY};
    if (g->count)
        qsort(g->functions, g->count, sizeof *g->functions, by_start);
    add_gaps(g);
    g->anybody = g->count;
    g->functions[g->anybody] = (struct function){.name = "", .order = UNSEEN, .next = NOBODY};
    return g->count > 0;
}

static const struct elf_symbol *symbol(const struct graph *g, const char *name)
{
    vec_each(const struct elf_symbol *, s, &g->program->symbols)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

static uint64_t symbol_value(const struct graph *g, const char *name)
{
    const struct elf_symbol *s = symbol(g, name);

    return s ? s->address : 0;
}

/* The function whose address is the word at an address of the file; NOBODY: it is none's. */
static uint32_t pointer_at(const struct graph *g, uint64_t address)
{
    uint64_t value;

    vec_each(const struct elf_segment *, s, &g->program->segments)
        if (address >= s->vaddr && s->file_size >= sizeof value
            && address - s->vaddr <= s->file_size - sizeof value) {
            uint32_t i;

            memcpy(&value, s->bytes + (address - s->vaddr), sizeof value);
            i = find(g, value);
            return i != NOBODY && g->functions[i].start == value ? i : NOBODY;
        }
    return NOBODY;
}

static void link_to(struct graph *g, uint32_t from, uint32_t to)
{
    *vec_push(&g->edges[from]) = to;
}

/* Functions in a table of the runtime: calls of `from`. */
static void link_table(struct graph *g, uint32_t from, uint64_t start, uint64_t end)
{
    for (uint64_t at = start; at + 8 <= end; at += 8) {
        uint32_t i = pointer_at(g, at);

        if (i != NOBODY)
            link_to(g, from, i);
    }
}

/* of runtime/component/start.c */
static bool is_start(const struct function *f)
{
    static const char *const names[] = {"kdl_thread_start", "run_control", "run_interface"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(f->name, names[i]) == 0)
            return true;
    return false;
}

/* Is the address in a table that only the runtime reads, to start the threads? */
static bool is_start_table(const struct graph *g, uint64_t address)
{
    static const char *const tables[] = {"kdl_threads", "kdl_inits"};

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const struct elf_symbol *s = symbol(g, tables[i]);

        if (s && address >= s->address && address - s->address < s->size)
            return true;
    }
    return address >= symbol_value(g, "kdl_constructors")
        && address < symbol_value(g, "kdl_constructors_end");
}

static void find_taken(struct graph *g)
{
    vec_each(const struct elf_segment *, s, &g->program->segments)
        for (uint64_t at = 0; at + 8 <= s->file_size; at += 8) {
            uint32_t i = pointer_at(g, s->vaddr + at);

            if (i != NOBODY && !is_start_table(g, s->vaddr + at))
                g->functions[i].taken = true;
        }
    for (uint64_t at = g->code.address; at < g->code.address + g->code.size; at += 4) {
        uint64_t made = frame_address_at(&g->code, at);
        uint32_t i = made ? find(g, made) : NOBODY, by = i != NOBODY ? find(g, at) : NOBODY;

        /* those that start threads only look whether a function is there at all */
        if (i != NOBODY && g->functions[i].start == made
            && (by == NOBODY || !is_start(&g->functions[by])))
            g->functions[i].taken = true;
    }
    for (uint32_t i = 0; i < g->count; i++)
        if (g->functions[i].taken)
            link_to(g, g->anybody, i);
}

static void read_calls(struct graph *g, uint32_t i, bool starts)
{
    struct function *f = &g->functions[i];

    frame_read(&g->code, f->start, f->end, f->unnamed, &f->frame);
    vec_each(struct frame_call *, c, &f->frame.calls) {
        uint32_t to = c->address ? find(g, c->address) : g->anybody;

        f->outside |= to == NOBODY;
        f->pointers |= to == g->anybody && !starts;
        if (to != NOBODY && !(starts && to == g->anybody))
            link_to(g, i, to);
    }
    f->direct = g->edges[i].count;
}

/* The pointers through which threads are started are those of the runtime's tables. */
static void read_graph(struct graph *g)
{
    const struct elf_symbol *inits = symbol(g, "kdl_inits");
    uint32_t control = find_name(g, "run_control");

    g->edges = arena_alloc((g->count + 1) * sizeof *g->edges);
    for (uint32_t i = 0; i < g->count; i++)
        read_calls(g, i, is_start(&g->functions[i]));
    find_taken(g);
    if (control == NOBODY)
        return;
    link_table(g, control, symbol_value(g, "kdl_constructors"),
               symbol_value(g, "kdl_constructors_end"));
    if (inits)
        link_table(g, control, inits->address, inits->address + inits->size);
}

/* ---- how much, callees first ---- */

static uint32_t callee_at(const struct graph *g, const struct frame_call *c)
{
    return c->address ? find(g, c->address) : g->anybody;
}

/* What a function takes with what it calls, where all that it calls is known already. */
static void add_up(struct graph *g, uint32_t i)
{
    struct function *f = &g->functions[i];

    f->bytes = f->certain = f->frame.bytes;
    for (size_t k = f->direct; k < g->edges[i].count; k++) {
        const struct function *callee = &g->functions[g->edges[i].at[k]];

        if (callee->group != f->group && f->frame.bytes + callee->bytes > f->bytes)
            f->bytes = f->frame.bytes + callee->bytes;
        if (callee->group != f->group && f->frame.bytes + callee->certain > f->certain) {
            f->certain = f->frame.bytes + callee->certain;
            f->next = g->edges[i].at[k];
        }
    }
    vec_each(const struct frame_call *, c, &f->frame.calls) {
        uint32_t to = callee_at(g, c);
        const struct function *callee = to == NOBODY ? NULL : &g->functions[to];

        if (!callee || callee->group == f->group)
            continue;
        if (c->depth + callee->bytes > f->bytes)
            f->bytes = c->depth + callee->bytes;
        if (to != g->anybody && c->depth + callee->certain > f->certain) {
            f->certain = c->depth + callee->certain;
            f->next = to;
        }
    }
}

/* Functions that call each other: once around, and then the deepest of what they call. */
static void add_up_group(struct graph *g, uint32_t first)
{
    uint64_t around = 0, bytes = 0, certain = 0;
    bool cyclic = g->depth - first > 1;

    for (uint32_t k = first; k < g->depth; k++)
        g->functions[g->stack[k]].group = g->stack[first];
    vec_each(const uint32_t *, to, &g->edges[g->stack[first]])
        cyclic |= *to == g->stack[first];
    for (uint32_t k = first; k < g->depth; k++) {
        struct function *f = &g->functions[g->stack[k]];

        add_up(g, g->stack[k]);
        f->waiting = false;
        f->cyclic = cyclic;
        around += f->frame.bytes;
        bytes = f->bytes > bytes ? f->bytes : bytes;
        certain = f->certain > certain ? f->certain : certain;
    }
    for (uint32_t k = first; cyclic && k < g->depth; k++) {
        struct function *f = &g->functions[g->stack[k]];

        f->bytes = around + bytes - f->frame.bytes;
        f->certain = f->frame.bytes > certain ? f->frame.bytes : certain;
    }
    g->depth = first;
}

/* Tarjan's search for cycles, with a stack of its own: `at` is the next edge of each. */
static void visit(struct graph *g, uint32_t root, uint32_t *path, size_t *at)
{
    uint32_t length = 0;

    path[length++] = root;
    while (length > 0) {
        uint32_t i = path[length - 1];
        struct function *f = &g->functions[i];

        if (f->order == UNSEEN) {
            f->order = f->low = g->order++;
            f->waiting = true;
            g->stack[g->depth++] = i;
        }
        if (at[i] < g->edges[i].count) {
            struct function *to = &g->functions[g->edges[i].at[at[i]]];

            if (to->order == UNSEEN) {
                path[length++] = g->edges[i].at[at[i]];
                continue;               /* the edge is looked at again when it is known */
            }
            if (to->waiting && to->low < f->low)
                f->low = to->low;
            at[i]++;
            continue;
        }
        length--;
        if (f->low == f->order) {
            uint32_t first = g->depth;

            while (g->stack[--first] != i)
                ;
            add_up_group(g, first);
        }
    }
}

static void add_all(struct graph *g)
{
    uint32_t *path = arena_alloc((g->count + 1) * sizeof *path);
    size_t *at = arena_alloc((g->count + 1) * sizeof *at);

    g->stack = arena_alloc((g->count + 1) * sizeof *g->stack);
    for (uint32_t i = 0; i <= g->count; i++)
        if (g->functions[i].order == UNSEEN)
            visit(g, i, path, at);
}

/* ---- one thread ---- */

/* marks what can be reached */
static void mark(const struct graph *g, uint32_t root, bool *reached)
{
    uint32_t *queue = arena_alloc((g->count + 2) * sizeof *queue), head = 0, tail = 0;

    if (reached[root])
        return;
    reached[root] = true;
    queue[tail++] = root;
    for (; head < tail; head++)
        vec_each(const uint32_t *, to, &g->edges[queue[head]])
            if (!reached[*to]) {
                reached[*to] = true;
                queue[tail++] = *to;
            }
}

static void add_group_text(const struct graph *g, const bool *reached, uint32_t group,
                           struct stack_use *use)
{
    const char *text = "";
    bool pointers = g->functions[g->anybody].group == group && g->functions[g->anybody].cyclic;

    for (uint32_t i = 0; i < g->count; i++)
        if (reached[i] && g->functions[i].cyclic && g->functions[i].group == group
            && (!pointers || g->functions[i].pointers))
            text = *text ? arena_printf("%s, %s", text, g->functions[i].name)
                         : arena_printf("%s", g->functions[i].name);
    *vec_push(&use->open) = arena_printf(pointers ? "calls through pointers that may come back: %s"
                                                  : "recursion: %s", text);
}

static void explain(const struct graph *g, const bool *reached, struct stack_use *use)
{
    bool *told = arena_alloc(g->count + 1);

    for (uint32_t i = 0; i < g->count; i++) {
        const struct function *f = &g->functions[i];

        if (!reached[i])
            continue;
        if (f->frame.variable)
            *vec_push(&use->open) = arena_printf("variable size: %s", f->name);
        if (f->outside)
            *vec_push(&use->open) = arena_printf("calls what is no function: %s", f->name);
        if (f->pointers)
            *vec_push(&use->pointers) = intern(f->name);
        if (f->cyclic && !told[f->group]) {
            told[f->group] = true;
            add_group_text(g, reached, f->group, use);
        }
    }
    use->bounded = use->open.count == 0;
}

struct start {
    uint32_t program, thread;                   /* kdl_program_start, kdl_thread_start */
    uint32_t control, interface;                /* run_control, run_interface */
    uint64_t table, entry_size;                 /* kdl_threads */
    uint64_t tls;                               /* carved from each stack before */
};

static void add_way(const struct graph *g, uint32_t from, struct stack_use *use)
{
    for (uint32_t i = from, n = 0; i != NOBODY && n < g->count; i = g->functions[i].next, n++) {
        *vec_push(&use->deepest) = intern_printf("%s (%u)", g->functions[i].name,
                                                 g->functions[i].frame.bytes);
        if (g->functions[i].cyclic)
            break;
    }
}

static void deepen(struct stack_use *use, uint64_t depth, const struct function *f,
                   uint32_t index, uint32_t *next)
{
    if (depth + f->bytes > use->bytes)
        use->bytes = depth + f->bytes;
    if (depth + f->certain > use->certain) {
        use->certain = depth + f->certain;
        *next = index;
    }
}

/* The thread's own functions behind run_interface, which calls them through pointers. */
static void add_service(const struct graph *g, const struct start *start, size_t number,
                        uint64_t depth, struct stack_use *use, bool *reached, uint32_t *next)
{
    const struct function *f = &g->functions[start->interface];
    uint64_t at = start->table + number * start->entry_size, end = at + start->entry_size;
    uint64_t pointer_depth = f->frame.bytes;

    vec_each(const struct frame_call *, c, &f->frame.calls)
        if (c->address && find(g, c->address) != NOBODY) {
            uint32_t to = find(g, c->address);

            deepen(use, depth + c->depth, &g->functions[to], to, next);
            mark(g, to, reached);
        }
    for (; at + 8 <= end; at += 8) {
        uint32_t to = pointer_at(g, at);

        if (to == NOBODY)
            continue;
        deepen(use, depth + pointer_depth, &g->functions[to], to, next);
        mark(g, to, reached);
    }
}

static struct stack_use *measure_thread(const struct graph *g, const struct start *start,
                                        const struct planned_thread *t, size_t number)
{
    struct stack_use *use = arena_alloc(sizeof *use);
    const struct function *f = &g->functions[start->thread];
    const struct function *program = &g->functions[start->program];
    uint64_t base = start->tls + program->frame.bytes;
    bool *reached = arena_alloc(g->count + 1);
    uint32_t other = t->interface ? start->control : start->interface, next = NOBODY;

    use->bytes = use->certain = base + f->frame.bytes;
    vec_each(const struct frame_call *, c, &program->frame.calls) {
        uint32_t to = c->address ? find(g, c->address) : NOBODY;

        if (to == NOBODY || to == start->thread)
            continue;
        deepen(use, start->tls + c->depth, &g->functions[to], to, &next);
        mark(g, to, reached);
    }
    vec_each(const struct frame_call *, c, &f->frame.calls) {
        uint32_t to = c->address ? find(g, c->address) : NOBODY;

        if (to == NOBODY || to == other)
            continue;
        if (to == start->interface) {
            add_service(g, start, number, base + c->depth, use, reached, &next);
            continue;
        }
        deepen(use, base + c->depth, &g->functions[to], to, &next);
        mark(g, to, reached);
    }
    explain(g, reached, use);
    add_way(g, next, use);
    return use;
}

void stack_measure(const struct elf_program *program, struct planned_instance *pi)
{
    struct graph g = {.program = program};
    const struct elf_symbol *table = symbol(&g, "kdl_threads");
    struct start start;

    if (!table || !pi->threads.count || !read_functions(&g))
        return;
    start.program = find_name(&g, "kdl_program_start");
    start.thread = find_name(&g, "kdl_thread_start");
    start.control = find_name(&g, "run_control");
    start.interface = find_name(&g, "run_interface");
    start.table = table->address;
    start.entry_size = table->size / pi->threads.count;
    start.tls = symbol_value(&g, "kdl_tls_block") + symbol_value(&g, "kdl_tls_align");
    if (start.program == NOBODY || start.thread == NOBODY || start.control == NOBODY
        || start.interface == NOBODY)
        return;
    read_graph(&g);
    add_all(&g);
    for (size_t i = 0; i < pi->threads.count; i++)
        pi->threads.at[i].use = measure_thread(&g, &start, &pi->threads.at[i], i);
}

/* ---- what is said about it ---- */

const char *stack_text(const struct planned_thread *t)
{
    if (!t->use)
        return "";
    return arena_printf(t->use->bounded ? "at most %lu bytes" : "%lu bytes or more",
                        (unsigned long)(t->use->bounded ? t->use->bytes : t->use->certain));
}

static const char *way_text(const struct stack_use *use)
{
    const char *text = "";

    vec_each(const char **, name, &use->deepest)
        text = *text ? arena_printf("%s, %s", text, *name) : *name;
    return text;
}

bool stack_check(const struct plan *plan)
{
    bool good = true;

    vec_each(struct planned_instance **, pi, &plan->instances)
        vec_each(const struct planned_thread *, t, &(*pi)->threads) {
            struct diag *d;

            if (!t->use || t->use->certain <= t->stack_size)
                continue;
            d = diag((*pi)->instance->span, DIAG_stack_too_small, "thread '%s' of '%s' needs %lu "
                     "bytes of stack, and has %lu", t->name, (*pi)->instance->name,
                     (unsigned long)t->use->certain, (unsigned long)t->stack_size);
            diag_help(d, "its deepest calls, with the bytes of each: %s", way_text(t->use));
            good = false;
        }
    return good;
}
