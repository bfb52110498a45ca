/*
 * Data for the templates: for each component type gen/types/<Type>/component.m4, for each instance
 * gen/<instance>/this-instance.m4 and component.m4 and for each of its connected interfaces
 * <interface>.m4, beside the file that the template makes of it. What stands in them:
 * templates/README.md. No interface can be called `component` or `this-instance`.
 *
 * Where a template is told the same for two instances of one type, or makes the same of what it
 * is told (run_m4.c), the second one's glue is the first one's.
 */
#include "emit_m4.h"

#include <stdlib.h>

#include "emit.h"
#include "emit_m4_parts.h"
#include "m4_words.h"
#include "text.h"

/* folder and file, wherever they are */
static const char *last_two(const char *path)
{
    const char *slash = strrchr(path, '/');

    while (slash && slash > path && slash[-1] != '/')
        slash--;
    return slash ? slash : path;
}

struct work {
    struct plan *plan;
    const char *templates;
    struct m4_jobs *jobs;
    struct m4_library *library;
    struct m4_definitions spare;        /* room for the next job */
    struct m4_job *unused;              /* made as an earlier one, or NULL */
    struct map told;                    /* what a template is told -> struct m4_job */
    struct map names;                   /* of templates: those of the last job, struct names */
    struct strbuf input;                /* of the job at hand */
};

static struct m4_job *new_job(struct work *w, const char *template, const char *folder,
                              const char *name, const char *subject)
{
    struct m4_job *job = w->unused ? w->unused : arena_alloc(sizeof *job);

    w->unused = NULL;
    *job = (struct m4_job){.template = intern(template), .folder = folder, .name = name};
    job->data.definitions = w->spare;
    w->spare = (struct m4_definitions){0};
    m4_begin(&job->data);
    m4_scalar(&job->data, "template", last_two(template));
    m4_scalar(&job->data, "subject", subject);
    return job;
}

static void finish_job(struct work *w, struct m4_job *job)
{
    m4_end(&job->data);
    w->input.length = 0;
    m4_select(&job->data, m4_words_of(w->library, job->template), &w->input);
}

static bool same_names(const struct names *names, const struct m4_definitions *definitions)
{
    bool same = names && names->count == definitions->count;

    for (size_t i = 0; same && i < names->count; i++)
        same = names->at[i] == definitions->at[i].name;
    return same;
}

/* Jobs of one template define the same, as a rule: they have the list in common. */
static const struct names *names_of(struct work *w, const struct m4_job *job)
{
    const struct m4_definitions *definitions = &job->data.definitions;
    struct names *names = map_find(&w->names, job->template);

    if (same_names(names, definitions))
        return names;
    names = arena_alloc(sizeof *names);
    vec_each(const struct m4_definition *, d, definitions)
        *vec_push(names) = d->name;
    map_add(&w->names, job->template, names);
    return names;
}

/* What it took to make the job is there for the next one. */
static void drop_data(struct work *w, struct m4_job *job)
{
    free(job->data.text.text);
    w->spare = job->data.definitions;
    w->spare.count = 0;
    job->data = (struct m4_data){0};
}

static void keep_job(struct work *w, struct m4_job *job)
{
    job->names = names_of(w, job);
    job->text = spool_add(job->data.text.text, job->data.text.length);
    job->input = spool_add(w->input.text, w->input.length);
    drop_data(w, job);
    *vec_push(w->jobs) = job;
}

/* an earlier job whose template and type are the same, and what the template is told */
static const struct m4_job *find_same(struct work *w, struct m4_job *job)
{
    const struct strbuf *input = &w->input;
    const char *key = intern_printf("%s\n%s\n%lx", job->template, job->type ? job->type->name : "",
                                    (unsigned long)text_hash(input->text, input->length));
    const struct m4_job *earlier = map_add(&w->told, key, job);

    return earlier && spool_equal(earlier->input, input->text, input->length) ? earlier : NULL;
}

