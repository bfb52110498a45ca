/* Rules about who calls whom. */
#include "../kernel/abi/layout.h"
#include "build_options.h"
#include "check.h"

static int64_t number(const struct value *value, int64_t fallback)
{
    return value && value->kind == VALUE_INT ? value->i : fallback;
}

/* of the thread of an interface, or of the control thread */
static int64_t priority_of(struct instance *instance, const struct interface *interface)
{
    const char *name = interface ? intern_printf("%s_priority", interface->name) : "_priority";
    struct value *value = instance_value(instance, name);

    if (!value)
        value = instance_value(instance, "priority");
    return number(value, (int64_t)build_default("CAmkESDefaultPriority", DEFAULT_PRIORITY, 0,
                                                MAX_PRIORITY));
}

static bool is_call(const struct connection *connection)
{
    return connection->connector->to.kinds[0] == IF_PROVIDES && connection->to.count > 0
        && connection->connector->to.threads > 0 && !connection->refused;
}

/*
 * Of the thread that makes the calls of an instance, as far as the description says: the control
 * thread, else the most urgent of those that serve its interfaces.
 */
static int64_t caller_priority(struct instance *instance)
{
    int64_t highest = -1;

    if (instance->component->control)
        return priority_of(instance, NULL);
    vec_each(struct link *, link, &instance->links) {
        const struct connector *connector = link->connection->connector;
        bool serves = (link->end->to_side ? connector->to : connector->from).threads > 0;
        int64_t priority = serves ? priority_of(instance, link->end->interface) : -1;

        highest = priority > highest ? priority : highest;
    }
    return highest;
}

void rule_call_priority(struct model *model)
{
    vec_each(struct connection **, c, &model->connections) {
        const struct end *server;
        int64_t priority;

        if (!is_call(*c))
            continue;
        server = (*c)->to.at[0];
        priority = priority_of(server->instance, server->interface);
        vec_each(struct end **, client, &(*c)->from) {
            int64_t theirs = caller_priority((*client)->instance);

            /* what is no priority is an error of its own */
            if (theirs > priority && theirs <= MAX_PRIORITY && priority >= 0)
                diag_note(diag((*client)->span, DIAG_priority_inversion,
                               "'%s' (priority %lld) calls '%s' (priority %lld): others can delay "
                               "it while it waits", (*client)->instance->name, (long long)theirs,
                               server->instance->name, (long long)priority),
                          server->span, "the server is connected here");
        }
    }
}

/* ---- cycles ---- */

/*
 * Depth first over the instances, without recursion. stack holds the instances entered and not
 * left, with the link at which to go on; via is the link through which each was entered. Direct
 * calls count, too, for who makes one goes on to whatever its callee calls; but nobody waits for
 * another where there is nothing else.
 */
struct visit { struct instance *instance; size_t next; const struct link *via; };

struct walk {
    VEC(struct visit) stack;
    char *state;                        /* by instance index: 0 unseen, 1 on the stack, 2 left */
};

static bool is_direct(const struct connection *connection)
{
    return connection->connector->to.kinds[0] == IF_PROVIDES && connection->to.count > 0
        && connection->connector->to.threads == 0 && connection->connector->objects.count == 0
        && !connection->refused;
}

/* the circle from place i of the stack to its top, which last closes */
static bool somebody_waits(const struct walk *walk, size_t i, const struct link *last)
{
    while (++i < walk->stack.count)
        if (is_call(walk->stack.at[i].via->connection))
            return true;
    return is_call(last->connection);
}

static void report_cycle(const struct walk *walk, const struct instance *first,
                         const struct link *last)
{
    const char *path = first->name;
    size_t i = 0;
    struct diag *d;

    while (walk->stack.at[i].instance != first)
        i++;
    if (!somebody_waits(walk, i, last))
        return;
    for (size_t k = i + 1; k < walk->stack.count && k < i + 8; k++)
        path = arena_printf("%s -> %s", path, walk->stack.at[k].instance->name);
    if (walk->stack.count > i + 8)
        path = arena_printf("%s -> ...", path);
    d = diag(last->end->span, DIAG_call_cycle, "these instances may wait for each other forever: "
             "%s -> %s", path, first->name);
    for (size_t k = i + 1; k < walk->stack.count && k < i + 8; k++)
        diag_note(d, walk->stack.at[k].via->end->span, "'%s' calls '%s' here",
                  walk->stack.at[k - 1].instance->name, walk->stack.at[k].instance->name);
}

static void enter(struct walk *walk, struct instance *instance, const struct link *via)
{
    walk->state[instance->index] = 1;
    *vec_push(&walk->stack) = (struct visit){instance, 0, via};
}

/* One link of the instance on top. */
static void step(struct walk *walk)
{
    struct visit *top = &walk->stack.at[walk->stack.count - 1];
    const struct link *link;
    struct instance *server;

    if (top->next == top->instance->links.count) {
        walk->state[top->instance->index] = 2;
        walk->stack.count--;
        return;
    }
    link = &top->instance->links.at[top->next++];
    if (link->end->to_side || !(is_call(link->connection) || is_direct(link->connection)))
        return;
    server = link->connection->to.at[0]->instance;
    if (walk->state[server->index] == 1)
        report_cycle(walk, server, link);
    else if (walk->state[server->index] == 0)
        enter(walk, server, link);
}

void rule_call_cycles(struct model *model)
{
    struct walk walk = {.state = arena_alloc(model->instances.count + 1)};

    vec_each(struct instance **, i, &model->instances) {
        if (walk.state[(*i)->index] == 0)
            enter(&walk, *i, NULL);
        while (walk.stack.count > 0)
            step(&walk);
    }
}
