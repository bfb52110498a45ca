/*
 * The call graph of a program, from its symbols and instructions. Calls through pointers lead to
 * every function whose address stands somewhere: in data, or made by instructions. What the
 * runtime starts its threads with (runtime/component/start.c) is known exactly, from its tables.
 */
#include "stack_graph.h"

#include <stdlib.h>

#include "dwarf.h"

/* ---- functions and what they call ---- */

static int by_start(const void *a, const void *b)
{
    const struct function *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* The function around an address; NOBODY: none. */
uint32_t graph_find(const struct graph *g, uint64_t address)
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
                .end = limit, .next = NOBODY, .unnamed = true};
    }
    if (g->count)
        qsort(g->functions, g->count, sizeof *g->functions, by_start);
}

static bool read_functions(struct graph *g)
{
    vec_each(const struct elf_segment *, s, &g->program->segments)
        if (s->execute)
            g->code = (struct code){s->vaddr, s->file_size & ~3ul, s->bytes};
    g->functions = arena_alloc((2 * g->program->symbols.count + SETS) * sizeof *g->functions);
    vec_each(const struct elf_symbol *, s, &g->program->symbols)
        if (s->function && s->address >= g->code.address && s->address % 4 == 0
            && s->address - g->code.address < g->code.size)
            g->functions[g->count++] = (struct function){.name = s->name, .start = s->address,
                .end = s->address + (s->size & ~3ul), .next = NOBODY};
    if (g->count)
        qsort(g->functions, g->count, sizeof *g->functions, by_start);
    add_gaps(g);
    for (int i = 0; i < SETS; i++)
        g->functions[g->count + i] = (struct function){.name = "", .next = NOBODY};
    return g->count > 0;
}

/* ---- what starts the threads ---- */

/* The symbol of this name that was the `number`th to be linked. */
static const struct elf_symbol *nth_symbol(const struct graph *g, const char *name, size_t number)
{
    vec_each(const struct elf_symbol *, s, &g->program->symbols)
        if (strcmp(s->name, name) == 0 && number-- == 0)
            return s;
    return NULL;
}

uint64_t graph_value(const struct graph *g, const char *name)
{
    const struct elf_symbol *s = nth_symbol(g, name, 0);

    return s ? s->address : 0;
}

static uint32_t nth_function(const struct graph *g, const char *name, size_t number)
{
    const struct elf_symbol *s = nth_symbol(g, name, number);

    return s ? graph_find(g, s->address) : NOBODY;
}

uint32_t graph_find_name(const struct graph *g, const char *name)
{
    return nth_function(g, name, 0);
}

/* Members are linked in their order; names of the runtime are local to each. */
static bool read_starts(struct graph *g, size_t members)
{
    g->dispatch = members > 1 ? nth_function(g, "kdl_thread_start", members) : NOBODY;
    for (size_t i = 0; i < members; i++) {
        struct starts s = {
            nth_function(g, "kdl_thread_start", i), nth_function(g, "run_control", i),
            nth_function(g, "run_interface", i), nth_symbol(g, "kdl_threads", i),
            nth_symbol(g, "kdl_inits", i), nth_symbol(g, "kdl_constructors", i),
            nth_symbol(g, "kdl_constructors_end", i)};

        if (s.thread == NOBODY || s.control == NOBODY || s.interface == NOBODY || !s.threads
            || !s.inits || !s.constructors || !s.constructors_end)
            return false;
        *vec_push(&g->starts) = s;
    }
    return true;
}

/* The function whose address is the word at an address of the file; NOBODY: it is none's. */
uint32_t graph_pointer(const struct graph *g, uint64_t address)
{
    uint64_t value;

    vec_each(const struct elf_segment *, s, &g->program->segments)
        if (address >= s->vaddr && s->file_size >= sizeof value
            && address - s->vaddr <= s->file_size - sizeof value) {
            uint32_t i;

            memcpy(&value, s->bytes + (address - s->vaddr), sizeof value);
            i = graph_find(g, value);
            return i != NOBODY && g->functions[i].start == value ? i : NOBODY;
        }
    return NOBODY;
}

/* ---- pointers ---- */

static void link_to(struct graph *g, uint32_t from, uint32_t to)
{
    *vec_push(&g->edges[from]) = to;
}

static bool is_start(const struct graph *g, uint32_t function)
{
    vec_each(const struct starts *, s, &g->starts)
        if (function == s->thread || function == s->control || function == s->interface)
            return true;
    return function == g->dispatch && function != NOBODY;
}

static bool is_within(const struct elf_symbol *s, uint64_t address)
{
    return address >= s->address && address - s->address < s->size;
}

/* Is the address in a table that only the runtime reads, to start the threads? */
static bool is_start_table(const struct graph *g, uint64_t address)
{
    vec_each(const struct starts *, s, &g->starts)
        if (is_within(s->threads, address) || is_within(s->inits, address)
            || (address >= s->constructors->address && address < s->constructors_end->address))
            return true;
    return false;
}

static void take(struct graph *g, uint64_t address)
{
    uint32_t i = graph_find(g, address);

    /* what begins a thread is not called, though its address may stand in tables of the runtime */
    if (i != NOBODY && g->functions[i].start == address && address != g->program->entry
        && !is_start(g, i))
        g->functions[i].taken = true;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), wanted = strlen(end);

    return length >= wanted && strcmp(name + length - wanted, end) == 0;
}