static const char *standard_template(struct work *w, const char *name)
{
    return arena_printf("%s/component/%s", w->templates, name);
}

/* ---- types, groups ---- */

static void add_type(struct work *w, const struct variant *variant)
{
    struct m4_job *job = new_job(w, standard_template(w, "component.h.m4"),
                                 arena_printf("types/%s", variant->name), "component.h",
                                 arena_printf("type %s", variant->name));

    emit_type(&job->data, variant);
    finish_job(w, job);
    keep_job(w, job);
}

/* what joins the members of a group to one program */
static void add_group(struct work *w, const struct group *group)
{
    struct m4_job *job = new_job(w, standard_template(w, "group.c.m4"), group->name, "group.c",
                                 group->name);

    m4_list_begin(&job->data, "member");
    vec_each(struct instance *const *, i, &group->members)
        m4_rows(&job->data, c_number((*i)->index), (*i)->name);
    m4_list_end(&job->data);
    finish_job(w, job);
    keep_job(w, job);
}

/* ---- ends of connections ---- */

/* the job that makes what this one would: an earlier instance's, if that is told the same */
static const struct m4_job *finish_shared(struct work *w, struct m4_job *job)
{
    const struct m4_job *earlier;

    finish_job(w, job);
    earlier = find_same(w, job);
    if (!earlier) {
        keep_job(w, job);
        return job;
    }
    drop_data(w, job);
    w->unused = job;
    return earlier;
}

static const struct m4_job *add_end(struct work *w, const struct link *link)
{
    const struct instance *instance = link->end->instance;
    const struct connection *c = link->connection;
    const char *interface = link->end->interface->name;
    struct m4_job *job = new_job(w, arena_printf("%s/%s.c.m4", c->connector->directory,
                                              link->end->to_side ? "to" : "from"),
                                 instance->name, arena_printf("%s.c", interface),
                                 arena_printf("%s.%s", instance->variant->name, interface));

    job->connection = c;
    job->type = instance->variant;
    emit_interface(&job->data, w->plan, link);
    return finish_shared(w, job);
}

/* ---- instances ---- */

static const struct m4_job *add_own(struct work *w, const struct planned_instance *pi)
{
    const char *name = pi->instance->name;
    struct m4_job *job = new_job(w, standard_template(w, "this-instance.c.m4"), name,
                                 "this-instance.c", name);

    emit_instance(&job->data, pi);
    finish_job(w, job);
    keep_job(w, job);
    return job;
}

static const struct m4_job *add_component(struct work *w, const struct planned_instance *pi)
{
    const struct variant *type = pi->instance->variant;
    struct m4_job *job = new_job(w, standard_template(w, "component.c.m4"), pi->instance->name,
                                 "component.c", type->name);

    job->type = type;
    emit_component(&job->data, w->plan, pi);
    return finish_shared(w, job);
}

static void add_instance(struct work *w, struct planned_instance *pi)
{
    *vec_push(&pi->glue) = add_own(w, pi);
    *vec_push(&pi->glue) = add_component(w, pi);
    vec_each(const struct link *, link, &pi->instance->links) {
        const struct m4_job *job = add_end(w, link);
        bool known = false;

        vec_each(const struct m4_job *const *, j, &pi->glue)
            known |= *j == job;
        if (!known)
            *vec_push(&pi->glue) = job;
    }
}

struct m4_jobs *emit_m4(struct plan *plan, const char *templates)
{
    struct m4_jobs *jobs = arena_alloc(sizeof *jobs);
    struct m4_library library = {.folder = arena_printf("%s/lib", templates)};
    struct work w = {.plan = plan, .templates = templates, .jobs = jobs, .library = &library};

    vec_each(struct variant *const *, v, &plan->model->variants)
        add_type(&w, *v);
    vec_each(struct planned_instance *const *, pi, &plan->instances)
        add_instance(&w, *pi);
    vec_each(struct group *const *, g, &plan->model->groups)
        add_group(&w, *g);
    free(w.input.text);
    return jobs;
}
