/*
 * Which instances of a type share their object files. They do unless something that is fixed when
 * C is compiled differs: the length of an array (sizeof), a value that the code asks for as a
 * constant (CAMKES_CONST_ATTR(x) or x_DEF), sources or flags that the application gives to one
 * instance alone. CAmkES compiles every instance; what C code sees is the same here.
 */
#include "instantiate.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "application.h"
#include "source.h"
#include "strbuf.h"

#define CONSTANT "CAMKES_CONST_ATTR"

/* ---- values as text: equal text, equal value ---- */

static void add_key(struct strbuf *key, const struct value *value)
{
    strbuf_printf(key, "%d:", (int)value->kind);
    switch (value->kind) {
    case VALUE_INT:
    case VALUE_BOOL:
        strbuf_printf(key, "%lld;", (long long)value->i);
        return;
    case VALUE_FLOAT:
        strbuf_printf(key, "%a;", value->f);
        return;
    case VALUE_STRING:
        strbuf_printf(key, "%zu:%s;", strlen(value->s), value->s);
        return;
    case VALUE_LIST:
    case VALUE_DICT:
        break;
    }
    for (size_t i = 0; i < value->items.count; i++) {
        if (value->kind == VALUE_DICT)
            strbuf_printf(key, "%s=", value->keys.at[i]);
        add_key(key, value->items.at[i]);
    }
    strbuf_add(key, ";");
}

static const char *value_key(const struct instance *instance, const struct attribute *a)
{
    const struct value *value = attribute_value_of(instance, a);
    struct strbuf key = {0};

    if (!value)
        return "";
    add_key(&key, value);
    return key.text;
}

/* ---- what the sources ask for ---- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* "CAMKES_CONST_ATTR ( name )": its name; of anything else, which a macro may make a name: NULL */
static const char *constant_at(const char *s)
{
    const char *start;

    s += strlen(CONSTANT);
    s += strspn(s, " \t");
    if (*s != '(')
        return NULL;
    start = s += 1 + strspn(s + 1, " \t");
    while (is_word(*s))
        s++;
    return s > start && s[strspn(s, " \t")] == ')' ? intern_n(start, (size_t)(s - start)) : NULL;
}

/* name NULL: each of them */
static void mark_constant(struct component *component, const char *name)
{
    bool known = false;

    vec_each(struct attribute *, a, &component->attributes)
        if (a->name == name)
            a->constant = known = true;
    vec_each(struct attribute *, a, &component->attributes)
        a->constant |= !known;
}

static void scan_text(struct component *component, const char *text)
{
    for (const char *s = text; (s = strstr(s, CONSTANT)) != NULL; s += strlen(CONSTANT))
        mark_constant(component, constant_at(s));
    vec_each(struct attribute *, a, &component->attributes) {
        const char *macro = arena_printf("%s_DEF", a->name);

        for (const char *s = text; !a->constant && (s = strstr(s, macro)) != NULL; s++)
            a->constant = (s == text || !is_word(s[-1])) && !is_word(s[strlen(macro)]);
    }
}

/* make runs kdlc again when the file has changed; one that is gone is somebody else's error */
static void scan_file(struct component *component, const char *path)
{
    FILE *file = fopen(path, "r");
    struct strbuf text = {0};
    char buffer[8192];
    size_t n;

    if (!file)
        return;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        strbuf_addn(&text, buffer, n);
    fclose(file);
    source_add_input(path);
    if (text.text)
        scan_text(component, text.text);
}

static void scan_headers(struct component *component, const char *directory)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        const char *dot = strrchr(entries[i]->d_name, '.');

        if (dot && strcmp(dot, ".h") == 0)
            scan_file(component, arena_printf("%s/%s", directory, entries[i]->d_name));
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static void scan_code(struct component *component)
{
    vec_each(const char **, path, &component->sources)
        scan_file(component, *path);
    vec_each(const char **, directory, &component->include_dirs)
        scan_headers(component, *directory);
}

/* Only attributes that differ can make a difference: most types need no look at their code. */
static void find_constants(const struct model *model)
{
    struct map first = {0}, scanned = {0};

    vec_each(struct instance *const *, i, &model->instances) {
        struct component *component = (*i)->component;
        struct instance *other = map_add(&first, (const char *)component, *i);

        if (!other || component->hardware || map_find(&scanned, (const char *)component))
            continue;
        map_add(&first, (const char *)component, other);
        vec_each(const struct attribute *, a, &component->attributes)
            if (strcmp(value_key(*i, a), value_key(other, a)) != 0) {
                map_add(&scanned, (const char *)component, component);
                scan_code(component);
                break;
            }
    }
}

/* ---- variants ---- */

static void add_lengths(struct strbuf *key, const struct attribute *a)
{
    if (a->array)
        strbuf_printf(key, "%zu,", a->length);
    if (a->structure)
        vec_each(const struct attribute *, field, &a->structure->fields)
            add_lengths(key, field);
}

static const char *key_of(const struct instance *instance)
{
    const struct component *component = instance->component;
    struct strbuf key = {0};

    measure(instance);
    strbuf_printf(&key, "%s ", component->name);
    vec_each(const struct attribute *, a, &component->attributes) {
        add_lengths(&key, a);
        if (a->constant)
            strbuf_add(&key, value_key(instance, a));
    }
    if (application_instance(component->name, instance->name))
        strbuf_printf(&key, " %s", instance->name);
    return intern(key.text);
}

static void add_words(struct names *names, const struct cmake_words *words)
{
    vec_each(struct cmake_word *, w, words)
        *vec_push(names) = intern(w->text);
}

static void extend(struct variant *variant, const struct instance *instance)
{
    const struct application_component *more = application_instance(variant->component->name,
                                                                    instance->name);

    if (!more)
        return;
    vec_each(struct cmake_word *, w, &more->files.sources)
        if (access(w->text, R_OK) != 0)
            diag(w->span, DIAG_missing_file, "the source file '%s' does not exist", w->text);
    add_words(&variant->sources, &more->files.sources);
    add_words(&variant->include_dirs, &more->files.include_dirs);
    add_words(&variant->cflags, &more->files.cflags);
}

static struct variant *variant_new(struct model *model, struct instance *instance, bool is_first)
{
    struct variant *variant = arena_alloc(sizeof *variant);
    const char *type = instance->component->name;

    variant->name = is_first ? type : intern_printf("%s.%s", type, instance->name);
    variant->component = instance->component;
    extend(variant, instance);
    *vec_push(&model->variants) = variant;
    return variant;
}

void find_variants(struct model *model)
{
    struct map by_key = {0}, types = {0};

    find_constants(model);
    vec_each(struct instance **, i, &model->instances) {
        const char *key;

        if ((*i)->component->hardware)
            continue;
        key = key_of(*i);
        (*i)->variant = map_find(&by_key, key);
        if (!(*i)->variant) {
            (*i)->variant = variant_new(model, *i, !map_add(&types, (*i)->component->name, *i));
            map_add(&by_key, key, (*i)->variant);
        }
        *vec_push(&(*i)->variant->instances) = *i;
    }
}
