/*
 * Questions: "flow A -> B", "who can write X", "what can X reach", "who holds X", "why does A hold
 * X". An answer is a list of facts, printed as lines or as JSON.
 */
#include "query.h"

#include <jansson.h>
#include <stdlib.h>
#include <strings.h>

#include "../kernel/abi/message.h"
#include "policy.h"
#include "source.h"
#include "suggest.h"
#include "words.h"

#define MAX_WORDS 8

struct asked {
    struct plan *plan;
    struct flow *flow;
    const char *word[MAX_WORDS];
    struct span span[MAX_WORDS];
    size_t count;
    json_t *facts;
    struct strbuf *text;
};

static const char *place_of(struct span span)
{
    struct position at = source_position(span.lo);

    return at.source ? arena_printf("%s:%u", at.source->path, at.line) : "built in";
}

static void fact(struct asked *a, json_t *object)
{
    json_array_append_new(a->facts, object);
}

static bool is_arrow(const char *p)
{
    return p[0] == '-' && p[1] == '>';
}

/* 0: here is something between words, or the question mark at the end */
static size_t word_length(const char *p)
{
    size_t length = 0;

    if (is_arrow(p))
        return 2;
    while (p[length] && !strchr(" \t\n", p[length]) && !is_arrow(p + length)
           && (p[length] != '?' || p[length + 1]))
        length++;
    return length;
}

static bool split(struct asked *a, const char *question)
{
    struct source *source = source_add_text("question", question, strlen(question));
    const char *p = question;

    while (*p) {
        size_t length = word_length(p);

        if (length && a->count == MAX_WORDS)
            return false;
        if (length) {
            uint32_t lo = source->base + (uint32_t)(p - question);

            a->span[a->count] = (struct span){lo, lo + (uint32_t)length};
            a->word[a->count++] = intern_n(p, length);
        }
        p += length ? length : 1;
    }
    return true;
}

static bool matches(const struct asked *a, const char *pattern)
{
    size_t i = 0;

    for (const char *p = pattern; *p; i++) {
        size_t length = strcspn(p, " ");

        if (i >= a->count || (*p != '_' && (strlen(a->word[i]) != length
                                            || strncasecmp(a->word[i], p, length) != 0)))
            return false;
        p += length + (p[length] == ' ');
    }
    return i == a->count;
}

static bool pick(struct asked *a, size_t word, struct selection *s)
{
    struct policy_member m = {.kind = strpbrk(a->word[word], "*?[") ? MEMBER_PATTERN : MEMBER_NAME,
        .text = a->word[word], .span = a->span[word]};

    *s = select_none(a->plan->model);
    return select_member(a->plan->model, &m, s) > 0;
}

static void start_search(struct asked *a, struct flow_search *search, const bool *from,
                         const bool *to)
{
    bool *stop = arena_alloc(a->flow->instances + 1);
    size_t monitor;

    flow_search_init(search, a->flow);
    memcpy(search->start, from, a->flow->instances);
    if (a->plan->monitor) {
        monitor = a->plan->monitor->instance->index;
        stop[monitor] = !from[monitor] && !(to && to[monitor]);
    }
    search->stop = stop;
}

/* ---- ways ---- */

static void tell_hop(struct asked *a, const struct flow_edge *in, const struct flow_edge *out)
{
    const struct connection *c = in->connection ? in->connection : out->connection;
    struct span span = in->span.lo ? in->span : out->span;
    const char *text = policy_hop_text(a->flow, in, out);
    json_t *o = json_object();

    strbuf_printf(a->text, "  %s (%s)\n", text, place_of(span));
    json_object_set_new(o, "from", json_string(flow_node_name(a->flow, in->from)));
    json_object_set_new(o, "to", json_string(flow_node_name(a->flow, out->to)));
    json_object_set_new(o, "object", json_string(flow_node_name(a->flow, in->to)));
    json_object_set_new(o, "gives", json_string(flow_reason_word(in->reason)));
    json_object_set_new(o, "takes", json_string(flow_reason_word(out->reason)));
    if (c)
        json_object_set_new(o, "connection", json_string(c->name));
    json_object_set_new(o, "place", json_string(place_of(span)));
    fact(a, o);
}

