#include "application.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build_options.h"
#include "cpp.h"
#include "folder.h"
#include "libraries.h"
#include "source.h"
#include "strbuf.h"
#include "suggest.h"
#include "text.h"

struct rootserver { const char *file; struct span span; struct cmake_words flags, includes; };
VEC_OF(rootservers, struct rootserver);

/* "Type" or "Type instance" -> struct application_component */
static struct map components;
static struct application_components in_order;
static struct map flags_of_sources;     /* path -> struct cmake_words */
static struct domain_turns schedule;
static const char *home = ".";

const char *application_folder(void)
{
    return home;
}

const struct application_components *application_all(void)
{
    return &in_order;
}

const struct application_component *application_component(const char *name)
{
    return name ? map_find(&components, name) : NULL;
}

const struct application_component *application_instance(const char *type, const char *instance)
{
    return components.count ? map_find(&components, intern_printf("%s %s", type, instance)) : NULL;
}

const struct cmake_words *application_source_flags(const char *path)
{
    return map_find(&flags_of_sources, path);
}

const struct domain_turns *application_schedule(void)
{
    return &schedule;
}

/* ---- DeclareCAmkES...(Name KEYWORD words... KEYWORD words...) ---- */

/* what follows a keyword goes into list; NULL: nobody here wants it */
struct keyword { const char *word; struct cmake_words *list; };

/* A word before all keywords: said of the first alone, for the others go with it. */
static void tell_word(const struct cmake_word *word, const struct keyword *keywords)
{
    struct suggestion s;
    struct diag *d = diag(word->span, DIAG_cmake_ignored, "'%s' is left out: it stands behind no "
                          "keyword", word->text);

    suggest_start(&s, word->text);
    for (const struct keyword *k = keywords; k->word; k++)
        suggest_candidate(&s, k->word);
    suggest_finish(&s, d, word->span);
    if (!s.best)
        diag_help(d, "the first one is %s", keywords->word);
}

static void sort_words(const struct cmake_words *words, size_t from,
                       const struct keyword *keywords)
{
    struct cmake_words *list = NULL;
    bool sorted = false;

    for (size_t i = from; i < words->count; i++) {
        const struct keyword *k = keywords;

        while (k->word && strcmp(k->word, words->at[i].text) != 0)
            k++;
        if (k->word)
            list = k->list;
        else if (list)
            *vec_push(list) = words->at[i];
        else if (!sorted)
            tell_word(&words->at[i], keywords);
        sorted = true;
    }
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* libraries of a seL4 build whose work the runtime of a component does here */
static bool is_runtime(const char *library)
{
    static const char *const names[] = {
        "sel4", "sel4camkes", "camkes", "sel4utils", "utils", "muslc", "platsupport",
        "sel4platsupport", "sel4vka", "sel4vspace", "sel4simple", "sel4allocman", "sel4muslcsys",
        "sel4runtime", "sel4debug", "sel4sync", "sel4bench", "c", "m", "gcc",
        "camkes_io", "sel4_autoconf", "fdt", "virtqueue", "stdc++", "supc++",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], library) == 0)
            return true;
    return false;
}

static void check_libraries(const struct cmake_words *libraries)
{
    vec_each(struct cmake_word *, w, libraries)
        if (!is_runtime(w->text) && !ends_with(w->text, "_Config"))
            diag(w->span, DIAG_cmake_ignored, "the library '%s' is not linked: it is unknown here",
                 w->text);
}

static void add_source_flags(const struct cmake *cmake, const struct cmake_words *sources)
{
    vec_each(const struct cmake_word *, w, sources) {
        struct cmake_words flags = source_flags(cmake, w->text), *kept;

        if (flags.count == 0 || map_find(&flags_of_sources, intern(w->text)))
            continue;
        kept = arena_alloc(sizeof *kept);
        *kept = flags;
        map_add(&flags_of_sources, intern(w->text), kept);
    }
}

/* what options and libraries bring, once all of them are known */
static void add_libraries(const struct cmake *cmake)
{
    vec_each(struct application_component *const *, c, &in_order) {
        add_flags(&cmake->configured, &(*c)->files.cflags);
        libraries_add(&(*c)->files);
        check_libraries(&(*c)->files.libraries);
        add_source_flags(cmake, &(*c)->files.sources);
    }
}

