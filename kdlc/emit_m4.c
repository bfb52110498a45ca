/*
 * Data for the templates: for each component type gen/types/<Type>/component.m4, for each
 * instance gen/<instance>/component.m4 and for each of its connected interfaces <interface>.m4,
 * beside the file that the template makes of it. What stands in them: templates/README.md.
 */
#include "emit_m4.h"

#include <stdlib.h>

#include "emit.h"
#include "emit_m4_methods.h"

/* ---- C text for values and types ---- */

static const char *value_text(const struct value *value)
{
    struct strbuf b = {0};

    switch (value->kind) {
    case VALUE_INT:
        return arena_printf("%lld", (long long)value->i);
    case VALUE_BOOL:
        return value->i ? "true" : "false";
    case VALUE_FLOAT:
        return arena_printf("%.17g", value->f);
    case VALUE_STRING:
        return c_string(value->s);
    case VALUE_LIST:
    case VALUE_DICT:
        break;
    }
    for (size_t i = 0; i < value->items.count; i++) {
        strbuf_add(&b, i ? ", " : "");
        if (value->kind == VALUE_DICT)
            strbuf_printf(&b, ".%s = ", value->keys.at[i]);
        strbuf_add(&b, value_text(value->items.at[i]));
    }
    return arena_printf("{%s}", b.text ? b.text : "");
}

/* without a leading const, which the templates write */
static const char *attribute_type(const struct component *component, const struct attribute *a)
{
    const char *type = a->c_type;

    if (!type)
        return arena_printf("struct %s_%s", component->name, a->name);
    return strncmp(type, "const ", 6) == 0 ? type + 6 : type;
}

static const char *dataport_type(const struct interface *interface)
{
    return strcmp(interface->type_name, "Buf") == 0 ? "void" : interface->type_name;
}

/* ---- a component type ---- */

static void add_name(struct names *list, const char *name)
{
    vec_each(const char **, known, list)
        if (*known == name)
            return;
    *vec_push(list) = name;
}

static void emit_includes(struct m4_data *data, const struct component *component)
{
    struct names includes = {0};

    vec_each(const char *const *, name, &component->includes)
        add_name(&includes, *name);
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure)
            vec_each(const char *const *, name, &(*i)->procedure->includes)
                add_name(&includes, *name);
    m4_list_begin(data, "include");
    vec_each(const char *const *, name, &includes)
        m4_rows(data, *name);
    m4_list_end(data);
}

/* innermost structs first; each once */
static void emit_structure(struct m4_data *data, const struct structure *structure,
                           const char *name, struct names *done)
{
    struct strbuf fields = {0};

    vec_each(const struct attribute *, field, &structure->fields) {
        const char *type = field->c_type;

        if (!type)
            type = arena_printf("struct %s_%s", name, field->name);
        if (field->structure)
            emit_structure(data, field->structure, intern(type + strlen("struct ")), done);
        strbuf_printf(&fields, " %s %s", type, field->name);
        strbuf_add(&fields, field->array ? arena_printf("[%zu];", field->length) : ";");
    }
    vec_each(const char **, known, done)
        if (*known == name)
            return;
    *vec_push(done) = name;
    m4_rows(data, name, fields.text ? fields.text : "");
}

static void emit_structures(struct m4_data *data, const struct component *component)
{
    struct names done = {0};

    m4_list_begin(data, "struct");
    vec_each(const struct attribute *, a, &component->attributes)
        if (a->structure)
            emit_structure(data, a->structure,
                           intern(attribute_type(component, a) + strlen("struct ")), &done);
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure)
            vec_each(struct structure *const *, s, &(*i)->procedure->structures)
                emit_structure(data, *s, (*s)->name, &done);
    m4_list_end(data);
}

static void emit_type_methods(struct m4_data *data, const struct component *component)
{
    m4_list_begin(data, "method");
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure)
            vec_each(const struct method *, m, &(*i)->procedure->methods)
                m4_rows(data, (*i)->name, m->name, method_result(m), method_formals(m),
                        (*i)->maybe && (*i)->kind == IF_USES ? " __attribute__((weak))" : "");
    m4_list_end(data);
}

