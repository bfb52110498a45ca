/* The schedule of domains: its turns as numbers, in the limits of the kernel. */
#include "application.h"
#include "diag.h"
#include "eval.h"
#include "instantiate.h"
#include "kernel/abi/layout.h"

#define MAX_US 3600000000u
#define TICK_US 1000

static bool number_of(const struct expr *e, uint64_t *number)
{
    struct value *value = eval(e);

    *number = value && value->kind == VALUE_INT && value->i >= 0 ? (uint64_t)value->i : 0;
    if (value && (value->kind != VALUE_INT || value->i < 0))
        diag(e->span, DIAG_bad_schedule, "a domain and the length of its turn are numbers");
    return value && value->kind == VALUE_INT && value->i >= 0;
}

/* length: in units of so many microseconds */
static void take_turn(struct model *model, struct domain_turn turn, struct span of_domain,
                      unsigned long unit)
{
    if (turn.domain >= MAX_DOMAINS)
        diag(of_domain, DIAG_bad_schedule, "there is no domain %lu, only 0 to %d", turn.domain,
             MAX_DOMAINS - 1);
    else if (turn.length > MAX_US / unit || turn.length * unit < MIN_TIME_US)
        diag(turn.span, DIAG_bad_schedule,
             "a turn takes %d us to %u us, this one is of another length", MIN_TIME_US, MAX_US);
    else
        *vec_push(&model->schedule) = (struct turn){(unsigned)turn.domain, turn.length * unit};
}

static void add_turn(struct model *model, const struct expr *slot)
{
    struct domain_turn turn = {.span = slot->items.at[1]->span};
    uint64_t unit;

    if (number_of(slot->items.at[0], &turn.domain) && number_of(slot->items.at[1], &turn.length)
        && number_of(slot->items.at[2], &unit))
        take_turn(model, turn, slot->items.at[0]->span, unit);
}

/* The root task is in domain 0 while it starts the others. */
static void check_start(struct model *model, struct span schedule)
{
    if (model->schedule_refused)
        return;                         /* the turn may be one of those left out */
    vec_each(struct turn *, turn, &model->schedule)
        if (turn->domain == 0)
            return;
    model->schedule_refused = true;
    diag(schedule, DIAG_bad_schedule, "domain 0, in which the system starts, has no turn");
}

static void check_count(size_t count, struct span schedule)
{
    if (count > MAX_SCHEDULE)
        diag(schedule, DIAG_bad_schedule, "the schedule has more than %d turns", MAX_SCHEDULE);
}

/* What a build for seL4 would give the kernel, in ticks. */
static void add_kernel_schedule(struct model *model)
{
    const struct domain_turns *turns = application_schedule();

    if (turns->count == 0)
        return;
    check_count(turns->count, turns->at[0].span);
    vec_each(const struct domain_turn *, turn, turns)
        take_turn(model, *turn, turn->span, TICK_US);
    model->schedule_refused = model->schedule.count != turns->count;
    check_start(model, turns->at[0].span);
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
            check_count((*n)->value->items.count, (*n)->span);
            vec_each(struct expr **, slot, &(*n)->value->items)
                add_turn(system->model, *slot);
            system->model->schedule_refused =
                system->model->schedule.count != (*n)->value->items.count;
            check_start(system->model, first->span);
        }
    if (!first)
        add_kernel_schedule(system->model);
}
