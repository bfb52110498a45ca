/*
 * Two plans compared by names: what each component holds, maps, spends, and whom it reaches. A
 * plan becomes a sorted list of facts ("key" = "value") for each of the groups that a reviewer
 * asks about; the lists are merged. Flows are compared as sets, in diff_flow.c. Slots, addresses
 * and badges are no facts: they are numbered by the compiler.
 */
#include "diff.h"

#include <jansson.h>
#include <stdlib.h>

#include "diff_parts.h"
#include "words.h"

enum heading { POWER, MEMORY, TIME, GROUPS };

struct fact { const char *key, *value; };
VEC_OF(facts, struct fact);

static void add(struct facts *facts, const char *key, const char *value)
{
    *vec_push(facts) = (struct fact){key, value};
}

/* ---- facts of a plan ---- */

static void add_power(struct facts *facts, const struct planned_instance *pi)
{
    const char *name = pi->instance->name;

    add(facts, intern_printf("%s", name), intern_printf("a component of type %s",
                                                        pi->instance->component->name));
    vec_each(const struct planned_cap *, c, &pi->caps) {
        const char *rights = rights_text(c->object, c->rights);

        add(facts, intern_printf("%s holds %s", name, c->object->name),
            c->object->type == OBJECT_SMC
                ? intern_printf("function 0x%lx", (unsigned long)c->badge)
                : *rights ? rights : object_type_name(c->object->type));
    }
    vec_each(struct planned_region **, r, &pi->regions)
        if ((*r)->connection && (*r)->frames.count)
            add(facts, intern_printf("%s maps %s", name, (*r)->frames.at[0].object->name),
                (*r)->use == REGION_DEVICE
                    ? intern_printf("%s, %lu bytes at 0x%lx", access_text(*r),
                                    (unsigned long)(*r)->size,
                                    (unsigned long)(*r)->frames.at[0].object->address)
                    : access_text(*r));
}

static void add_times(struct facts *facts, const struct planned_instance *pi)
{
    vec_each(const struct planned_thread *, t, &pi->threads)
        add(facts, intern_printf("%s.%s", pi->instance->name, t->name),
            intern_printf("priority %u of %u, %lu of %lu us, core %u, domain %u%s%s", t->priority,
                          t->mcp, (unsigned long)t->budget, (unsigned long)t->period, t->core,
                          t->domain, t->flags ? ", physical timer" : "",
                          t->passive ? ", passive" : ""));
}

static void add_memory(struct facts *facts, const struct plan *plan)
{
    uint64_t *bytes = arena_alloc((plan->model->instances.count + 1) * sizeof *bytes);
    uint64_t *shared = arena_alloc((plan->model->connections.count + 1) * sizeof *shared);

    vec_each(struct planned_object **, o, &plan->objects)
        if ((*o)->kind == 0 && (*o)->type < OBJECT_IRQ) {
            uint64_t size = (uint64_t)(*o)->count << (*o)->size_bits;

            if ((*o)->owner)
                bytes[(*o)->owner->index] += size;
            else if ((*o)->connection)
                shared[(*o)->connection->index] += size;
        }
    vec_each(struct planned_instance **, pi, &plan->instances)
        add(facts, (*pi)->instance->name, intern_printf("%lu bytes", (unsigned long)
            bytes[(*pi)->instance->index]));
    vec_each(struct connection **, c, &plan->model->connections)
        add(facts, intern_printf("connection %s", (*c)->name),
            intern_printf("%lu bytes", (unsigned long)shared[(*c)->index]));
    add(facts, "the system", intern_printf("%lu bytes", (unsigned long)plan_ram(plan)));
}

static int by_key(const void *a, const void *b)
{
    const struct fact *x = a, *y = b;
    int keys = strcmp(x->key, y->key);

    return keys ? keys : strcmp(x->value, y->value);
}

static void collect(struct plan *plan, struct facts groups[GROUPS])
{
    vec_each(struct planned_instance **, pi, &plan->instances) {
        add_power(&groups[POWER], *pi);
        add_times(&groups[TIME], *pi);
    }
    add_memory(&groups[MEMORY], plan);
    for (int i = 0; i < GROUPS; i++)
        if (groups[i].count)
            qsort(groups[i].at, groups[i].count, sizeof *groups[i].at, by_key);
}

/* ---- comparison ---- */

