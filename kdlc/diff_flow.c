/*
 * The flows that two plans differ in. A few are told one by one, with the first step of the way;
 * of many, the sources that gained (or lost) the same set of others are told together, so that
 * what is printed does not grow with the square of the components.
 */
#include "diff_parts.h"

#include <stdlib.h>

#include "flow.h"
#include "map.h"
#include "reach.h"
#include "strbuf.h"

#define MAX_SINGLE 1000                 /* changes that are told one by one */
#define MAX_NAMES 6                     /* of those that are told together, in text */
#define NOBODY UINT32_MAX

struct side {
    struct plan *plan;
    struct flow *flow;
    struct reach *reach;
    bool *stop;
    struct map by_name;                 /* instance->index + 1 */
    uint32_t *other;                    /* by instance: the one of this name on the other side */
};

/* whom one of `from` side can influence there, and nobody of its name can on the other side */
struct row { uint32_t from; uint64_t hash; uint64_t *set; };
VEC_OF(flow_rows, struct row);

static struct side read_side(struct plan *plan)
{
    struct side s = {.plan = plan, .flow = flow_make(plan)};

    s.stop = arena_alloc(s.flow->instances + 1);
    if (plan->monitor)
        s.stop[plan->monitor->instance->index] = true;
    s.reach = reach_make(s.flow, s.stop);
    for (uint32_t i = 0; i < s.flow->instances; i++)
        map_add(&s.by_name, intern(flow_node_name(s.flow, i)), (void *)(uintptr_t)(i + 1));
    return s;
}

static void pair_up(struct side *s, const struct side *other)
{
    s->other = arena_alloc((s->flow->instances + 1) * sizeof *s->other);
    for (uint32_t i = 0; i < s->flow->instances; i++) {
        uintptr_t known = (uintptr_t)map_find(&other->by_name, intern(flow_node_name(s->flow, i)));

        s->other[i] = known ? (uint32_t)known - 1 : NOBODY;
    }
}

/* ---- what is on one side only ---- */

static size_t add_row(const struct side *s, const struct side *other, uint32_t from,
                      struct flow_rows *rows)
{
    uint32_t twin = s->other[from];
    const uint64_t *there = twin == NOBODY ? NULL : other->reach->sets[twin];
    struct row row = {from, 14695981039346656037u, NULL};
    size_t count = 0;

    for (uint32_t i = 0; i < s->flow->instances; i++) {
        uint32_t to = s->other[i];

        if (!reach_has(s->reach->sets[from], i) || i == from
            || (there && to != NOBODY && reach_has(there, to)))
            continue;
        if (!row.set)
            row.set = arena_alloc(s->reach->words * sizeof *row.set);
        row.set[i / 64] |= 1ull << i % 64;
        row.hash = (row.hash ^ i) * 1099511628211u;
        count++;
    }
    if (count)
        *vec_push(rows) = row;
    return count;
}

static size_t only_here(const struct side *s, const struct side *other, struct flow_rows *rows)
{
    size_t count = 0;

    vec_each(struct planned_instance **, pi, &s->plan->instances)
        if (*pi != s->plan->monitor)
            count += add_row(s, other, (uint32_t)(*pi)->instance->index, rows);
    return count;
}

static void add_change(struct changes *out, const char *key, const char *value, bool is_new)
{
    *vec_push(out) = (struct change){key, is_new ? NULL : value, is_new ? value : NULL};
}

/* ---- one by one ---- */

static const char *how(const struct flow_search *search, uint32_t to, struct flow_edges *path)
{
    flow_path(search, to, path);
    return path->count == 2 ? "directly"
         : intern_printf("through %s", flow_node_name(search->flow, path->at[1].to));
}

static const char *pair_key(const struct side *s, uint32_t from, uint32_t to)
{
    return intern_printf("%s -> %s", flow_node_name(s->flow, from), flow_node_name(s->flow, to));
}

static void tell_single(const struct side *s, const struct flow_rows *rows, bool is_new,
                        struct changes *out)
{
    struct flow_edges path = {0};
    struct flow_search search;

    flow_search_init(&search, s->flow);
    search.stop = s->stop;
    vec_each(const struct row *, r, rows) {
        search.start[r->from] = true;
        flow_search_run(&search);
        for (uint32_t i = 0; i < s->flow->instances; i++)
            if (reach_has(r->set, i))
                add_change(out, pair_key(s, r->from, i), how(&search, i, &path), is_new);
        search.start[r->from] = false;
    }
}

