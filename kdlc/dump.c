#include "dump.h"

#include "../kernel/abi/message.h"

/* ---- model ---- */

static void dump_value(const struct value *value, struct strbuf *out)
{
    switch (value->kind) {
    case VALUE_INT: strbuf_printf(out, "%lld", (long long)value->i); return;
    case VALUE_FLOAT: strbuf_printf(out, "%g", value->f); return;
    case VALUE_BOOL: strbuf_add(out, value->i ? "true" : "false"); return;
    case VALUE_STRING: strbuf_printf(out, "\"%s\"", value->s); return;
    case VALUE_LIST: case VALUE_DICT: break;
    }
    strbuf_add(out, value->kind == VALUE_LIST ? "[" : "{");
    for (size_t i = 0; i < value->items.count; i++) {
        strbuf_add(out, i ? ", " : "");
        if (value->kind == VALUE_DICT)
            strbuf_printf(out, "\"%s\": ", value->keys.at[i]);
        dump_value(value->items.at[i], out);
    }
    strbuf_add(out, value->kind == VALUE_LIST ? "]" : "}");
}

static void dump_settings(const struct settings *settings, struct strbuf *out)
{
    vec_each(struct setting *, s, settings) {
        strbuf_printf(out, "  %s = ", s->name);
        dump_value(s->value, out);
        strbuf_add(out, "\n");
    }
}

static void dump_method(const struct method *method, struct strbuf *out)
{
    static const char *const directions[] = {"in", "out", "inout", "refin"};

    strbuf_printf(out, "  %s %s(", method->result ? method->result->c_name : "void",
                  method->name);
    vec_each(struct parameter *, p, &method->parameters)
        strbuf_printf(out, "%s%s %s %s%s", p == method->parameters.at ? "" : ", ",
                      directions[p->direction], p->type.c_name, p->name, p->array ? "[]" : "");
    strbuf_add(out, ")\n");
}

static void dump_interface(const struct interface *i, struct strbuf *out)
{
    static const char *const kinds[] = {"provides", "uses", "emits", "consumes", "dataport"};

    strbuf_printf(out, "  %s%s %s %s", i->maybe ? "maybe " : "", kinds[i->kind],
                  i->procedure && i->procedure->name ? i->procedure->name : i->type_name,
                  i->name);
    if (i->kind == IF_DATAPORT && i->size)
        strbuf_printf(out, " %lu bytes", (unsigned long)i->size);
    strbuf_add(out, "\n");
}

static void dump_includes(const struct includes *includes, struct strbuf *out)
{
    vec_each(const struct include *, include, includes)
        strbuf_printf(out, "  include %s\n", include->text);
}

static void dump_names(const char *word, const struct names *names, struct strbuf *out)
{
    vec_each(const char **, n, names)
        strbuf_printf(out, "  %s %s\n", word, *n);
}

static void dump_component(const struct component *c, struct strbuf *out)
{
    static const char *const syncs[] = {"mutex", "semaphore", "binary_semaphore"};

    strbuf_printf(out, "component %s%s%s\n", c->name ? c->name : "(unnamed)",
                  c->control ? " control" : "", c->hardware ? " hardware" : "");
    vec_each(struct interface **, i, &c->interfaces)
        dump_interface(*i, out);
    vec_each(struct attribute *, a, &c->attributes)
        strbuf_printf(out, "  attribute %s %s%s\n", a->c_type ? a->c_type : "struct", a->name,
                      a->array ? "[]" : "");
    vec_each(struct sync *, s, &c->syncs)
        strbuf_printf(out, "  has %s %s\n", syncs[s->kind], s->name);
    dump_includes(&c->includes, out);
    dump_names("source", &c->sources, out);
    dump_names("include_dir", &c->include_dirs, out);
    dump_names("cflags", &c->cflags, out);
    dump_names("library", &c->libraries, out);
}

static void dump_rights(unsigned rights, struct strbuf *out)
{
    strbuf_printf(out, "%s%s%s%s", rights & RIGHT_READ ? "R" : "", rights & RIGHT_WRITE ? "W" : "",
                  rights & RIGHT_GRANT ? "G" : "", rights & RIGHT_GRANT_REPLY ? "P" : "");
}

static void dump_connector(const struct connector *c, struct strbuf *out)
{
    static const char *const kinds[] = {"endpoint", "notification", "frames", "device", "irq"};
    static const char *const pers[] = {"", " per from", " per to"};

    strbuf_printf(out, "connector %s (%s%s%u -> %s%s%u)\n", c->name,
                  c->from.hardware ? "hardware " : "", c->from.plural ? "many " : "one ",
                  c->from.threads, c->to.hardware ? "hardware " : "",
                  c->to.plural ? "many " : "one ", c->to.threads);
    vec_each(struct connector_object *, o, &c->objects)
        strbuf_printf(out, "  object %s %s%s\n", kinds[o->kind], o->name, pers[o->per]);
    vec_each(struct connector_grant *, g, &c->grants) {
        if (g->signals) {
            strbuf_printf(out, "  %s signals %s", g->object->name, g->signals->name);
        } else {
            strbuf_printf(out, "  %s %s %s ", g->to_side ? "to" : "from",
                          g->map ? "maps" : "holds", g->object->name);
            dump_rights(g->rights, out);
        }
        strbuf_printf(out, "%s%s%s\n", g->execute ? " execute" : "",
                      g->uncached ? " uncached" : "", g->badged ? " badged" : "");
    }
}