static void compare(const struct facts *before, const struct facts *after, struct changes *out)
{
    size_t i = 0, j = 0;

    while (i < before->count || j < after->count) {
        const struct fact *x = i < before->count ? &before->at[i] : NULL;
        const struct fact *y = j < after->count ? &after->at[j] : NULL;
        int order = !x ? 1 : !y ? -1 : strcmp(x->key, y->key);

        if (order < 0)
            *vec_push(out) = (struct change){x->key, x->value, NULL};
        else if (order > 0)
            *vec_push(out) = (struct change){y->key, NULL, y->value};
        else if (strcmp(x->value, y->value) != 0)
            *vec_push(out) = (struct change){x->key, x->value, y->value};
        i += order <= 0;
        j += order >= 0;
    }
}

/* ---- output ---- */

enum section { NEW_POWER, LOST_POWER, NEW_FLOWS, LOST_FLOWS, MEMORY_CHANGED, TIME_CHANGED,
               SECTIONS };

static const struct { const char *title, *key; } sections[SECTIONS] = {
    {"New power", "new_power"}, {"Lost power", "lost_power"}, {"New flows", "new_flows"},
    {"Lost flows", "lost_flows"}, {"Memory changed", "memory_changed"},
    {"Time changed", "time_changed"}};

static enum section section_of(enum heading group, const struct change *c)
{
    switch (group) {
    case POWER:                         /* "read" of "read, write": a right less */
        return !c->after || (c->before && strstr(c->before, c->after)) ? LOST_POWER : NEW_POWER;
    case MEMORY: return MEMORY_CHANGED;
    default: return TIME_CHANGED;
    }
}

static void print_text(const struct changes *list, enum diff_form form, struct strbuf *out)
{
    bool marks = form == DIFF_MARKDOWN;

    for (int s = 0; s < SECTIONS; s++) {
        if (!list[s].count)
            continue;
        strbuf_printf(out, marks ? "### %s\n\n" : "%s\n", sections[s].title);
        vec_each(const struct change *, c, &list[s]) {
            const char *key = marks ? arena_printf("- `%s`", c->key) : arena_printf("  %s", c->key);

            if (c->before && c->after)
                strbuf_printf(out, "%s: %s, was %s\n", key, c->after, c->before);
            else
                strbuf_printf(out, "%s: %s\n", key, c->after ? c->after : c->before);
        }
        if (marks)
            strbuf_add(out, "\n");
    }
}

static void print_json(const struct changes *list, struct strbuf *out)
{
    json_t *root = json_object();
    char *printed;

    for (int s = 0; s < SECTIONS; s++) {
        json_t *array = json_array();

        vec_each(const struct change *, c, &list[s]) {
            json_t *o = json_object();

            json_object_set_new(o, "what", json_string(c->key));
            json_object_set_new(o, "before", c->before ? json_string(c->before) : json_null());
            json_object_set_new(o, "after", c->after ? json_string(c->after) : json_null());
            json_array_append_new(array, o);
        }
        json_object_set_new(root, sections[s].key, array);
    }
    printed = json_dumps(root, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    if (!printed)
        die("out of memory");
    strbuf_printf(out, "%s\n", printed);
    free(printed);
    json_decref(root);
}

bool diff_plans(struct plan *before, struct plan *after, enum diff_form form, struct strbuf *out)
{
    struct facts old_facts[GROUPS] = {0}, new_facts[GROUPS] = {0};
    struct changes list[SECTIONS] = {0};
    size_t count = 0;

    collect(before, old_facts);
    collect(after, new_facts);
    for (int g = 0; g < GROUPS; g++) {
        struct changes changes = {0};

        compare(&old_facts[g], &new_facts[g], &changes);
        vec_each(const struct change *, c, &changes)
            *vec_push(&list[section_of(g, c)]) = *c;
    }
    diff_flows(before, after, form == DIFF_JSON, &list[NEW_FLOWS], &list[LOST_FLOWS]);
    for (int i = 0; i < SECTIONS; i++)
        count += list[i].count;
    if (form == DIFF_JSON)
        print_json(list, out);
    else if (count == 0)
        strbuf_add(out, form == DIFF_MARKDOWN ? "No change in authority.\n"
                                              : "no difference\n");
    else
        print_text(list, form, out);
    return count > 0;
}
