/*
 * Any bytes as a description: kdlc must end with a model or with a diagnostic, and never otherwise.
 * A model becomes a plan, and the plan everything that is printed of it.
 */
#include "fuzz.h"

#include <stdio.h>

#include "kdlc/dtb.h"
#include "kdlc/dump.h"
#include "kdlc/emit.h"
#include "kdlc/format.h"
#include "kdlc/front.h"
#include "kdlc/policy.h"
#include "kdlc/report.h"

static const char prelude[] =
    "connector Call { from Procedures with 0 threads; to Procedure; object endpoint ep;"
    " from holds ep (send, grant_reply) badged; to holds ep (receive); }"
    "connector seL4RPCCall = Call;"
    "connector Notification { from Event with 0 threads; to Events; object notification n per to;"
    " from holds n (signal); to holds n (wait); }"
    "connector SharedData { from Dataports with 0 threads; to Dataports with 0 threads;"
    " object frames mem; from maps mem (read, write); to maps mem (read, write); }"
    "connector HardwareMMIO { from Dataports with 0 threads; to hardware Dataport; "
    " object device regs; from maps regs (read, write, uncached); }";

static void add(struct unit *unit, const char *name, const char *text, size_t size)
{
    const struct source *source = source_add_text(name, text, size);
    struct nodes *nodes = parse(source);

    vec_each(struct node **, n, nodes) {
        (*n)->source = source;
        if ((*n)->kind != NODE_IMPORT)
            *vec_push(&unit->declarations) = *n;
    }
}

static void check_end(const struct model *model, const struct connection *connection,
                      const struct end *end, size_t position)
{
    bool has = false, linked = false;

    MUST(end->instance && end->interface && end->position == position);
    MUST(end->instance->index < model->instances.count
         && model->instances.at[end->instance->index] == end->instance);
    vec_each(struct interface **, i, &end->instance->component->interfaces)
        has |= *i == end->interface;
    vec_each(struct link *, link, &end->instance->links)
        linked |= link->connection == connection && link->end == end;
    MUST(has && linked);
}

/* What every later pass relies on (model.h). */
static void check_model(const struct model *model)
{
    vec_each(struct component **, c, &model->components)
        MUST((*c)->name && (*c)->directory);
    vec_each(struct instance **, i, &model->instances) {
        MUST((*i)->name && (*i)->component && (*i)->index == (size_t)(i - model->instances.at));
        vec_each(struct setting *, s, &(*i)->settings)
            MUST(s->name && s->value);
        vec_each(struct attribute_value *, a, &(*i)->attributes)
            MUST(a->attribute && a->value);
    }
    vec_each(struct connection **, c, &model->connections) {
        MUST((*c)->name && (*c)->connector && (*c)->from.count && (*c)->to.count);
        MUST((*c)->index == (size_t)(c - model->connections.at));
        for (size_t i = 0; i < (*c)->from.count; i++)
            check_end(model, *c, (*c)->from.at[i], i);
        for (size_t i = 0; i < (*c)->to.count; i++)
            check_end(model, *c, (*c)->to.at[i], i);
        vec_each(struct connector_grant *, g, &(*c)->connector->grants)
            MUST(g->object);
    }
}

static void print_reports(struct plan *plan, struct strbuf *out)
{
    const struct report *report = report_make(plan);

    report_text(report, out);
    report_json(report, out);
    report_dot(report, out);
}

/* The rest of what kdlc does; programs are the only thing that is missing. */
static void finish(struct model *model)
{
    struct plan plan = {.model = model};
    struct strbuf out = {0};

    dump_model(model, &out);
    if (!plan_make(model, &plan) || !layout_make(&plan) || !policy_check(&plan)) {
        MUST(diag_failed());
    } else {
        dump_plan(&plan, &out);
        (void)emit_m4(&plan, "../../../templates");
        emit_mk(&plan, "out");
        emit_plan(&plan, 0, 0, &out);
        print_reports(&plan, &out);
    }
    free(out.text);
}

void fuzz_target(const uint8_t *data, size_t size)
{
    const struct front_options options = {.file = "input.kdl"};
    struct unit unit = {.file = options.file};
    struct strbuf text = {0};
    struct model *model = NULL;

    dtb_load(arena_printf("%s/board.dtb", fuzz_folder()));
    add(&unit, "input.kdl", (const char *)data, size);
    unit.prelude_start = unit.declarations.count;
    add(&unit, "std.kdl", prelude, sizeof prelude - 1);
    dump_ast(&unit.declarations, &text);
    if (!diag_failed())
        model = front(&options, &unit);
    MUST(model || diag_failed() || unit.assemblies.count == 0);
    if (model) {
        check_model(model);
        finish(model);
    }
    diag_render(&text);
    free(text.text);
}
