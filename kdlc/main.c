/*
 * kdlc: from a description to the files of a system. This file reads the command line and calls
 * the passes in order. Exit status: 0 done, 1 the description has errors, 2 usage or environment.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kernel/abi/boot.h"
#include "application.h"
#include "audit.h"
#include "cpp.h"
#include "ctypes.h"
#include "diff.h"
#include "dtb.h"
#include "dump.h"
#include "emit.h"
#include "format.h"
#include "front.h"
#include "pack.h"
#include "policy.h"
#include "query.h"
#include "ram.h"
#include "stage.h"
#include "suggest.h"

#define VERSION "1.0"

enum command { CHECK, GENERATE, LINK, REPORT, AUDIT, QUERY, DIFF };

struct options {
    enum command command;
    struct front_options front;
    struct link_options link;           /* its directory is -o, for all commands */
    const char *templates, *dump;
    const char *second;                 /* the question, or the new description */
    enum diff_form form;
};

static const char usage[] =
    "usage: kdlc check FILE [options]               report errors, write nothing\n"
    "       kdlc generate FILE -o DIR [options]     write glue, tables and system.mk\n"
    "       kdlc link FILE -o DIR --loader F --kernel F --root F [options]\n"
    "                                               write the boot image\n"
    "       kdlc report FILE -o DIR [options]       write DIR/report\n"
    "       kdlc link ... --audit                   an image that prints what it holds\n"
    "       kdlc audit FILE -o DIR --dump LOG       compare what it printed with the description\n"
    "       kdlc query FILE QUESTION [--json]       who can influence, hold or reach what\n"
    "       kdlc diff OLD NEW [--json|--markdown]   what changed; status 1: something\n"
    "       kdlc pack --loader F --kernel F --root F [--plan F] [--payload F] -o IMAGE\n"
    "       kdlc fmt [--check] FILE...              lay the text out; --check: only say which\n"
    "       kdlc --help | --version\n"
    "options:\n"
    "  -I DIR                     search imports and <sources> there (may be repeated)\n"
    "  -D NAME[=VALUE]            define a macro; descriptions go through the C preprocessor\n"
    "  --cpp COMMAND              which: \"gcc\"\n"
    "  --cc COMMAND               the compiler of components, with its flags: sizes of C types\n"
    "  --dtb FILE                 compiled device tree of the board, for dtb(...)\n"
    "  --image-at ADDRESS         where the boot loader puts the image: start of the memory\n"
    "  --cores N                  cores that the kernel is built for\n"
    "  --templates DIR            folder with connector/std.kdl and the glue's templates\n"
    "  --times                    say how long each stage takes\n"
    "  --dump=ast|model|plan      print what was understood, and stop there\n"
    "  --diagnostics=text|json    form of errors and warnings\n"
    "  -Wno-ID, -Werror[=ID], -w  leave a warning out, make it an error, leave all out\n"
    "  -fmax-errors=N             stop printing after N (20)\n"
    "  -fdiagnostics-parseable-fixits\n";

static _Noreturn void fail(const char *what, const char *argument)
{
    fprintf(stderr, "kdlc: %s%s%s%s\ntry 'kdlc --help'\n", what, argument ? " '" : "",
            argument ? argument : "", argument ? "'" : "");
    exit(2);
}

/* ---- what is meant by words that are unknown ---- */

static _Noreturn void fail_unknown(const char *what, const char *word,
                                   const struct suggestion *s)
{
    fprintf(stderr, "kdlc: there is no %s '%s'%s\ntry 'kdlc --help'\n", what, word,
            suggest_text(s));
    exit(2);
}

/* the options are the words of the usage that begin with '-' */
static void suggest_options(struct suggestion *s)
{
    const char *p = usage;

    while ((p = strpbrk(p, " [|")) != NULL) {
        size_t length = strcspn(++p, " =,|]\n");

        if (*p == '-' && length > 1)
            suggest_candidate(s, intern_n(p, length));
    }
}