/* ways that were there, but have become direct (or the reverse) */
static void tell_directness(const struct side *before, const struct side *after,
                            struct changes *out)
{
    uint64_t *old = arena_alloc(before->reach->words * sizeof *old);
    uint64_t *now = arena_alloc(after->reach->words * sizeof *now);

    vec_each(struct planned_instance **, pi, &after->plan->instances) {
        uint32_t from = (uint32_t)(*pi)->instance->index, twin = after->other[from];

        if (*pi == after->plan->monitor || twin == NOBODY)
            continue;
        memset(old, 0, before->reach->words * sizeof *old);
        memset(now, 0, after->reach->words * sizeof *now);
        reach_direct(before->flow, twin, old);
        reach_direct(after->flow, from, now);
        for (uint32_t i = 0; i < after->flow->instances; i++) {
            uint32_t to = after->other[i];

            if (i == from || to == NOBODY || reach_has(now, i) == reach_has(old, to)
                || !reach_has(after->reach->sets[from], i)
                || !reach_has(before->reach->sets[twin], to))
                continue;
            *vec_push(out) = (struct change){pair_key(after, from, i),
                reach_has(old, to) ? "directly" : "through others",
                reach_has(now, i) ? "directly" : "through others"};
        }
    }
}

/* ---- together ---- */

static int by_set(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
                              : (x->from > y->from) - (x->from < y->from);
}

static int by_first(const void *a, const void *b)
{
    const struct row *x = *(const struct row *const *)a, *y = *(const struct row *const *)b;

    return (x->from > y->from) - (x->from < y->from);
}

struct name_list { struct strbuf text; size_t count; };

static void add_name(struct name_list *list, const char *name, bool all)
{
    if (all || list->count < MAX_NAMES)
        strbuf_printf(&list->text, "%s%s", list->count ? ", " : "", name);
    list->count++;
}

static const char *names_text(struct name_list *list, bool all)
{
    if (!all && list->count > MAX_NAMES)
        strbuf_printf(&list->text, " and %zu others", list->count - MAX_NAMES);
    return list->text.text;
}

/* rows [first, end): all with the same set */
static void tell_set(const struct side *s, const struct row *first, const struct row *end,
                     bool all, bool is_new, struct changes *out)
{
    struct name_list from = {0}, to = {0};

    for (const struct row *r = first; r < end; r++)
        add_name(&from, flow_node_name(s->flow, r->from), all);
    for (uint32_t i = 0; i < s->flow->instances; i++)
        if (reach_has(first->set, i))
            add_name(&to, flow_node_name(s->flow, i), all);
    add_change(out, arena_printf("%s -> %s", names_text(&from, all), names_text(&to, all)),
               arena_printf("%zu to %zu", from.count, to.count), is_new);
    free(from.text.text);
    free(to.text.text);
}

static void tell_together(const struct side *s, struct flow_rows *rows, bool all, bool is_new,
                          struct changes *out)
{
    VEC(struct row *) firsts = {0};
    const struct row *end = rows->at + rows->count;

    qsort(rows->at, rows->count, sizeof *rows->at, by_set);
    vec_each(struct row *, r, rows)
        if (r == rows->at || r[-1].hash != r->hash
            || memcmp(r[-1].set, r->set, s->reach->words * sizeof *r->set) != 0)
            *vec_push(&firsts) = r;
    qsort(firsts.at, firsts.count, sizeof *firsts.at, by_first);
    vec_each(struct row **, first, &firsts) {
        const struct row *last = *first + 1;

        while (last < end && last->hash == (*first)->hash
               && memcmp(last->set, (*first)->set, s->reach->words * sizeof *last->set) == 0)
            last++;
        tell_set(s, *first, last, all, is_new, out);
    }
}

/* ---- both ---- */

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct change *)a)->key, ((const struct change *)b)->key);
}

void diff_flows(struct plan *before, struct plan *after, bool all, struct changes *gained,
                struct changes *lost)
{
    struct side old = read_side(before), now = read_side(after);
    struct flow_rows new_rows = {0}, old_rows = {0};
    size_t count;

    pair_up(&old, &now);
    pair_up(&now, &old);
    count = only_here(&now, &old, &new_rows) + only_here(&old, &now, &old_rows);
    if (count > MAX_SINGLE) {
        tell_together(&now, &new_rows, all, true, gained);
        tell_together(&old, &old_rows, all, false, lost);
        return;
    }
    tell_single(&now, &new_rows, true, gained);
    tell_single(&old, &old_rows, false, lost);
    tell_directness(&old, &now, gained);
    if (gained->count)
        qsort(gained->at, gained->count, sizeof *gained->at, by_key);
    if (lost->count)
        qsort(lost->at, lost->count, sizeof *lost->at, by_key);
}
