/*
 * The stack that each thread needs: what starts it, and what is called from there on. The graph of
 * calls is read by stack_graph.c and added up by stack_sum.c.
 */
#include "stack.h"

#include "stack_graph.h"

/* marks what can be reached */
static void mark(const struct graph *g, uint32_t root, bool *reached)
{
    uint32_t *queue = arena_alloc((g->count + SETS) * sizeof *queue), head = 0, tail = 0;

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
    bool pointers = false;

    for (int i = 0; i < SETS; i++)
        pointers |= g->functions[g->count + i].cyclic && g->functions[g->count + i].group == group;
    for (uint32_t i = 0; i < g->count; i++)
        if (reached[i] && g->functions[i].cyclic && g->functions[i].group == group
            && (!pointers || g->functions[i].pointers))
            text = *text ? arena_printf("%s, %s", text, g->functions[i].name)
                         : arena_printf("%s", g->functions[i].name);
    *vec_push(&use->open) = intern_printf(pointers ? "calls through pointers that may come back: %s"
                                                   : "recursion: %s", text);
}

/* the members of a group have functions of the same name */
static void add_name(struct names *names, const char *name)
{
    vec_each(const char **, n, names)
        if (*n == name)
            return;
    *vec_push(names) = name;
}

static void explain(const struct graph *g, const bool *reached, struct stack_use *use)
{
    bool *told = arena_alloc(g->count + SETS);

    for (uint32_t i = 0; i < g->count; i++) {
        const struct function *f = &g->functions[i];

        if (!reached[i])
            continue;
        if (f->frame.variable)
            *vec_push(&use->open) = intern_printf("variable size: %s", f->name);
        if (f->outside)
            *vec_push(&use->open) = intern_printf("calls what is no function: %s", f->name);
        if (f->pointers)
            add_name(&use->pointers, intern(f->name));
        if (f->cyclic && !told[f->group]) {
            told[f->group] = true;
            add_group_text(g, reached, f->group, use);
        }
    }
    use->bounded = use->open.count == 0;
}

static void add_way(const struct graph *g, uint32_t from, struct stack_use *use)
{
    for (uint32_t i = from, n = 0; i != NOBODY && n < g->count; i = g->functions[i].next, n++) {
        *vec_push(&use->deepest) = intern_printf("%s (%u)", g->functions[i].name,
                                                 g->functions[i].frame.bytes);
        if (g->functions[i].cyclic)
            break;
    }
}

/* of a thread: what it may call, and the first on the way of use->certain */
struct way { struct stack_use *use; bool *reached; uint32_t next; };

static void deepen(struct way *way, uint64_t depth, const struct graph *g, uint32_t to)
{
    const struct function *f = &g->functions[to];

    if (depth + f->bytes > way->use->bytes)
        way->use->bytes = depth + f->bytes;
    if (depth + f->certain > way->use->certain) {
        way->use->certain = depth + f->certain;
        way->next = to;
    }
}

/* what a function calls by name, but for those two, with `depth` in use before it */
static void deepen_calls(const struct graph *g, const struct function *f, uint64_t depth,
                         const uint32_t except[2], struct way *way)
{
    vec_each(const struct frame_call *, c, &f->frame.calls) {
        uint32_t to = c->address ? graph_find(g, c->address) : NOBODY;

        if (to == NOBODY || to == except[0] || to == except[1])
            continue;
        deepen(way, depth + c->depth, g, to);
        mark(g, to, way->reached);
    }
}

/* how deep a function is where it calls another */
static uint64_t depth_of_call(const struct graph *g, uint32_t from, uint32_t to)
{
    uint64_t depth = 0;

    vec_each(const struct frame_call *, c, &g->functions[from].frame.calls)
        if (c->address && graph_find(g, c->address) == to && c->depth > depth)
            depth = c->depth;
    return depth;
}

/* The thread's own functions, which run_interface calls through pointers. */
static void deepen_service(const struct graph *g, const struct starts *s, size_t number,
                           size_t count, uint64_t depth, struct way *way)
{
    uint64_t size = s->threads->size / count, at = s->threads->address + number * size;

    for (uint64_t end = at + size; at + 8 <= end; at += 8) {
        uint32_t to = graph_pointer(g, at);

        if (to == NOBODY)
            continue;
        deepen(way, depth, g, to);
        mark(g, to, way->reached);
    }
}

/* kdl_program_start calls (in a group, through another) kdl_thread_start, that run_... */
static struct stack_use *measure_thread(const struct graph *g, const struct planned_instance *pi,
                                        size_t member, size_t number)
{
    const struct starts *s = &g->starts.at[member];
    struct stack_use *use = arena_alloc(sizeof *use);
    struct way way = {use, arena_alloc(g->count + SETS), NOBODY};
    uint32_t program = graph_find_name(g, "kdl_program_start");
    uint32_t runs = pi->threads.at[number].interface ? s->interface : s->control;
    uint64_t base = graph_value(g, "kdl_tls_block") + graph_value(g, "kdl_tls_align");

    deepen_calls(g, &g->functions[program], base, (uint32_t[]){s->thread, g->dispatch}, &way);
    base += g->functions[program].frame.bytes;
    if (g->dispatch != NOBODY)
        base += g->functions[g->dispatch].frame.bytes;
    deepen_calls(g, &g->functions[s->thread], base, (uint32_t[]){s->control, s->interface}, &way);
    base += depth_of_call(g, s->thread, runs);
    if (runs == s->control) {
        deepen(&way, base, g, runs);
        mark(g, runs, way.reached);
    } else {
        deepen_calls(g, &g->functions[runs], base, (uint32_t[]){NOBODY, NOBODY}, &way);
        deepen_service(g, s, number, pi->threads.count, base + g->functions[runs].frame.bytes,
                       &way);
    }
    explain(g, way.reached, use);
    add_way(g, way.next, use);
    return use;
}

static struct names kept_names(const struct names *names)
{
    struct names kept = {arena_alloc(names->count * sizeof *kept.at), names->count, names->count};

    if (names->count)
        memcpy(kept.at, names->at, names->count * sizeof *kept.at);
    return kept;
}

/* What has been measured stays; what it was measured with passes. The names are interned. */
static struct stack_use *kept_use(const struct stack_use *use)
{
    struct stack_use *kept;

    arena_end_passing();
    kept = arena_alloc(sizeof *kept);
    *kept = *use;
    kept->open = kept_names(&use->open);
    kept->pointers = kept_names(&use->pointers);
    kept->deepest = kept_names(&use->deepest);
    arena_begin_passing();
    return kept;
}

static void measure_member(const struct graph *g, struct planned_instance *pi, size_t member)
{
    for (size_t i = 0; i < pi->threads.count; i++)
        pi->threads.at[i].use = kept_use(measure_thread(g, pi, member, i));
}

void stack_measure(const struct elf_program *program, const struct planned_space *space)
{
    struct graph g;

    arena_begin_passing();
    if (graph_read(&g, program, space->members.count)
        && graph_find_name(&g, "kdl_program_start") != NOBODY) {
        graph_add_up(&g);
        for (size_t m = 0; m < space->members.count; m++)
            measure_member(&g, space->members.at[m], m);
    }
    arena_end_passing();
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