static bool ask_flow(struct asked *a)
{
    struct selection from, to;
    struct flow_search search;
    struct flow_edges path = {0}, best = {0};

    if (!pick(a, 1, &from) || !pick(a, 3, &to))
        return false;
    start_search(a, &search, from.in, to.in);
    flow_search_run(&search);
    for (uint32_t i = 0; i < a->flow->instances; i++)
        if (to.in[i] && flow_reached(&search, i)) {
            flow_path(&search, i, &path);
            if (!best.count || path.count < best.count) {
                best = path;
                path = (struct flow_edges){0};
            }
        }
    if (best.count)
        strbuf_printf(a->text, "yes, in %zu step%s:\n", best.count / 2,
                      best.count > 2 ? "s" : "");
    else
        strbuf_add(a->text, memcmp(from.in, to.in, a->flow->instances) == 0
                   ? "no: these are the same\n" : "no\n");
    for (size_t i = 0; i + 1 < best.count; i += 2)
        tell_hop(a, &best.at[i], &best.at[i + 1]);
    return true;
}

/* everybody on the ways to or from the instances, with the first or last step */
static void tell_all(struct asked *a, const struct flow_search *search)
{
    struct flow_edges path = {0};
    size_t found = 0;

    for (uint32_t i = 0; i < a->flow->instances; i++) {
        const struct flow_edge *in;
        json_t *o;

        if (search->start[i] || !flow_reached(search, i))
            continue;
        flow_path(search, i, &path);
        in = &path.at[search->backward ? 0 : path.count - 2];
        strbuf_printf(a->text, "  %-20s %zu step%s  %s\n", flow_node_name(a->flow, i),
                      path.count / 2, path.count > 2 ? "s" : " ",
                      policy_hop_text(a->flow, in, in + 1));
        o = json_object();
        json_object_set_new(o, "component", json_string(flow_node_name(a->flow, i)));
        json_object_set_new(o, "steps", json_integer((json_int_t)path.count / 2));
        json_object_set_new(o, "object", json_string(flow_node_name(a->flow, in->to)));
        json_object_set_new(o, "by", json_string(flow_reason_word(
            search->backward ? in->reason : in[1].reason)));
        fact(a, o);
        found++;
    }
    if (!found)
        strbuf_add(a->text, "  nobody\n");
}

/* ---- objects ---- */

static bool is_called(const struct planned_object *o, const char *name)
{
    size_t length = strlen(name);

    return o->name == name || (o->connection && o->connection->name == name)
        || (o->owner && o->owner->component->hardware && o->owner->name == name)
        || (strncmp(o->name, name, length) == 0 && o->name[length] == '.');
}

static void tell_holding(struct asked *a, const struct planned_instance *pi,
                         const struct planned_object *o, const char *what, const char *rights,
                         const struct connection *c, struct span span)
{
    json_t *fact_object = json_object();
    const char *because = c ? intern_printf("connection '%s' (%s)", c->name, c->connector->name)
                            : "what every component has";

    strbuf_printf(a->text, "  '%s' holds %s '%s' (%s), %s: %s (%s)\n", pi->instance->name,
                  object_type_name(o->type), o->name, *rights ? rights : "all rights", what,
                  because, place_of(span));
    json_object_set_new(fact_object, "component", json_string(pi->instance->name));
    json_object_set_new(fact_object, "object", json_string(o->name));
    json_object_set_new(fact_object, "rights", json_string(rights));
    json_object_set_new(fact_object, "as", json_string(what));
    if (c)
        json_object_set_new(fact_object, "connection", json_string(c->name));
    json_object_set_new(fact_object, "place", json_string(place_of(span)));
    fact(a, fact_object);
}

