/* What the words of the command line mean, and what is said where they mean nothing. */
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kernel/abi/boot.h"
#include "cmake.h"
#include "cpp.h"
#include "ctypes.h"
#include "dtb.h"
#include "ram.h"
#include "source.h"
#include "stage.h"
#include "suggest.h"

const char options_usage[] =
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
    const char *p = options_usage;

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

/* what CAmkES would be given: always a whole system; a part of one is written in KDL, too */
static bool is_application(const char *file)
{
    size_t length = strlen(file), tail = strlen(".camkes");

    return length >= tail && strcmp(file + length - tail, ".camkes") == 0;
}

/* Takes templates and standard components from the folder, or from one above it; else false. */
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

struct options options_read(int argc, char **argv)
{
    struct options o = {0};

    if (argc < 2)
        fail("nothing to do", NULL);
    o.command = command_of(argv[1]);
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
