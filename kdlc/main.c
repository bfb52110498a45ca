/*
 * kdlc: from a description to the files of a system. This file calls the passes in order. Exit
 * status: 0 done, 1 the description has errors, 2 usage or environment.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "application.h"
#include "audit.h"
#include "cpp.h"
#include "diff.h"
#include "dtb.h"
#include "dump.h"
#include "emit.h"
#include "format.h"
#include "front.h"
#include "options.h"
#include "pack.h"
#include "policy.h"
#include "query.h"
#include "stage.h"

#define VERSION "1.0"

static int finish(void)
{
    return diag_failed() ? 1 : 0;
}

static int print(const struct strbuf *text)
{
    if (text->length > 0)
        fwrite(text->text, 1, text->length, stdout);
    if (fflush(stdout) != 0)
        die("cannot write to the standard output");
    return finish();
}

static bool is_dump(const struct options *o, const char *what)
{
    return o->dump && strcmp(o->dump, what) == 0;
}

static void emit(const struct options *o, struct plan *plan)
{
    const char *directory = o->link.directory;
    const struct m4_jobs *jobs;
    bool good = true;

    switch (o->command) {
    case CHECK:
    case AUDIT:
    case QUERY:
    case DIFF: return;
    case GENERATE:
        jobs = emit_m4(plan, o->templates);
        stage_end("data");
        good = run_m4(jobs, directory, o->templates);
        stage_end("m4");
        emit_mk(plan, directory);       /* last: it lists everything that has been read */
        break;
    case LINK:
        good = link_system(plan, &o->link);
        stage_end("image");
        if (good && !o->link.audit)
            emit_report(plan, directory);
        stage_end("report");
        break;
    case REPORT:
        link_read(plan, directory);     /* page-exact when the programs are there */
        emit_report(plan, directory);
        stage_end("report");
        break;
    }
    if (good && (!diag_failed() || o->command == REPORT))
        output_commit();
    stage_end("files");
}

/* the plan of a description, whatever its policy says; NULL: errors */
static struct plan *plan_of(struct options *o, const char *file)
{
    struct plan *plan = arena_alloc(sizeof *plan);
    struct unit *unit = arena_alloc(sizeof *unit);

    source_reset();
    o->front.file = application_read(file);
    if (!o->front.file || !front_read(&o->front, unit))
        return NULL;
    plan->model = front(&o->front, unit);
    if (!plan->model || !plan_make(plan->model, plan) || !layout_make(plan))
        return NULL;
    return plan;
}

static int check_dump(struct options *o)
{
    struct plan *plan = plan_of(o, o->front.file);
    struct strbuf text = {0}, tables = {0}, linked = {0};
    const char *image = arena_printf("%s/audit/plan.bin", o->link.directory);
    bool same;

    if (!plan)
        return finish();
    plan->board_ram = plan_board_ram();
    if (!link_tables(plan, o->link.directory, PLAN_AUDIT, &tables)
        || !strbuf_read(&linked, image, UINT32_MAX))
        die("the system in '%s' is not built", o->link.directory);
    if (linked.length != tables.length || memcmp(linked.text, tables.text, tables.length) != 0)
        die("'%s' was not made from '%s' as it is now: build it again", image, o->front.file);
    same = audit(plan, tables.text, o->dump, &text);
    print(&text);
    return !same;
}

static int answer(struct options *o)
{
    struct plan *plan = plan_of(o, o->front.file);
    struct strbuf text = {0};

    if (plan && query(plan, o->second, o->form == DIFF_JSON, &text))
        print(&text);
    return finish();
}

static int compare(struct options *o)
{
    struct plan *before = plan_of(o, o->front.file), *after;
    struct strbuf text = {0};
    bool differ;

    diag_flush();
    after = before ? plan_of(o, o->second) : NULL;
    if (!after)
        return 2;
    differ = diff_plans(before, after, o->form, &text);
    print(&text);
    return differ;
}

static int compile(struct options *o)
{
    struct unit unit = {0};
    struct plan plan = {0};
    struct strbuf text = {0};
    struct model *model;
    bool good;

    o->front.file = application_read(o->front.file);
    if (!o->front.file || !front_read(&o->front, &unit))
        return finish();
    stage_end("read");
    if (is_dump(o, "ast")) {
        dump_ast(&unit.written, &text);
        return print(&text);
    }
    model = front(&o->front, &unit);
    if (!model)
        return finish();
    stage_end("model");
    if (is_dump(o, "model")) {
        dump_model(model, &text);
        return print(&text);
    }
    plan.model = model;
    plan.board_ram = plan_board_ram();
    good = plan_make(model, &plan);
    if (!layout_make(&plan) || !good)
        return finish();
    stage_end("plan");
    if (is_dump(o, "plan")) {
        dump_plan(&plan, &text);
        return print(&text);
    }
    /* a report of a system that breaks its policy says so */
    if (!policy_check(&plan) && o->command != REPORT)
        return finish();
    if (o->command == LINK)
        diag_reset();                   /* warnings all, and said when it was generated */
    emit(o, &plan);
    return finish();
}

int main(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "";
    struct options options;

    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0)
        return fputs(options_usage, stdout) < 0 ? 2 : 0;
    if (strcmp(first, "--version") == 0)
        return puts("kdlc " VERSION) < 0 ? 2 : 0;
    if (strcmp(first, "fmt") == 0)
        return cmd_format(argc - 1, argv + 1);
    if (strcmp(first, "pack") == 0)
        return cmd_pack(argc - 1, argv + 1);
    signal(SIGXFSZ, SIG_IGN);           /* a write that is too large fails instead */
    cpp_program("gcc");
    options = options_read(argc, argv);
    atexit(diag_flush);                 /* also when the environment fails us */
    switch (options.command) {
    case AUDIT: return check_dump(&options);
    case QUERY: return answer(&options);
    case DIFF: return compare(&options);
    default: return compile(&options);
    }
}
