/* Any bytes as what the kernel printed: refused, or compared with a small system's plan. */
#include "fuzz.h"

#include "kdlc/audit.h"
#include "kdlc/emit.h"
#include "kdlc/front.h"

static const char system_text[] =
    "procedure P { void f(); }"
    "connector Call { from Procedures with 0 threads; to Procedure; object endpoint ep;"
    " from holds ep (send, grant_reply) badged; to holds ep (receive); }"
    "component A { control; uses P p; sources \"/dev/null\"; }"
    "component B { provides P p; sources \"/dev/null\"; }"
    "assembly { composition { component A a; component B b;"
    " connection Call c(from a.p, to b.p); } }";

void fuzz_target(const uint8_t *data, size_t size)
{
    const struct front_options options = {.file = "system.kdl"};
    const struct source *source = source_add_text(options.file, system_text,
                                                  sizeof system_text - 1);
    struct unit unit = {.file = options.file};
    struct strbuf tables = {0}, out = {0};
    struct plan plan = {0};

    unit.declarations = *parse(source);
    vec_each(struct node **, n, &unit.declarations)
        (*n)->source = source;
    unit.prelude_start = unit.declarations.count;
    plan.model = front(&options, &unit);
    MUST(plan.model && plan_make(plan.model, &plan) && layout_make(&plan));
    emit_plan(&plan, 0, PLAN_AUDIT, &tables);
    (void)audit(&plan, tables.text, fuzz_file("log", data, size), &out);
    free(tables.text);
    free(out.text);
}