/* one list for each kind of interface: name, C type, weak */
static void emit_type_interfaces(struct m4_data *data, const struct component *component)
{
    static const char *const list[] = {
        [IF_PROVIDES] = "provides", [IF_USES] = "uses", [IF_EMITS] = "emits",
        [IF_CONSUMES] = "consumes", [IF_DATAPORT] = "dataport",
    };

    for (enum interface_kind kind = IF_PROVIDES; kind <= IF_DATAPORT; kind++) {
        m4_list_begin(data, list[kind]);
        vec_each(struct interface *const *, i, &component->interfaces)
            if ((*i)->kind == kind)
                m4_rows(data, (*i)->name, kind == IF_DATAPORT ? dataport_type(*i) : "",
                        (*i)->maybe ? " __attribute__((weak))" : "",
                        strcmp((*i)->type_name ? (*i)->type_name : "", "DTBInterrupt") == 0
                            ? "" : "void");
        m4_list_end(data);
    }
    m4_list_begin(data, "interface");
    vec_each(struct interface *const *, i, &component->interfaces)
        m4_rows(data, (*i)->name);
    m4_list_end(data);
}

/* value: of this instance; NULL: of the type, which has none */
static void emit_syncs(struct m4_data *data, const struct component *component,
                       struct instance *instance)
{
    m4_list_begin(data, "mutex");
    vec_each(const struct sync *, s, &component->syncs)
        if (s->kind == SYNC_MUTEX)
            m4_rows(data, s->name);
    m4_list_end(data);
    m4_list_begin(data, "semaphore");
    vec_each(const struct sync *, s, &component->syncs) {
        struct value *v = instance ? instance_value(instance, intern_printf("%s_value", s->name))
                                   : NULL;
        bool binary = s->kind == SYNC_BINARY_SEMAPHORE;
        uint64_t number = !binary;

        if (s->kind == SYNC_MUTEX)
            continue;
        if (v)
            (void)value_number(v, &number);
        m4_rows(data, s->name, c_number(number), binary ? "1" : "0");
    }
    m4_list_end(data);
}

/* "[n]", so that sizeof works; "[]" where there is no value */
static const char *array_suffix(const struct attribute *a)
{
    return !a->array ? "" : a->length ? arena_printf("[%zu]", a->length) : "[]";
}

/* the attributes with one value that is the same in all instances: name, value */
static void emit_constants(struct m4_data *data, const struct variant *variant)
{
    m4_list_begin(data, "constant");
    vec_each(const struct attribute *, a, &variant->component->attributes) {
        const char *same = NULL;

        vec_each(struct instance *const *, i, &variant->instances) {
            const struct value *value = attribute_value_of(*i, a);
            const char *text = value ? value_text(value) : "";

            same = !same || strcmp(same, text) == 0 ? text : "";
        }
        if (same && *same)
            m4_rows(data, a->name, same);
    }
    m4_list_end(data);
}

static void emit_type(struct m4_data *data, const struct variant *variant)
{
    const struct component *component = variant->component;

    measure(variant->instances.at[0]);
    m4_scalar(data, "type", component->name);
    emit_includes(data, component);
    emit_structures(data, component);
    m4_list_begin(data, "attribute");
    vec_each(const struct attribute *, a, &component->attributes)
        m4_rows(data, attribute_type(component, a), a->name, array_suffix(a));
    m4_list_end(data);
    emit_constants(data, variant);
    emit_type_methods(data, component);
    emit_type_interfaces(data, component);
    emit_syncs(data, component, NULL);
}

/* ---- an instance ---- */

static void emit_attributes(struct m4_data *data, const struct instance *instance)
{
    m4_list_begin(data, "attribute");
    vec_each(const struct attribute_value *, a, &instance->attributes)
        if (a->value)
            m4_rows(data, attribute_type(instance->component, a->attribute), a->attribute->name,
                    a->attribute->array ? "[]" : "", value_text(a->value));
    m4_list_end(data);
}

static void emit_threads(struct m4_data *data, const struct planned_instance *pi)
{
    for (int control = 1; control >= 0; control--) {
        m4_list_begin(data, control ? "control" : "service");
        for (size_t i = 0; i < pi->threads.count; i++) {
            const struct planned_thread *t = &pi->threads.at[i];

            if ((t->interface == NULL) == (control != 0))
                m4_rows(data, c_number(i), t->name, c_number(t->park_slot),
                        c_number(t->reply_slot), c_number(t->settle_slot),
                        c_number(t->time_slot));
        }
        m4_list_end(data);
    }
}