static void dump_connection(const struct connection *c, struct strbuf *out)
{
    strbuf_printf(out, "connection %s %s\n", c->connector->name, c->name);
    vec_each(struct end **, e, &c->from)
        strbuf_printf(out, "  from %s.%s\n", (*e)->instance->name, (*e)->interface->name);
    vec_each(struct end **, e, &c->to)
        strbuf_printf(out, "  to %s.%s\n", (*e)->instance->name, (*e)->interface->name);
    dump_settings(&c->settings, out);
}

void dump_model(struct model *model, struct strbuf *out)
{
    strbuf_printf(out, "system %s\n", model->name);
    vec_each(struct procedure **, p, &model->procedures) {
        strbuf_printf(out, "procedure %s\n", (*p)->name);
        dump_includes(&(*p)->includes, out);
        vec_each(struct method *, m, &(*p)->methods)
            dump_method(m, out);
    }
    vec_each(struct component **, c, &model->components)
        dump_component(*c, out);
    vec_each(struct connector **, c, &model->connectors)
        dump_connector(*c, out);
    vec_each(struct instance **, i, &model->instances) {
        strbuf_printf(out, "instance %s : %s%s%s\n", (*i)->name,
                      (*i)->component->name ? (*i)->component->name : "(unnamed)",
                      (*i)->group ? " in group " : "", (*i)->group ? (*i)->group->name : "");
        dump_settings(&(*i)->settings, out);
        vec_each(struct attribute_value *, a, &(*i)->attributes) {
            strbuf_printf(out, "  attribute %s = ", a->attribute->name);
            dump_value(a->value, out);
            strbuf_add(out, "\n");
        }
    }
    vec_each(struct connection **, c, &model->connections)
        dump_connection(*c, out);
}

/* ---- plan ---- */

static const char *object_word(enum object_number type)
{
    switch (type) {
#define OBJECT(number, id, name, bits, text) case OBJECT_##id: return #name;
#include "../kernel/abi/objects.def"
#undef OBJECT
    case OBJECT_IRQ: return "irq";
    case OBJECT_SMC: return "smc";
    case OBJECT_CONSOLE: return "console";
    case OBJECT_DEBUG: return "debug";
    case OBJECT_SCHED_CONTROL: return "sched_control";
    }
    return "?";
}

static void dump_object(const struct planned_object *o, struct strbuf *out)
{
    strbuf_printf(out, "object %s %s", o->name, object_word(o->type));
    if (o->count > 1)
        strbuf_printf(out, " x %u", o->count);
    if (o->address)
        strbuf_printf(out, " at 0x%lx", (unsigned long)o->address);
    if (o->signals)
        strbuf_printf(out, " signals %s badge %lu", o->signals->name,
                      (unsigned long)o->signal_badge);
    strbuf_add(out, "\n");
}

static void dump_cap(const struct planned_cap *cap, struct strbuf *out)
{
    strbuf_printf(out, "  cap %u %s ", cap->slot, cap->object ? cap->object->name : "-");
    dump_rights(cap->rights, out);
    if (cap->badge)
        strbuf_printf(out, " badge %lu", (unsigned long)cap->badge);
    strbuf_printf(out, " (%s%s%s)\n", cap->role, cap->connection ? " of " : "",
                  cap->connection ? cap->connection->name : "");
}

static void dump_thread(const struct planned_thread *t, struct strbuf *out)
{
    strbuf_printf(out, "  thread %zu %s priority %u of %u budget %lu period %lu stack %lu",
                  t->number, t->name, t->priority, t->mcp, (unsigned long)t->budget,
                  (unsigned long)t->period, (unsigned long)t->stack_size);
    strbuf_printf(out, t->core ? " core %u\n" : "\n", t->core);
}

static void dump_region(const struct planned_region *r, struct strbuf *out)
{
    strbuf_printf(out, "  region %s 0x%lx %lu bytes ", r->name, (unsigned long)r->vaddr,
                  (unsigned long)r->size);
    dump_rights(r->rights, out);
    strbuf_printf(out, "%s%s\n", r->execute ? "X" : "", r->uncached ? " uncached" : "");
}

void dump_plan(const struct plan *plan, struct strbuf *out)
{
    vec_each(struct planned_object **, o, &plan->objects)
        dump_object(*o, out);
    vec_each(struct planned_instance **, p, &plan->instances) {
        strbuf_printf(out, "instance %s cnode %u bits heap %lu%s%s\n", (*p)->instance->name,
                      (*p)->space->cnode_bits, (unsigned long)(*p)->heap_size,
                      (*p)->space->group ? " in " : "",
                      (*p)->space->group ? (*p)->space->name : "");
        vec_each(struct planned_thread *, t, &(*p)->threads)
            dump_thread(t, out);
        vec_each(struct planned_cap *, cap, &(*p)->caps)
            dump_cap(cap, out);
        vec_each(struct planned_region **, r, &(*p)->regions)
            dump_region(*r, out);
    }
}