/* Templates of CAmkES's generator: what stands in place of them here. */
static void tell_unread(const struct cmake_words *templates)
{
    vec_each(struct cmake_word *, w, templates)
        diag_help(diag(w->span, DIAG_cmake_ignored, "the template '%s' is not read: "
                       "it is for the generator of CAmkES", w->text),
                  "a connector has its templates in m4: docs/howto/add-a-connector.md");
}

static void tell_connector(const struct cmake_words *words)
{
    struct cmake_words templates = {0};
    const struct keyword keywords[] = {
        {"FROM", &templates}, {"FROM_HEADER", &templates}, {"FROM_LIBS", NULL},
        {"TO", &templates}, {"TO_HEADER", &templates}, {"TO_LIBS", NULL}, {NULL, NULL}};

    sort_words(words, 1, keywords);
    tell_unread(&templates);
}

/* Folders for headers: what seL4 projects bring, and what commands make, is not looked for. */
static void tell_folders(const struct cmake *cmake, const struct cmake_words *includes)
{
    vec_each(const struct cmake_word *, w, includes) {
        const char *path = cmake_path(cmake, w->text);
        struct suggestion s;
        struct files names;

        if (!cmake_is_own(cmake, path) || access(path, F_OK) == 0)
            continue;
        suggest_start(&s, strrchr(path, '/') + 1);
        names = folder_names(source_directory_of(path));
        vec_each(const char *const *, name, &names)
            suggest_candidate(&s, *name);
        suggest_finish(&s, diag(w->span, DIAG_cmake_ignored, "there is no folder '%s' for headers",
                                cmake_shown_path(path)), NO_SPAN);
    }
}

/* The first `skip` words name it: a type, or a type and an instance of it. */
static void add_component(struct cmake *cmake, const struct cmake_words *words, size_t skip)
{
    struct application_component *component;
    struct cmake_words sources = {0}, includes = {0}, flags = {0}, libraries = {0}, cxx = {0},
                       templates = {0};
    const struct keyword keywords[] = {
        {"SOURCES", &sources}, {"INCLUDES", &includes}, {"C_FLAGS", &flags},
        {"LIBS", &libraries}, {"CXX_FLAGS", &cxx}, {"LD_FLAGS", NULL}, {"LINKER_LANGUAGE", NULL},
        {"TEMPLATE_SOURCES", &templates}, {"TEMPLATE_HEADERS", &templates}, {NULL, NULL}};
    const char *name;

    if (words->count < skip)
        return;
    name = skip == 1 ? intern(words->at[0].text)
         : intern_printf("%s %s", words->at[0].text, words->at[1].text);
    component = map_find(&components, name);
    if (!component) {
        component = arena_alloc(sizeof *component);
        component->type = intern(words->at[0].text);
        component->instance = skip == 2 ? intern(words->at[1].text) : NULL;
        component->span = words->at[0].span;
        component->instance_span = words->at[skip - 1].span;
        map_add(&components, name, component);
        *vec_push(&in_order) = component;
    }
    sort_words(words, skip, keywords);
    tell_folders(cmake, &includes);
    add_sources(cmake, &sources, &component->files.sources);
    add_paths(cmake, &includes, &component->files.include_dirs);
    add_flags(&flags, &component->files.cflags);
    add_flags(&cxx, &component->files.cxxflags);
    tell_unread(&templates);
    vec_each(struct cmake_word *, w, &libraries)
        *vec_push(&component->files.libraries) = *w;
}

static void add_rootserver(struct cmake *cmake, const struct cmake_words *words)
{
    struct rootserver server = {0};
    struct cmake_words includes = {0}, trees = {0};
    const struct keyword keywords[] = {
        {"CPP_FLAGS", &server.flags}, {"CPP_INCLUDES", &includes}, {"DTS_FILE_PATH", &trees},
        {"DTB", &trees}, {NULL, NULL}};

    if (words->count == 0)
        return;
    server.file = cmake_shown_path(cmake_path(cmake, words->at[0].text));
    server.span = words->at[0].span;
    sort_words(words, 1, keywords);
    add_paths(cmake, &includes, &server.includes);
    vec_each(struct cmake_word *, w, &trees)
        diag(w->span, DIAG_cmake_ignored, "'%s' is not read: the device tree is that of the board",
             w->text);
    *vec_push((struct rootservers *)cmake->context) = server;
}