static bool has_thread(const struct planned_instance *pi, const struct interface *interface)
{
    vec_each(const struct planned_thread *, t, &pi->threads)
        if (t->interface == interface)
            return true;
    return false;
}

static bool is_connected(const struct instance *instance, const struct interface *interface)
{
    vec_each(const struct link *, link, &instance->links)
        if (link->end->interface == interface)
            return true;
    return false;
}

/* shared memory of the instance; columns: connection, address, size */
static void emit_dataports(struct m4_data *data, const struct planned_instance *pi)
{
    m4_list_begin(data, "dataport");
    vec_each(struct planned_region *const *, r, &pi->regions)
        if ((*r)->end && (*r)->end->interface->kind == IF_DATAPORT)
            m4_rows(data, c_number((*r)->connection->index + 1),
                    c_address((*r)->vaddr + (*r)->offset), c_number((*r)->bytes));
    m4_list_end(data);
}

/* the capabilities from slot on, one for each frame from address on */
static void frame_rows(struct m4_data *data, const struct frame_runs *frames, uint64_t address,
                       uint32_t slot)
{
    vec_each(const struct planned_frames *, f, frames)
        for (uint32_t i = 0; i < f->count; i++) {
            m4_rows(data, c_address(address), c_number(1ul << f->object->size_bits),
                    c_number(slot++));
            address += 1ul << f->object->size_bits;
        }
}

/* where this end sees the memory that it also holds; 0: nowhere */
static uint64_t address_of(const struct planned_connection *pc, const struct planned_grant *held)
{
    vec_each(const struct planned_grant *, g, &pc->grants)
        if (g->end == held->end && g->object == held->object && g->peer == held->peer && g->region)
            return g->region->vaddr;
    return 0;
}

/* frames that it holds: address, size, slot; registers: physical address, address, size */
static void emit_frames(struct m4_data *data, const struct plan *plan,
                        const struct planned_instance *pi)
{
    m4_list_begin(data, "frame");
    if (pi->dma)
        frame_rows(data, &pi->dma->frames, pi->dma->vaddr, pi->dma_slot);
    vec_each(const struct link *, link, &pi->instance->links) {
        const struct planned_connection *pc = &plan->connections.at[link->connection->index];

        vec_each(const struct planned_grant *, g, &pc->grants)
            if (g->end == link->end && g->frames && !g->region)
                frame_rows(data, g->frames, address_of(pc, g), g->slot);
    }
    m4_list_end(data);
    m4_list_begin(data, "device");
    vec_each(struct planned_region *const *, r, &pi->regions)
        if ((*r)->use == REGION_DEVICE)
            m4_rows(data, c_address((*r)->frames.at[0].object->address + (*r)->offset),
                    c_address((*r)->vaddr + (*r)->offset), c_number((*r)->bytes));
    m4_list_end(data);
    m4_scalar(data, "dma_address", c_address(pi->dma ? pi->dma->vaddr : 0));
    m4_scalar(data, "dma_size", c_address(pi->dma ? pi->dma->size : 0));
}

static void emit_instance_interfaces(struct m4_data *data, const struct planned_instance *pi)
{
    const struct instance *instance = pi->instance;

    m4_list_begin(data, "init");
    vec_each(struct interface *const *, i, &instance->component->interfaces)
        if (!has_thread(pi, *i))
            m4_rows(data, (*i)->name);
    m4_list_end(data);
    m4_list_begin(data, "unconnected");
    vec_each(struct interface *const *, i, &instance->component->interfaces)
        if ((*i)->kind == IF_EMITS && !is_connected(instance, *i))
            m4_rows(data, (*i)->name);
    m4_list_end(data);
}

/* see component.c.m4 */
static void watched_row(struct m4_data *data, const struct planned_instance *pi,
                        const struct planned_thread *t)
{
    const struct planned_space *space = pi->space;

    m4_rows(data, c_number(t->number), pi->instance->name, t->name, c_address(t->stack->vaddr),
            c_address(t->stack->size), c_address(t->ipc->vaddr), c_number(space->index),
            c_number(pi->first_thread + (size_t)(t - pi->threads.at)),
            c_number(t->restart_slot), c_number(t->restart_reply_slot),
            c_number(t->restart_time_slot), c_number(space->restart_limit));
}