static bool has_function(const struct graph *g, const char *end)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (ends_with(g->functions[i].name, end))
            return true;
    return false;
}

/*
 * Callers whose pointers are known. Those of the runtime call one pointer, which is NULL until
 * somebody sets it: as long as no function that ends with the second name is in the program, they
 * call nobody. The C library calls the methods of a FILE.
 */
static uint32_t leads_to(const struct graph *g, const char *caller)
{
    static const char *const unset[][2] = {{"kdl_put", "set_putchar"},
                                           {"kdl_report", "register_error_handler"}};
    static const char *const of_streams[] = {
        "vfprintf", "vfscanf", "fputc", "putc", "fputs", "puts", "putchar", "fgetc", "getc",
        "getchar", "fgets", "gets", "ungetc", "fwrite", "fread", "fflush", "fclose"};

    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        if (strcmp(caller, unset[i][0]) == 0 && !has_function(g, unset[i][1]))
            return NOBODY;
    for (size_t i = 0; i < sizeof of_streams / sizeof *of_streams; i++)
        if (strcmp(caller, of_streams[i]) == 0)
            return g->count + SET_STREAMS;
    if (strcmp(caller, "__wrap_free") == 0)
        return g->count + SET_FREE;
    if (strcmp(caller, "__wrap_realloc") == 0)
        return g->count + SET_REALLOC;
    return g->count + SET_ANYBODY;
}

static void find_taken(struct graph *g)
{
    struct addresses made = {0};

    vec_each(const struct elf_segment *, s, &g->program->segments)
        for (uint64_t at = 0; at + 8 <= s->file_size; at += 8) {
            uint64_t word;

            memcpy(&word, s->bytes + at, sizeof word);
            if (!is_start_table(g, s->vaddr + at))
                take(g, word);
        }
    for (uint32_t by = 0; by < g->count; by++) {
        made.count = 0;
        /* those that start threads only look whether a function is there at all */
        if (!is_start(g, by))
            frame_addresses(&g->code, g->functions[by].start, g->functions[by].end, &made);
        vec_each(const uint64_t *, address, &made)
            take(g, *address);
    }
}

/*
 * A function is called as what it is defined as (C11 6.5.2.2p9): one that takes no FILE * is no
 * method of a FILE. What there is no debugging information about may be.
 */
static bool may_take_stream(const struct stream_functions *known, uint64_t address)
{
    size_t low = 0, high = known->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (known->at[middle].address < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low >= known->count || known->at[low].address != address || known->at[low].takes_stream;
}

static void link_sets(struct graph *g)
{
    struct stream_functions known = {0};

    dwarf_read(g->program, &known);
    for (uint32_t i = 0; i < g->count; i++) {
        const struct function *f = &g->functions[i];

        if (f->taken)
            link_to(g, g->count + SET_ANYBODY, i);
        if (f->taken && may_take_stream(&known, f->start))
            link_to(g, g->count + SET_STREAMS, i);
        if (strcmp(f->name, "free") == 0)
            link_to(g, g->count + SET_FREE, i);
        if (strcmp(f->name, "realloc") == 0)
            link_to(g, g->count + SET_REALLOC, i);
    }
}

/* ---- calls ---- */

/* Where what the file has from this address on ends; there, where it has nothing. */
static uint64_t end_in_file(const struct graph *g, uint64_t address)
{
    vec_each(const struct elf_segment *, s, &g->program->segments)
        if (address >= s->vaddr && address - s->vaddr < s->file_size)
            return s->vaddr + s->file_size;
    return address;
}

/* Functions in a table of the runtime: calls of `from`. */
static void link_table(struct graph *g, uint32_t from, uint64_t start, uint64_t end)
{
    uint64_t most = end_in_file(g, start);

    for (uint64_t at = start; at + 8 <= end && at + 8 <= most; at += 8) {
        uint32_t i = graph_pointer(g, at);

        if (i != NOBODY)
            link_to(g, from, i);
    }
}

static void read_calls(struct graph *g, uint32_t i)
{
    struct function *f = &g->functions[i];

    f->through = is_start(g, i) ? NOBODY : leads_to(g, f->name);
    frame_read(&g->code, f->start, f->end, f->unnamed, &f->frame);
    vec_each(const struct frame_call *, c, &f->frame.calls) {
        uint32_t to = graph_callee(g, f, c);

        f->outside |= c->address && to == NOBODY;
        f->pointers |= !c->address && to != NOBODY;
        if (to != NOBODY)
            link_to(g, i, to);
    }
    f->direct = g->edges[i].count;
}

/* The pointers through which threads are started are those of the runtime's tables. */
bool graph_read(struct graph *g, const struct elf_program *program, size_t members)
{
    *g = (struct graph){.program = program};
    if (!read_functions(g) || !read_starts(g, members))
        return false;
    g->edges = arena_alloc((g->count + SETS) * sizeof *g->edges);
    for (uint32_t i = 0; i < g->count; i++)
        read_calls(g, i);
    find_taken(g);
    link_sets(g);
    vec_each(const struct starts *, s, &g->starts) {
        link_table(g, s->control, s->constructors->address, s->constructors_end->address);
        link_table(g, s->control, s->inits->address, s->inits->address + s->inits->size);
    }
    return true;
}
