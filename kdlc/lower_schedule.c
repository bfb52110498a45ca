/* The schedule of domains: its turns as numbers, in the limits of the kernel. */
#include "diag.h"
#include "eval.h"
#include "instantiate.h"
#include "kernel/abi/layout.h"

#define MIN_US 20                       /* what the kernel takes for a turn: sched.h */
#define MAX_US 3600000000u

static bool number_of(const struct expr *e, uint64_t *number)
{
    struct value *value = eval(e);

    *number = value && value->kind == VALUE_INT && value->i >= 0 ? (uint64_t)value->i : 0;
    if (value && (value->kind != VALUE_INT || value->i < 0))
        diag(e->span, DIAG_bad_schedule, "a domain and the length of its turn are numbers");
    return value && value->kind == VALUE_INT && value->i >= 0;
}

static void add_turn(struct model *model, const struct expr *slot)
{
    uint64_t domain, length, unit;

    if (!number_of(slot->items.at[0], &domain) || !number_of(slot->items.at[1], &length) ||
        !number_of(slot->items.at[2], &unit))
        return;
    if (domain >= MAX_DOMAINS)
        diag(slot->items.at[0]->span, DIAG_bad_schedule, "there is no domain %lu, only 0 to %d",
             (unsigned long)domain, MAX_DOMAINS - 1);
    else if (length > MAX_US / unit || length * unit < MIN_US)
        diag(slot->items.at[1]->span, DIAG_bad_schedule,
             "a turn takes %d us to %u us, this one is of another length", MIN_US, MAX_US);
    else
        *vec_push(&model->schedule) = (struct turn){(unsigned)domain, length * unit};
}

/* The root task is in domain 0 while it starts the others. */
static void check_start(const struct model *model, const struct node *schedule)
{
    vec_each(struct turn *, turn, &model->schedule)
        if (turn->domain == 0)
            return;
    diag(schedule->span, DIAG_bad_schedule, "domain 0, in which the system starts, has no turn");
}

void add_schedule(struct system *system)
{
    const struct node *first = NULL;

    vec_each(struct scope **, s, &system->scopes)
        vec_each(struct node **, n, &(*s)->schedules) {
            if (first) {
                struct diag *d = diag((*n)->span, DIAG_bad_schedule, "a second schedule");
                diag_note(d, first->span, "the first is here");
                continue;
            }
            first = *n;
            if ((*n)->value->items.count > MAX_SCHEDULE)
                diag((*n)->span, DIAG_bad_schedule, "the schedule has more than %d turns",
                     MAX_SCHEDULE);
            vec_each(struct expr **, slot, &(*n)->value->items)
                add_turn(system->model, *slot);
            if (!diag_failed())
                check_start(system->model, first);
        }
}