static void emit_capabilities(struct m4_data *data, const struct plan *plan,
                              const struct planned_instance *pi)
{
    m4_list_begin(data, "smc");
    vec_each(const struct planned_cap *, cap, &pi->caps)
        if (cap->object->type == OBJECT_SMC)
            m4_rows(data, c_address(cap->badge), c_number(cap->slot));
    m4_list_end(data);
    m4_list_begin(data, "watched");
    if (pi == plan->monitor)
        vec_each(struct planned_instance *const *, other, &plan->instances)
            vec_each(const struct planned_thread *, t, &(*other)->threads)
                watched_row(data, *other, t);
    m4_list_end(data);
    m4_scalar(data, "console_slot", c_number(pi->console_slot));
    m4_scalar(data, "fault_slot", c_number(pi->fault_slot));
}

static void emit_instance(struct m4_data *data, const struct plan *plan,
                          const struct planned_instance *pi)
{
    struct instance *instance = pi->instance;

    m4_scalar(data, "instance", instance->name);
    m4_scalar(data, "pid", c_number(instance->index + 2));
    m4_scalar(data, "affinity", c_number(pi->threads.count ? pi->threads.at[0].core : 0));
    m4_scalar(data, "first_thread", c_number(pi->first_thread));
    m4_scalar(data, "program_threads", c_number(pi->space->thread_count));
    if (pi->space->group)
        m4_scalar(data, "member", c_number(instance->index));
    m4_scalar(data, "has_control", instance->component->control ? "true" : "false");
    m4_scalar(data, "restarts", pi->space->restarts ? "true" : "false");
    m4_scalar(data, "heap_address", c_address(pi->heap ? pi->heap->vaddr : 0));
    m4_scalar(data, "heap_size", c_address(pi->heap ? pi->heap->bytes : 0));
    emit_attributes(data, instance);
    emit_threads(data, pi);
    emit_instance_interfaces(data, pi);
    emit_dataports(data, pi);
    emit_capabilities(data, plan, pi);
    emit_frames(data, plan, pi);
    emit_syncs(data, instance->component, instance);
}

/* ---- an interface ---- */

static struct end *peer_of(const struct planned_grant *g, const struct connection *c)
{
    switch (g->object->per) {
    case PER_FROM:
        return c->from.at[g->peer];
    case PER_TO:
        return c->to.at[g->peer];
    case PER_CONNECTION:
        break;
    }
    return NULL;
}

/* what an end is told apart by */
static uint64_t badge_of(const struct planned_connection *pc, const struct end *end)
{
    size_t first = end->to_side ? pc->connection->from.count : 0;

    vec_each(const size_t *, i, &pc->of_end[first + end->position])
        if (pc->grants.at[*i].badge)
            return pc->grants.at[*i].badge;
    return 0;
}

/* columns: peer, instance, badge, slot, address, size */
static void grant_row(struct m4_data *data, const struct planned_connection *pc,
                      const struct planned_grant *g)
{
    const struct end *peer = peer_of(g, pc->connection);
    const struct planned_region *region = g->region;

    m4_rows(data, c_number(g->peer), peer ? peer->instance->name : "",
            c_number(peer ? badge_of(pc, peer) : g->badge), c_number(g->slot),
            c_address(region ? region->vaddr + region->offset : 0),
            c_number(region ? region->bytes : 0));
}

/* memory that is mapped and held has both halves */
static void emit_first_grant(struct m4_data *data, const struct planned_grant *g)
{
    const char *name = g ? g->object->name : NULL;

    if (g && g->region) {
        m4_scalar(data, arena_printf("%s_address", name),
                  c_address(g->region->vaddr + g->region->offset));
        m4_scalar(data, arena_printf("%s_size", name), c_number(g->region->bytes));
    } else if (g) {
        m4_scalar(data, arena_printf("%s_slot", name), c_number(g->slot));
        m4_scalar(data, arena_printf("%s_badge", name), c_number(g->badge));
    }
}