/* the holdings of pi in what is so called; 0, or only those with one of these rights */
static size_t tell_holdings(struct asked *a, const struct planned_instance *pi, const char *name,
                            unsigned rights)
{
    size_t found = 0;

    vec_each(const struct planned_cap *, c, &pi->caps)
        if ((is_called(c->object, name) || (!rights && strcmp(c->role, name) == 0))
            && (!rights || (c->rights & rights))) {
            tell_holding(a, pi, c->object, intern_printf("in slot %u", c->slot),
                         rights_text(c->object, c->rights), c->connection,
                         c->end ? c->end->span : pi->instance->span);
            found++;
        }
    vec_each(struct planned_region **, r, &pi->regions)
        if ((*r)->frames.count && is_called((*r)->frames.at[0].object, name)
            && (!rights || ((*r)->rights & rights))) {
            tell_holding(a, pi, (*r)->frames.at[0].object,
                         intern_printf("mapped at 0x%lx", (unsigned long)(*r)->vaddr),
                         access_text(*r), (*r)->connection,
                         (*r)->end ? (*r)->end->span : pi->instance->span);
            found++;
        }
    return found;
}

/* what pi has through the other members of its group: one program, one table, one memory */
static size_t tell_shared_holdings(struct asked *a, const struct planned_instance *pi,
                                   const char *name)
{
    size_t found = 0;

    vec_each(struct planned_instance **, other, &pi->space->members) {
        size_t of_other = *other == pi ? 0 : tell_holdings(a, *other, name, 0);

        if (of_other)
            strbuf_printf(a->text, "  so does '%s': it is one program with '%s', group '%s'\n",
                          pi->instance->name, (*other)->instance->name, pi->space->name);
        found += of_other;
    }
    return found;
}

/* who else can use what the members of one group have */
static void tell_group(struct asked *a, const struct planned_instance *pi)
{
    vec_each(struct planned_instance **, other, &pi->space->members)
        if (*other != pi)
            strbuf_printf(a->text, "  so does '%s': it is one program with '%s', group '%s'\n",
                          (*other)->instance->name, pi->instance->name, pi->space->name);
}

static bool is_object(const struct asked *a, const char *name)
{
    vec_each(struct planned_object **, o, &a->plan->objects)
        if (is_called(*o, name))
            return true;
    return false;
}

static bool is_instance(const struct asked *a, const char *name)
{
    vec_each(struct planned_instance **, pi, &a->plan->instances)
        if ((*pi)->instance->name == name)
            return true;
    return false;
}

static bool no_object(struct asked *a, size_t word)
{
    struct suggestion s;

    suggest_start(&s, a->word[word]);
    vec_each(struct planned_object **, o, &a->plan->objects)
        suggest_candidate(&s, (*o)->name);
    vec_each(struct connection **, c, &a->plan->model->connections)
        suggest_candidate(&s, (*c)->name);
    vec_each(struct instance **, i, &a->plan->model->instances) {
        const char *part = (*i)->component->hardware ? strrchr((*i)->name, '.') : NULL;

        if (part && strcmp(part + 1, a->word[word]) == 0)
            s.best = (*i)->name;        /* of a device, the last part of its name */
    }
    suggest_finish(&s, diag(a->span[word], DIAG_unknown_in_policy, "the system has no object or "
                            "connection '%s'", a->word[word]), a->span[word]);
    return false;
}

/* of an object or connection: who has it, with one of these rights if they are not 0 */
static void tell_holders(struct asked *a, const char *name, unsigned rights)
{
    size_t found = 0;

    vec_each(struct planned_instance **, pi, &a->plan->instances) {
        size_t of_one = tell_holdings(a, *pi, name, rights);

        if (of_one)
            tell_group(a, *pi);
        found += of_one;
    }
    if (!found)
        strbuf_add(a->text, "  nobody\n");
}