/* Files that commands would make: where one is missed, this says why. */
static void tell_unmade(struct cmake *cmake, const struct cmake_words *words)
{
    struct cmake_words made = {0};
    const struct keyword keywords[] = {
        {"OUTPUT", &made}, {"COMMAND", NULL}, {"DEPENDS", NULL}, {"MAIN_DEPENDENCY", NULL},
        {"BYPRODUCTS", NULL}, {"WORKING_DIRECTORY", NULL}, {"COMMENT", NULL}, {"VERBATIM", NULL},
        {"USES_TERMINAL", NULL}, {"TARGET", NULL}, {NULL, NULL}};

    sort_words(words, 0, keywords);
    vec_each(struct cmake_word *, w, &made)
        if (access(cmake_path(cmake, w->text), F_OK) != 0)
            diag(w->span, DIAG_cmake_ignored, "'%s' is not made: the command for it is not run",
                 w->text);
}

/* Of commands that are unknown most are of no matter here. */
static void tell_misspelt(const struct cmake *cmake, const char *name)
{
    static const char *const known[] = {
        "DeclareCAmkESComponent", "ExtendCAmkESComponentInstance", "DeclareCAmkESRootserver",
        "DeclareCAmkESConnector", "CAmkESAddImportPath", "CAmkESAddCPPInclude",
        "GenerateCAmkESRootserver", "CAmkESAddTemplatesPath", "DeclareCAmkESCakeMLLib"};
    struct suggestion s;

    suggest_start(&s, name);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(known[i], name) == 0)
            return;
        suggest_candidate(&s, known[i]);
    }
    if (s.best)
        suggest_finish(&s, diag(cmake->command_at, DIAG_cmake_ignored, "there is no command of "
                                "this name: it is left out"), cmake->command_at);
}

static void on_command(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    struct cmake_words paths = {0};

    if (strcmp(name, "declarecamkescomponent") == 0) {
        add_component(cmake, words, 1);
    } else if (strcmp(name, "extendcamkescomponentinstance") == 0) {
        add_component(cmake, words, 2);
    } else if (strcmp(name, "declarecamkesrootserver") == 0) {
        add_rootserver(cmake, words);
    } else if (strcmp(name, "generatecamkesrootserver") == 0) {
        vec_each(struct application_component *const *, c, &in_order)
            add_of_folder(cmake, &(*c)->files);
    } else if (strcmp(name, "add_custom_command") == 0) {
        tell_unmade(cmake, words);
    } else if (strcmp(name, "declarecamkesconnector") == 0) {
        tell_connector(words);
    } else if (strcmp(name, "camkesaddimportpath") == 0) {
        add_paths(cmake, words, &paths);
        vec_each(struct cmake_word *, w, &paths)
            source_add_directory(w->text);
    } else if (strcmp(name, "camkesaddcppinclude") == 0) {
        add_paths(cmake, words, &paths);
        vec_each(struct cmake_word *, w, &paths)
            cpp_option(arena_printf("-I%s", w->text));
    } else if (!library_command(cmake, name, words)) {
        tell_misspelt(cmake, name);
    }
}

/* ---- the description ---- */

static void use_rootserver(const struct rootserver *server)
{
    vec_each(struct cmake_word *, w, &server->includes)
        cpp_option(arena_printf("-I%s", w->text));
    vec_each(struct cmake_word *, w, &server->flags) {
        cpp_option(w->text);
        cpp_wanted(true);
    }
}

static void add_variable(struct cmake *cmake, const char *name, const char *text)
{
    struct cmake_word *word = arena_alloc(sizeof *word);

    word->text = text;
    map_add(&cmake->variables, intern(name), word);
}

static const char *value_of(const struct cmake *cmake, const char *name)
{
    const struct cmake_word *word = map_find(&cmake->variables, intern(name));

    return word && word->text ? word->text : "";
}