/* "-Wno-ID", "-Werror=ID" */
static void suggest_warnings(struct suggestion *s, const char *form)
{
    for (enum diag_id id = 0; id < DIAG_COUNT; id++)
        suggest_candidate(s, arena_printf("%s%s", form, diag_name(id)));
}

static _Noreturn void fail_option(const char *option)
{
    const char *name = intern_n(option, strcspn(option, "="));
    bool chosen = strncmp(option, "-Werror=", 8) == 0;
    struct suggestion s;

    suggest_start(&s, chosen ? option : name);
    if (chosen || strncmp(option, "-Wno-", 5) == 0)
        suggest_warnings(&s, chosen ? "-Werror=" : "-Wno-");
    suggest_options(&s);
    fail_unknown("option", option, &s);
}

/* ---- the command line ---- */

static enum command command_of(const char *word)
{
    static const char *const words[] = {"check", "generate", "link", "report", "audit",
                                        "query", "diff", "fmt", "pack"};
    struct suggestion s;

    suggest_start(&s, word);
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++) {
        if (strcmp(words[i], word) == 0)
            return (enum command)i;
        suggest_candidate(&s, words[i]);
    }
    fail_unknown("command", word, &s);
}

/* "--name VALUE" or "--name=VALUE" at argv[*i]: the value, else NULL. */
static const char *value_of(const char *name, char **argv, int *i)
{
    size_t length = strlen(name);

    if (strncmp(argv[*i], name, length) != 0)
        return NULL;
    if (argv[*i][length] == '=' && name[1] == '-')
        return argv[*i] + length + 1;
    if (argv[*i][length] && name[1] != '-')
        return argv[*i] + length;
    if (argv[*i][length])
        return NULL;
    if (!argv[*i + 1])
        fail("a value is missing after", name);
    return argv[++*i];
}

static void read_format(const char *form)
{
    if (strcmp(form, "json") != 0 && strcmp(form, "text") != 0)
        fail("diagnostics are text or json, not", form);
    diag_set_json(*form == 'j');
}

static void read_cores(const char *number)
{
    char *end;
    unsigned long count = strtoul(number, &end, 10);

    if (!*number || *end || count < 1 || count > BOOT_MAX_CORES)
        fail(arena_printf("--cores: a number from 1 to %d is expected, not", BOOT_MAX_CORES),
             number);
    plan_cores((unsigned)count);
}

static bool read_value(struct options *o, char **argv, int *i)
{
    const char *value;

    if ((value = value_of("-I", argv, i)))
        source_add_directory(value);
    else if ((value = value_of("-o", argv, i)))
        o->link.directory = value;
    else if ((value = value_of("-D", argv, i)))
        cpp_option(arena_printf("-D%s", value)), cpp_wanted(true);
    else if ((value = value_of("--cpp", argv, i)))
        cpp_program(value);
    else if ((value = value_of("--cc", argv, i)))
        ctypes_compiler(value);
    else if ((value = value_of("--templates", argv, i)))
        o->templates = value;
    else if ((value = value_of("--dtb", argv, i)))
        dtb_load(value);
    else if ((value = value_of("--cores", argv, i)))
        read_cores(value);
    else if ((value = value_of("--image-at", argv, i)))
        ram_set_image_at(value);
    else if ((value = value_of("--dump", argv, i)))
        o->dump = value;
    else if ((value = value_of("--diagnostics", argv, i)))
        read_format(value);
    else if ((value = value_of("--loader", argv, i)))
        o->link.loader = value;
    else if ((value = value_of("--kernel", argv, i)))
        o->link.kernel = value;
    else if ((value = value_of("--root", argv, i)))
        o->link.root = value;
    return value != NULL;
}