/* Scalars for the first of each object that this end was given, and lists of all. */
static void emit_grants(struct m4_data *data, const struct planned_connection *pc,
                        const struct end *end)
{
    size_t first = end->to_side ? pc->connection->from.count : 0;
    const struct indices *own = &pc->of_end[first + end->position];

    vec_each(const struct connector_object *, o, &pc->connection->connector->objects) {
        const struct planned_grant *held = NULL, *shown = NULL;

        m4_list_begin(data, o->name);
        vec_each(const size_t *, i, own) {
            const struct planned_grant *g = &pc->grants.at[*i];

            if (g->object != o)
                continue;
            if (g->region)
                shown = shown ? shown : g;
            else
                held = held ? held : g;
            if (g->region || !g->frames)
                grant_row(data, pc, g);
        }
        m4_list_end(data);
        emit_first_grant(data, shown);
        emit_first_grant(data, held);
    }
}

static void emit_peers(struct m4_data *data, const struct planned_connection *pc,
                       const struct end *end)
{
    const struct connection *c = pc->connection;
    struct end *const *peers = end->to_side ? c->from.at : c->to.at;
    size_t count = end->to_side ? c->from.count : c->to.count;

    m4_list_begin(data, "peer");
    for (size_t i = 0; i < count; i++)
        m4_rows(data, c_number(i), peers[i]->instance->name, peers[i]->interface->name,
                c_number(badge_of(pc, peers[i])));
    m4_list_end(data);
}

/* a number, or a string as C writes it; nothing else is for templates */
static void emit_value(struct m4_data *data, const char *name, const struct value *value)
{
    if (value && value->kind != VALUE_LIST && value->kind != VALUE_DICT)
        m4_scalar(data, name, value_text(value));
}

/* number of the procedure's first method among those of all clients; adds it when it is new */
static size_t first_method(struct procedures *procedures, const struct procedure *wanted)
{
    size_t first = 0;

    vec_each(const struct procedure *const *, p, procedures) {
        if (*p == wanted)
            return first;
        first += (*p)->methods.count;
    }
    *vec_push(procedures) = wanted;
    return first;
}

/* what the clients may ask for: their procedures are all the same, or the connector says not */
static void emit_served(struct m4_data *data, const struct planned_connection *pc)
{
    struct procedures procedures = {0};

    m4_list_begin(data, "client");
    vec_each(struct end *const *, from, &pc->connection->from) {
        const struct procedure *p = (*from)->interface->procedure;

        if (p)
            m4_rows(data, c_number(badge_of(pc, *from)), c_number(first_method(&procedures, p)),
                    c_number(p->methods.count));
    }
    m4_list_end(data);
    emit_methods(data, &procedures, true);
}

static void emit_used(struct m4_data *data, const struct procedure *procedure)
{
    struct procedures procedures = {0};

    *vec_push(&procedures) = procedure;
    emit_methods(data, &procedures, false);
}

static bool is_set(const struct settings *settings, const char *name)
{
    vec_each(const struct setting *, s, settings)
        if (s->name == name)
            return true;
    return false;
}

/* k_own_x: setting or attribute `<interface>_x` of the instance; k_set_x: of the connection */
static void emit_settings(struct m4_data *data, const struct connection *c, const struct end *end)
{
    const char *prefix = arena_printf("%s_", end->interface->name);
    size_t length = strlen(prefix);

    vec_each(const struct attribute_value *, a, &end->instance->attributes)
        if (strncmp(a->attribute->name, prefix, length) == 0
            && !is_set(&end->instance->settings, a->attribute->name))
            emit_value(data, arena_printf("own_%s", a->attribute->name + length), a->value);
    vec_each(const struct setting *, s, &end->instance->settings)
        if (strncmp(s->name, prefix, length) == 0)
            emit_value(data, arena_printf("own_%s", s->name + length), s->value);
    vec_each(const struct attribute *, a, &c->connector->attributes)
        if (!is_set(&c->settings, a->name))
            emit_value(data, arena_printf("set_%s", a->name), a->fallback);
    vec_each(const struct setting *, s, &c->settings)
        emit_value(data, arena_printf("set_%s", s->name), s->value);
}

