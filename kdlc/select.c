/* Which instances a policy or a question means. */
#include "select.h"

#include <fnmatch.h>

#include "suggest.h"

struct selection select_none(const struct model *model)
{
    return (struct selection){.in = arena_alloc(model->instances.count + 1)};
}

/* the instance itself, or all those inside of it */
static bool is_named(const struct instance *i, const char *name)
{
    size_t length = strlen(name);

    return strncmp(i->name, name, length) == 0 && (!i->name[length] || i->name[length] == '.');
}

static bool has_label(struct instance *i, const char *label)
{
    const struct value *value = setting_find(&i->settings, intern("label"));

    if (value && value->kind == VALUE_STRING)
        return strcmp(value->s, label) == 0;
    if (value && value->kind == VALUE_LIST)
        vec_each(struct value **, v, &value->items)
            if ((*v)->kind == VALUE_STRING && strcmp((*v)->s, label) == 0)
                return true;
    return false;
}

static bool hears_faults(struct instance *i)
{
    const struct value *value = instance_value(i, intern("handles_faults"));

    return value && (value->kind == VALUE_BOOL || value->kind == VALUE_INT) && value->i;
}

/*
 * Patterns are for ordinary components: hardware and the fault monitor are only meant by name.
 * A name means software inside of it; the instance's own hardware only when nothing else is. */
static bool is_meant(struct instance *i, const struct policy_member *m)
{
    switch (m->kind) {
    case MEMBER_NAME:
        return i->name == m->text || (!i->component->hardware && is_named(i, m->text));
    case MEMBER_PATTERN:
        return !i->component->hardware && !hears_faults(i) && fnmatch(m->text, i->name, 0) == 0;
    case MEMBER_TYPE:
        return i->component->name && strcmp(i->component->name, m->text) == 0;
    case MEMBER_LABEL:
        return has_label(i, m->text);
    }
    return false;
}

static void add_labels(struct suggestion *s, struct instance *i)
{
    const struct value *value = setting_find(&i->settings, intern("label"));

    if (value && value->kind == VALUE_STRING)
        suggest_candidate(s, value->s);
    if (value && value->kind == VALUE_LIST)
        vec_each(struct value **, v, &value->items)
            if ((*v)->kind == VALUE_STRING)
                suggest_candidate(s, (*v)->s);
}

static void report(const struct model *model, const struct policy_member *m)
{
    struct suggestion s;
    struct diag *d;

    suggest_start(&s, m->text);
    switch (m->kind) {
    case MEMBER_PATTERN:
        diag(m->span, DIAG_policy_empty, "no instance has a name like \"%s\"", m->text);
        return;
    case MEMBER_NAME:
        vec_each(struct instance **, i, &model->instances)
            suggest_candidate(&s, (*i)->name);
        d = diag(m->span, DIAG_unknown_in_policy, "the system has no instance '%s'", m->text);
        break;
    case MEMBER_TYPE:
        vec_each(struct component **, c, &model->components)
            if ((*c)->name)
                suggest_candidate(&s, (*c)->name);
        d = diag(m->span, DIAG_policy_empty, "the system has no instance of '%s'", m->text);
        break;
    case MEMBER_LABEL:
    default:
        vec_each(struct instance **, i, &model->instances)
            add_labels(&s, *i);
        d = diag(m->span, DIAG_policy_empty, "no instance has the label \"%s\"", m->text);
        break;
    }
    suggest_finish(&s, d, m->span);
}

bool select_is_sure(const struct model *model, const struct policy_members *members)
{
    vec_each(const struct policy_member *, m, members) {
        bool found = false;

        vec_each(struct instance **, i, &model->instances)
            found |= is_meant(*i, m);
        if (!found || m->kind == MEMBER_LABEL)
            return false;
    }
    return true;
}

size_t select_member(const struct model *model, const struct policy_member *member,
                     struct selection *selection)
{
    size_t found = 0;

    vec_each(struct instance **, i, &model->instances) {
        if (!is_meant(*i, member))
            continue;
        found++;
        selection->count += !selection->in[(*i)->index];
        selection->in[(*i)->index] = true;
    }
    if (!found)
        report(model, member);
    return found;
}

struct selection select_members(const struct model *model, const struct policy_members *members)
{
    struct selection selection = select_none(model);

    vec_each(const struct policy_member *, m, members)
        select_member(model, m, &selection);
    return selection;
}

const char *select_text(const struct policy_members *members)
{
    static const char *const forms[] = {[MEMBER_NAME] = "%s", [MEMBER_PATTERN] = "\"%s\"",
        [MEMBER_TYPE] = "instances of %s", [MEMBER_LABEL] = "label \"%s\""};
    const char *text = "";

    vec_each(const struct policy_member *, m, members) {
        const char *form = forms[m->kind], *hole = strstr(form, "%s");

        text = arena_printf("%s%s%.*s%s%s", text, *text ? ", " : "", (int)(hole - form), form,
                            m->text, hole + 2);
    }
    return text;
}
