/* Rules about the names that things of a description have in C. */
#include "c_names.h"
#include "check.h"
#include "map.h"
#include "unit.h"

enum glue { INTERFACE, PROVIDES, USES, EMITS, CONSUMES, DATAPORT, MUTEX, SEMAPHORE, ATTRIBUTE };

static const struct { enum glue kind; const char *suffix; } glue[] = {
#define GLUE(kind, suffix) {kind, suffix},
#include "glue_names.def"
#undef GLUE
};

static const char *const words[] = {
    [INTERFACE] = "interface", [PROVIDES] = "interface", [USES] = "interface",
    [EMITS] = "interface", [CONSUMES] = "interface", [DATAPORT] = "dataport", [MUTEX] = "mutex",
    [SEMAPHORE] = "semaphore", [ATTRIBUTE] = "attribute",
};

/* what needs a name in C */
struct origin {
    enum glue kind;
    const char *name;
    const struct method *method;        /* that it is the name of, or NULL */
    struct span span;
};

static const char *origin_text(const struct origin *o)
{
    if (o->method)
        return arena_printf("the method '%s' of '%s'", o->method->name, o->name);
    return arena_printf("the %s '%s'", words[o->kind], o->name);
}

static void taken(const char *name, const struct origin *o)
{
    enum c_name kind = c_name_of(name);
    const char *what = words[o->kind];

    if (kind == C_FREE || kind == C_WORD)
        return;
    if (kind == C_LIBRARY)
        diag(o->span, DIAG_c_library, "the C library calls '%s', and would find %s", name,
             origin_text(o));
    else if (o->name == name)
        diag(o->span, DIAG_c_name, "'%s' cannot name %s %s: camkes.h declares it", name,
             article(what), what);
    else
        diag(o->span, DIAG_c_name, "%s is '%s' in C, which camkes.h declares", origin_text(o),
             name);
}

static void same_name(const char *name, const struct origin *o, const struct origin *before)
{
    bool own = o->name == before->name && o->method;
    struct diag *d = diag(own ? o->method->span : o->span, DIAG_same_c_name,
                          "'%s' would be two things in C: of %s and of %s", name,
                          origin_text(before), origin_text(o));

    diag_note(d, before->span, "'%s' declared here", before->name);
}

static void add(struct map *names, const char *suffix, const struct origin *o)
{
    const char *name = intern_printf("%s%s", o->name, suffix);
    struct origin *mine = arena_alloc(sizeof *mine), *before;

    *mine = *o;
    before = map_add(names, name, mine);
    if (before)
        same_name(name, o, before);
    else
        taken(name, o);
}

static void add_glue(struct map *names, enum glue kind, const char *name, struct span span)
{
    for (size_t i = 0; i < sizeof glue / sizeof *glue; i++)
        if (glue[i].kind == kind)
            add(names, glue[i].suffix, &(struct origin){kind, name, NULL, span});
}

static void add_interface(struct map *names, const struct interface *i)
{
    static const enum glue kinds[] = {[IF_PROVIDES] = PROVIDES, [IF_USES] = USES,
                                      [IF_EMITS] = EMITS, [IF_CONSUMES] = CONSUMES,
                                      [IF_DATAPORT] = DATAPORT};

    add_glue(names, kinds[i->kind], i->name, i->span);
    add_glue(names, INTERFACE, i->name, i->span);
    if (i->procedure)
        vec_each(const struct method *, m, &i->procedure->methods)
            add(names, intern_printf("_%s", m->name),
                &(struct origin){kinds[i->kind], i->name, m, i->span});
}

static bool has_code(const struct component *component)
{
    return !component->hardware && (component->sources.count > 0 || component->apart);
}

/* Can all types that its attributes have be seen? Those of its interfaces: resolve_types.c. */
static bool has_headers(const struct component *component)
{
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure && (*i)->procedure->includes.count > 0)
            return true;
    return component->includes.count > 0 || component->cflags.count > 0;
}

static void check_type(const struct attribute *a)
{
    static const char *const ours[] = {"const char *", "unsigned int", "unsigned char",
                                       "signed char"};
    struct suggestion s;

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strcmp(a->c_type, ours[i]) == 0)
            return;
    if (c_is_type(a->c_type))
        return;
    suggest_start(&s, a->c_type);
    c_suggest_types(&s);
    c_unknown_type(a->c_type, a->type_span, &s);
}

static void check_component(const struct component *component)
{
    struct map names = {0};

    vec_each(struct interface *const *, i, &component->interfaces)
        add_interface(&names, *i);
    vec_each(const struct sync *, s, &component->syncs)
        add_glue(&names, s->kind == SYNC_MUTEX ? MUTEX : SEMAPHORE, s->name, s->span);
    vec_each(const struct attribute *, a, &component->attributes)
        if (a->given) {
            add_glue(&names, ATTRIBUTE, a->name, a->span);
            if (!a->structure && !has_headers(component))
                check_type(a);
        }
}

/* in C only what has a value in some instance */
void rule_c_names(struct model *model)
{
    vec_each(struct component *const *, c, &model->components)
        if (has_code(*c))
            check_component(*c);
}

/* ---- parameters and fields ---- */

/* what stubs use beside the parameters */
static bool is_used_by_glue(const char *name)
{
    return strcmp(name, "free") == 0 || strcmp(name, "size_t") == 0;
}

static void check_inner(const char *name, struct span span, const char *what)
{
    if (c_name_of(name) == C_MACRO)
        diag(span, DIAG_c_name, "'%s' cannot name a %s: it is a macro of camkes.h", name, what);
    else if (strcmp(what, "parameter") == 0 && is_used_by_glue(name))
        diag(span, DIAG_c_name, "'%s' cannot name a %s: the code that calls needs it", name, what);
}

static void check_structure(const struct structure *structure)
{
    vec_each(const struct attribute *, field, &structure->fields) {
        check_inner(field->name, field->span, "field");
        if (field->structure)
            check_structure(field->structure);
    }
}

static void check_method(const struct method *method)
{
    struct map names = {0};

    vec_each(const struct parameter *, p, &method->parameters) {
        check_inner(p->name, p->span, "parameter");
        map_add(&names, p->name, (void *)p);
    }
    vec_each(const struct parameter *, p, &method->parameters) {
        const char *length = intern_printf("%s_sz", p->name);
        const struct parameter *other = p->array ? map_find(&names, length) : NULL;

        if (other)
            diag_note(diag(other->span, DIAG_same_c_name, "'%s' is two things in C: this "
                           "parameter, and the length of '%s'", length, p->name), p->span,
                      "'%s' declared here", p->name);
    }
}

void rule_parameter_names(struct model *model)
{
    vec_each(struct procedure *const *, p, &model->procedures) {
        vec_each(const struct method *, m, &(*p)->methods)
            check_method(m);
        vec_each(struct structure *const *, s, &(*p)->structures)
            check_structure(*s);
    }
    vec_each(struct component *const *, c, &model->components)
        vec_each(const struct attribute *, a, &(*c)->attributes)
            if (a->structure && has_code(*c))
                check_structure(a->structure);
}