static void emit_interface(struct m4_data *data, const struct plan *plan, const struct link *link)
{
    const struct connection *c = link->connection;
    const struct planned_connection *pc = &plan->connections.at[c->index];
    const struct interface *interface = link->end->interface;

    m4_scalar(data, "instance", link->end->instance->name);
    m4_scalar(data, "interface", interface->name);
    m4_scalar(data, "connection", c->name ? c->name : "");
    m4_scalar(data, "connection_id", c_number(c->index + 1));
    m4_scalar(data, "connector", c->connector->name);
    if (interface->kind == IF_DATAPORT)
        m4_scalar(data, "ctype", dataport_type(interface));
    emit_grants(data, pc, link->end);
    emit_peers(data, pc, link->end);
    emit_settings(data, c, link->end);
    if (interface->kind == IF_PROVIDES)
        emit_served(data, pc);
    else if (interface->procedure)
        emit_used(data, interface->procedure);
}

/* ---- all files ---- */

/* folder and file, wherever they are */
static const char *last_two(const char *path)
{
    const char *slash = strrchr(path, '/');

    while (slash && slash > path && slash[-1] != '/')
        slash--;
    return slash ? slash : path;
}

static struct m4_job *add_job(struct m4_jobs *jobs, const char *template, const char *folder,
                              const char *name, const char *subject)
{
    struct m4_job *job = vec_push(jobs);
    const char *dot = strrchr(name, '.');

    *job = (struct m4_job){.template = template, .output = arena_printf("%s/%s", folder, name),
        .data_path = arena_printf("%s/%.*s.m4", folder, (int)(dot - name), name)};
    m4_begin(&job->data);
    m4_scalar(&job->data, "template", last_two(template));
    m4_scalar(&job->data, "subject", subject);
    return job;
}

static void add_instance_jobs(struct m4_jobs *jobs, const struct plan *plan,
                              const struct planned_instance *pi, const char *directory)
{
    const struct instance *instance = pi->instance;
    const char *folder = arena_printf("%s/gen/%s", directory, instance->name);
    struct m4_job *job = add_job(jobs, "component/component.c.m4", folder, "component.c",
                                 instance->name);

    emit_instance(&job->data, plan, pi);
    m4_end(&job->data);
    vec_each(const struct link *, link, &instance->links) {
        const struct end *end = link->end;
        const char *template = arena_printf("%s/%s.c.m4", link->connection->connector->directory,
                                            end->to_side ? "to" : "from");

        job = add_job(jobs, template, folder, arena_printf("%s.c", end->interface->name),
                      arena_printf("%s.%s", instance->name, end->interface->name));
        job->connection = link->connection;
        emit_interface(&job->data, plan, link);
        m4_end(&job->data);
    }
}

/* what joins the members of a group to one program */
static void add_group_job(struct m4_jobs *jobs, const struct group *group, const char *directory)
{
    struct m4_job *job = add_job(jobs, "component/group.c.m4",
                                 arena_printf("%s/gen/%s", directory, group->name), "group.c",
                                 group->name);

    m4_list_begin(&job->data, "member");
    vec_each(struct instance *const *, i, &group->members)
        m4_rows(&job->data, c_number((*i)->index), (*i)->name);
    m4_list_end(&job->data);
    m4_end(&job->data);
}

void collect_m4_jobs(const struct plan *plan, const char *directory, struct m4_jobs *jobs)
{
    vec_each(struct variant *const *, v, &plan->model->variants) {
        struct m4_job *job = add_job(jobs, "component/component.h.m4",
                                     arena_printf("%s/gen/types/%s", directory, (*v)->name),
                                     "component.h", arena_printf("type %s", (*v)->name));

        emit_type(&job->data, *v);
        m4_end(&job->data);
    }
    vec_each(struct planned_instance *const *, pi, &plan->instances)
        add_instance_jobs(jobs, plan, *pi, directory);
    vec_each(struct group *const *, g, &plan->model->groups)
        add_group_job(jobs, *g, directory);
}

void emit_m4(struct plan *plan, const char *directory)
{
    struct m4_jobs jobs = {0};

    collect_m4_jobs(plan, directory, &jobs);
    vec_each(const struct m4_job *, job, &jobs)
        output_add(job->data_path, &job->data.text);
}