/* everybody on a way from the instances of a word, or to them */
static bool tell_reached(struct asked *a, size_t word, bool backward, const char *title)
{
    struct selection of;
    struct flow_search search;

    if (!pick(a, word, &of))
        return false;
    start_search(a, &search, of.in, NULL);
    search.backward = backward;
    flow_search_run(&search);
    strbuf_add(a->text, title);
    tell_all(a, &search);
    return true;
}

/* "who can VERB X" */
static bool ask_who(struct asked *a)
{
    const char *name = a->word[3];
    bool reads = strcasecmp(a->word[2], "read") == 0;
    const char *title = intern_printf("who can %s '%s':\n", reads ? "read" : "write", name);

    if (is_instance(a, name) || !is_object(a, name))
        return tell_reached(a, 3, !reads, title);
    strbuf_add(a->text, title);
    tell_holders(a, name, reads ? RIGHT_READ : RIGHT_WRITE);
    return true;
}

static bool ask_reaches(struct asked *a)
{
    return tell_reached(a, 3, true, intern_printf("what can reach '%s':\n", a->word[3]));
}

static bool ask_what(struct asked *a)
{
    return tell_reached(a, 2, false, intern_printf("what '%s' can reach:\n", a->word[2]));
}

static bool ask_holders(struct asked *a)
{
    if (!is_object(a, a->word[2]))
        return no_object(a, 2);
    strbuf_printf(a->text, "who holds '%s':\n", a->word[2]);
    tell_holders(a, a->word[2], 0);
    return true;
}

static bool ask_why(struct asked *a)
{
    struct selection of;
    size_t found = 0;

    if (!pick(a, 2, &of))
        return false;
    vec_each(struct planned_instance **, pi, &a->plan->instances)
        if (of.in[(*pi)->instance->index])
            found += tell_holdings(a, *pi, a->word[4], 0)
                   + tell_shared_holdings(a, *pi, a->word[4]);
    if (!found && !is_object(a, a->word[4]))
        return no_object(a, 4);
    if (!found)
        strbuf_printf(a->text, "  '%s' does not hold it\n", a->word[2]);
    return true;
}

/* ---- all of them ---- */

static void print_json(const struct asked *a, const char *question, struct strbuf *out)
{
    json_t *root = json_object();
    char *printed;

    json_object_set_new(root, "question", json_string(question));
    json_object_set_new(root, "answer", json_boolean(json_array_size(a->facts) > 0));
    json_object_set(root, "facts", a->facts);
    printed = json_dumps(root, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    if (!printed)
        die("out of memory");
    strbuf_add(out, printed);
    strbuf_add(out, "\n");
    free(printed);
    json_decref(root);
}

bool query(struct plan *plan, const char *question, bool json, struct strbuf *out)
{
    static const struct { const char *form; bool (*ask)(struct asked *a); } forms[] = {
        {"flow _ -> _", ask_flow}, {"who can write _", ask_who}, {"who can read _", ask_who},
        {"what can _ reach", ask_what}, {"what can reach _", ask_reaches},
        {"who can reach _", ask_reaches}, {"who holds _", ask_holders},
        {"why does _ hold _", ask_why}};
    struct strbuf text = {0};
    struct asked a = {.plan = plan, .flow = flow_make(plan), .facts = json_array(),
                      .text = &text};
    bool known = split(&a, question);

    for (size_t i = 0; known && i < sizeof forms / sizeof *forms; i++) {
        if (!matches(&a, forms[i].form))
            continue;
        if (!forms[i].ask(&a))
            return false;
        if (json)
            print_json(&a, question, out);
        else
            strbuf_addn(out, text.text, text.length);
        return true;
    }
    diag_help(diag(a.count ? (struct span){a.span[0].lo, a.span[a.count - 1].hi} : NO_SPAN,
                   DIAG_bad_policy, "this question is not understood"),
              "ask 'flow A -> B', 'who can write X', 'who can read X', 'what can X reach', "
              "'what can reach X', 'who holds X' or 'why does A hold X'");
    return false;
}
