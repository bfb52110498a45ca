/* What a CMakeLists.txt says of components and instances: are there any of that name? */
#include "application.h"
#include "check.h"
#include "map.h"
#include "suggest.h"
#include "unit.h"

/*
 * A type that no instance has may be one for another machine. It is told when a component of which
 * nothing is said has almost that name.
 */
static void check_type(const struct unit *unit, const struct model *model,
                       const struct application_component *said)
{
    struct suggestion s;

    if (map_find(&unit->names[NODE_COMPONENT], said->type))
        return;
    suggest_start(&s, said->type);
    vec_each(struct component *const *, c, &model->components)
        if ((*c)->name && !(*c)->hardware && !application_component((*c)->name))
            suggest_candidate(&s, (*c)->name);
    if (s.best)
        suggest_finish(&s, diag(said->span, DIAG_cmake_ignored, "there is no component '%s'",
                                said->type), said->span);
}

static void check_instance(const struct model *model, const struct application_component *said)
{
    struct suggestion s;
    struct diag *d;

    suggest_start(&s, said->instance);
    vec_each(struct instance *const *, i, &model->instances) {
        if ((*i)->component->name != said->type)
            continue;
        if ((*i)->name == said->instance)
            return;
        suggest_candidate(&s, (*i)->name);
    }
    d = diag(said->instance_span, DIAG_cmake_ignored, "component '%s' has no instance '%s'",
             said->type, said->instance);
    suggest_finish(&s, d, said->instance_span);
}

void check_application(const struct unit *unit, const struct model *model)
{
    vec_each(struct application_component *const *, said, application_all())
        if ((*said)->instance && map_find(&unit->names[NODE_COMPONENT], (*said)->type))
            check_instance(model, *said);
        else
            check_type(unit, model, *said);
}
