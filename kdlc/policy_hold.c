/* Rules about who may hold what, and about how much of memory and time. */
#include "policy_parts.h"

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "suggest.h"
#include "words.h"

/* ---- rules about holding ---- */

static bool is_held_thing(const struct judged *j, const struct planned_object *o)
{
    const struct policy *p = j->policy;

    if (strcmp(p->held, "irq") == 0)
        return o->type == OBJECT_IRQ && (!p->numbered || o->address == p->number)
            && (!p->right.count || (o->owner && j->right.in[o->owner->index]));
    if (strcmp(p->held, "device") == 0)
        return o->owner && o->owner->component->hardware
            && (!p->right.count || j->right.in[o->owner->index]);
    if (strcmp(p->held, "untyped") == 0)
        return o->type == OBJECT_UNTYPED;
    if (!object_is_frame(o) || o->kind == UNTYPED_IMAGE)
        return false;
    if (p->numbered)
        return o->kind == UNTYPED_DEVICE && p->number >= o->address
            && p->number - o->address < (uint64_t)o->count << o->size_bits;
    vec_each(const struct policy_member *, m, &p->right)
        if (o->name == m->text || (o->connection && o->connection->name == m->text))
            return true;
    return p->right.count == 0 && o->connection;
}

/* a thing that `pi` has, which is `with` or in one group with it */
static void deny_holder(struct judged *j, const struct planned_instance *with,
                        const struct planned_instance *pi, const struct planned_object *o,
                        struct span span)
{
    struct diag *d = policy_broken(j, DIAG_holder_denied, arena_printf("'%s' holds %s '%s'",
                            with->instance->name, object_type_name(o->type), o->name));

    diag_note(d, span, "'%s' has it from here", pi->instance->name);
    if (pi != with)
        diag_help(d, "'%s' and '%s' are one program: what one member of the group '%s' holds, "
                  "all hold", pi->instance->name, with->instance->name, pi->space->name);
}

static bool check_holder(struct judged *j, const struct planned_instance *with,
                         const struct planned_instance *pi)
{
    vec_each(const struct planned_cap *, c, &pi->caps)
        if (is_held_thing(j, c->object)) {
            deny_holder(j, with, pi, c->object, c->end ? c->end->span : pi->instance->span);
            return false;
        }
    vec_each(struct planned_region **, r, &pi->regions)
        vec_each(const struct planned_frames *, f, &(*r)->frames)
            if (is_held_thing(j, f->object)) {
                deny_holder(j, with, pi, f->object,
                            (*r)->end ? (*r)->end->span : pi->instance->span);
                return false;
            }
    return true;
}

/* the first thing that any member of its program has is enough */
static bool check_program(struct judged *j, const struct planned_instance *pi)
{
    vec_each(struct planned_instance **, member, &pi->space->members)
        if (!check_holder(j, pi, *member))
            return false;
    return true;
}

/* Pages are called as the connection that they belong to. */
static void suggest_held(const struct judged *j, struct diag *d)
{
    if (strcmp(j->policy->held, "frame") != 0)
        return;
    vec_each(const struct policy_member *, m, &j->policy->right) {
        struct suggestion s;

        suggest_start(&s, m->text);
        vec_each(struct planned_object **, o, &j->plan->objects)
            if ((*o)->connection && object_is_frame(*o))
                suggest_candidate(&s, (*o)->connection->name);
        suggest_finish(&s, d, m->span);
    }
}

void policy_judge_only_hold(struct judged *j)
{
    bool exists = false, good = true;

    vec_each(struct planned_object **, o, &j->plan->objects)
        exists |= is_held_thing(j, *o);
    if (!exists) {
        if (!j->plan->model->partial)
            suggest_held(j, diag(j->policy->span, DIAG_policy_empty, "nothing in the system is "
                                 "what this rule is about"));
        policy_holds(j, "there is no such thing");
        return;
    }
    vec_each(struct planned_instance **, pi, &j->plan->instances)
        if (!j->left.in[(*pi)->instance->index])
            good = check_program(j, *pi) && good;
    if (good)
        policy_holds(j, "nobody else holds it");
}