static void check_options(const struct options *o)
{
    if (!o->front.file)
        fail("no file is named", NULL);
    if (o->command == AUDIT && !o->dump)
        fail("audit needs what the kernel printed: --dump LOG", NULL);
    if (o->dump && o->command != AUDIT
        && strcmp(o->dump, "ast") != 0 && strcmp(o->dump, "model") != 0
        && strcmp(o->dump, "plan") != 0)
        fail("--dump takes ast, model or plan, not", o->dump);
    if ((o->command == QUERY || o->command == DIFF) && !o->second)
        fail(o->command == QUERY ? "no question is asked" : "a second file is missing", NULL);
    if (o->command != CHECK && o->command < QUERY && !o->dump && !o->link.directory)
        fail("a folder to write to is missing: -o DIR", NULL);
    if (o->command == LINK && (!o->link.loader || !o->link.kernel || !o->link.root))
        fail("link needs --loader, --kernel and --root", NULL);
}

/* Takes templates and standard components from the folder, or from one above it; else false. */
/* what CAmkES would be given: always a whole system; a part of one is written in KDL, too */
static bool is_application(const char *file)
{
    size_t length = strlen(file), tail = strlen(".camkes");

    return length >= tail && strcmp(file + length - tail, ".camkes") == 0;
}

static bool take_home(struct options *o, char *path)
{
    do {
        if (access(arena_printf("%s/templates/connector/std.kdl", path), R_OK) == 0) {
            o->templates = arena_printf("%s/templates", path);
            source_add_directory(arena_printf("%s/stdlib-components", path));
            source_add_directory(arena_printf("%s/stdlib-components/interfaces", path));
            source_add_directory(arena_printf("%s/stdlib-components/global", path));
            return true;
        }
        *(strrchr(path, '/') ? strrchr(path, '/') : path) = '\0';
    } while (*path);
    return false;
}

/* When nobody says where they are: above this program, or above the current folder. */
static void find_home(struct options *o)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

    if (o->templates)
        return;
    path[length > 0 ? length : 0] = '\0';
    if (!take_home(o, path) && getcwd(path, sizeof path))
        take_home(o, path);
}

static struct options read_options(int argc, char **argv)
{
    struct options o = {.command = command_of(argv[1])};

    for (int i = 2; i < argc; i++) {
        if (argv[i][0] != '-' && !o.front.file)
            o.front.file = argv[i];
        else if (argv[i][0] != '-' && !o.second && o.command >= QUERY)
            o.second = argv[i];
        else if (o.command == LINK && strcmp(argv[i], "--audit") == 0)
            o.link.audit = true;
        else if (o.command >= QUERY && strcmp(argv[i], "--json") == 0)
            o.form = DIFF_JSON;
        else if (o.command == DIFF && strcmp(argv[i], "--markdown") == 0)
            o.form = DIFF_MARKDOWN;
        else if (strcmp(argv[i], "--times") == 0)
            stage_start();
        else if (!read_value(&o, argv, &i) && !diag_option(argv[i]))
            fail_option(argv[i]);
    }
    check_options(&o);
    find_home(&o);
    o.front.need_system = o.command != CHECK || o.dump || is_application(o.front.file);
    if (o.link.directory)
        cmake_write_below(arena_printf("%s/cmake", o.link.directory));
    else
        cmake_write_passing();
    if (o.templates) {
        o.front.prelude = arena_printf("%s/connector/std.kdl", o.templates);
        cpp_option(arena_printf("-idirafter%s/../runtime/component/include", o.templates));
    }
    return o;
}

/* ---- the passes ---- */

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
    struct options options;

    if (argc < 2)
        fail("nothing to do", NULL);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return fputs(usage, stdout) < 0 ? 2 : 0;
    if (strcmp(argv[1], "--version") == 0)
        return puts("kdlc " VERSION) < 0 ? 2 : 0;
    if (strcmp(argv[1], "fmt") == 0)
        return cmd_format(argc - 1, argv + 1);
    if (strcmp(argv[1], "pack") == 0)
        return cmd_pack(argc - 1, argv + 1);
    signal(SIGXFSZ, SIG_IGN);           /* a write that is too large fails instead */
    cpp_program("gcc");
    options = read_options(argc, argv);
    atexit(diag_flush);                 /* also when the environment fails us */
    switch (options.command) {
    case AUDIT: return check_dump(&options);
    case QUERY: return answer(&options);
    case DIFF: return compare(&options);
    default: return compile(&options);
    }
}