/* What an application may ask about the machine. */
static void set_machine(struct cmake *cmake)
{
    static const char *const on[] = {"KernelArchARM", "KernelArchArm", "KernelSel4ArchAarch64",
                                     "KernelPlatformQEMUArmVirt", "KernelIsMCS"};

    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        add_variable(cmake, on[i], "ON");
    add_variable(cmake, "KernelArch", "arm");
    add_variable(cmake, "KernelPlatform", "qemu-arm-virt");
    add_variable(cmake, "KernelARMPlatform", "qemu-arm-virt");
    add_variable(cmake, "KernelSel4Arch", "aarch64");
    add_variable(cmake, "KernelWordSize", "64");
}

static void read_schedule(const struct cmake *cmake)
{
    const char *file = value_of(cmake, "KernelDomainSchedule");
    const char *path = cmake_shown_path(cmake_path(cmake, file));

    if (*file && !domain_file_read(path, &schedule))
        diag(((const struct cmake_word *)map_find(&cmake->variables,
                                                  intern("KernelDomainSchedule")))->span,
             DIAG_cmake_ignored, "no schedule of domains was found in '%s'", path);
}

static const char *present(const char *directory, const char *name)
{
    const char *path = strcmp(directory, ".") == 0 ? name
                     : arena_printf("%s/%s", directory, name);

    return access(path, F_OK) == 0 ? path : NULL;
}

/* Without a rootserver: the description called like the folder, else the only one. */
static const char *only_description(const char *directory)
{
    const char *stem = strrchr(cmake_shown_path(directory), '/');
    struct files all, names = {0};
    const char *path;

    stem = stem ? stem + 1 : cmake_shown_path(directory);
    if ((path = present(directory, arena_printf("%s.kdl", stem)))
        || (path = present(directory, arena_printf("%s.camkes", stem))))
        return path;
    all = folder_names(directory);
    vec_each(const char *const *, name, &all)
        if (ends_with(*name, ".camkes") || ends_with(*name, ".kdl"))
            *vec_push(&names) = *name;
    if (names.count == 1)
        return present(directory, names.at[0]);
    if (names.count == 0)
        diag(NO_SPAN, DIAG_no_description, "the folder '%s' has no .camkes and no .kdl file",
             directory);
    else
        diag_help(diag(NO_SPAN, DIAG_no_description, "the folder '%s' has several descriptions, "
                       "the first of them '%s', and no CMakeLists.txt that says which is meant",
                       directory, names.at[0]),
                  "name the file: kdlc check %s/%s", directory, names.at[0]);
    return NULL;
}

/* NULL: reported */
static const char *described(const struct rootserver *server)
{
    if (access(server->file, F_OK) == 0)
        return server->file;
    diag(server->span, DIAG_missing_file, "the description '%s' does not exist", server->file);
    return NULL;
}

const char *application_read(const char *file)
{
    struct rootservers servers = {0};
    struct cmake cmake = {.command = on_command, .context = &servers};
    struct stat st;
    bool folder = stat(file, &st) == 0 && S_ISDIR(st.st_mode);
    const char *directory = folder ? file : source_directory_of(file);

    home = intern(directory);
    build_options_forget();
    components = (struct map){0};
    flags_of_sources = (struct map){0};
    memset(&in_order, 0, sizeof in_order);
    memset(&schedule, 0, sizeof schedule);
    libraries_forget();
    if (!folder && !ends_with(file, ".camkes"))
        return file;
    set_machine(&cmake);
    if (!cmake_run(&cmake, directory))
        return folder ? only_description(directory) : file;
    cmake_write_made();
    add_libraries(&cmake);
    read_schedule(&cmake);
    build_options_read(&cmake);
    if (strcmp(value_of(&cmake, "CAmkESCPP"), "ON") == 0)
        cpp_wanted(true);
    vec_each(struct rootserver *, server, &servers)
        if (folder || strcmp(server->file, cmake_shown_path(file)) == 0) {
            use_rootserver(server);
            return folder ? described(server) : file;
        }
    return folder ? only_description(directory) : file;
}