/* ---- budgets ---- */

static uint64_t stack_of(const struct planned_instance *pi)
{
    uint64_t bytes = 0;

    vec_each(const struct planned_thread *, t, &pi->threads)
        bytes += t->stack_size;
    return bytes;
}

static uint64_t memory_of(const struct plan *plan, const struct planned_instance *pi)
{
    uint64_t bytes = 0;

    vec_each(struct planned_object **, o, &plan->objects)
        if ((*o)->owner == pi->instance && (*o)->kind == UNTYPED_RAM && (*o)->type < OBJECT_IRQ)
            bytes += (uint64_t)(*o)->count << (*o)->size_bits;
    vec_each(struct planned_region **, r, &pi->regions)
        vec_each(const struct planned_frames *, f, &(*r)->frames)
            if (f->object->kind == UNTYPED_IMAGE)
                bytes += (uint64_t)f->count << PAGE_BITS;
    return bytes;
}

static void judge_bytes(struct judged *j, uint64_t bytes, const char *whose, struct span span)
{
    struct diag *d;

    if (bytes <= j->policy->limit) {
        policy_holds(j, intern_printf("%s takes %lu bytes", whose, (unsigned long)bytes));
        return;
    }
    d = policy_broken(j, DIAG_over_budget,
                      arena_printf("%s takes %lu bytes, %lu more than permitted", whose,
                                   (unsigned long)bytes,
                                   (unsigned long)(bytes - j->policy->limit)));
    if (span.lo)
        diag_note(d, span, "%s stands here", whose);
}

void policy_judge_each(struct judged *j)
{
    vec_each(struct planned_instance **, pi, &j->plan->instances)
        if (j->left.in[(*pi)->instance->index])
            judge_bytes(j, j->policy->kind == POLICY_STACK ? stack_of(*pi)
                                                            : memory_of(j->plan, *pi),
                        intern_printf("'%s'", (*pi)->instance->name), (*pi)->instance->span);
}

void policy_judge_total(struct judged *j)
{
    uint64_t bytes = plan_ram(j->plan) + j->plan->image_size;

    if (j->plan->board_ram && j->policy->limit >= j->plan->board_ram) {
        policy_vacuous(j, "the board has no more memory than that");
        return;
    }
    if (j->plan->root_cnode_bits)
        bytes += 1ul << (j->plan->root_cnode_bits + SLOT_BITS);
    judge_bytes(j, bytes, "the system", NO_SPAN);
}

void policy_judge_utilisation(struct judged *j)
{
    uint64_t millionths = 0;
    size_t threads = 0;

    vec_each(struct planned_instance **, pi, &j->plan->instances)
        vec_each(const struct planned_thread *, t, &(*pi)->threads)
            if (t->core == j->policy->number && !t->passive) {
                millionths += t->budget * 1000000 / t->period;
                threads++;
            }
    if (!threads) {
        diag(j->policy->span, DIAG_policy_empty, "no thread runs on core %lu",
             (unsigned long)j->policy->number);
        return;
    }
    if (millionths <= j->policy->limit * 10000) {
        policy_holds(j, intern_printf("%lu threads may use %lu.%lu %%", (unsigned long)threads,
                               (unsigned long)(millionths / 10000),
                               (unsigned long)(millionths / 1000 % 10)));
        return;
    }
    diag_help(policy_broken(j, DIAG_over_budget, arena_printf("the %zu threads of core %lu may use "
                     "%lu.%lu %% of its time", threads, (unsigned long)j->policy->number,
                     (unsigned long)(millionths / 10000),
                     (unsigned long)(millionths / 1000 % 10))),
              "a thread without a budget may use all of its period");
}
