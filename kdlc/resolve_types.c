/*
 * Types of parameters and dataports that neither the description nor C knows. What a header of the
 * component, of its procedures or of its compiler options may declare is not asked for.
 */
#include "application.h"
#include "c_names.h"
#include "suggest.h"
#include "unit.h"

static bool has_header(const struct nodes *items)
{
    vec_each(struct node *const *, n, items)
        if ((*n)->kind == NODE_INCLUDE)
            return true;
    return false;
}

static bool is_known(const char *name)
{
    static const char *const ours[] = {"integer", "string", "boolean", "character", "signed char",
                                       "unsigned int", "unsigned char"};

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strcmp(ours[i], name) == 0)
            return true;
    return c_is_type(name);
}

/* dataport: it may be Buf */
static void check_type(const struct unit *unit, const struct type_ref *type, bool dataport)
{
    const char *name = type->is_struct ? arena_printf("struct %s", type->name) : type->name;
    struct suggestion s;

    if (!type->name || is_known(name))
        return;
    suggest_start(&s, type->name);
    vec_each(struct node *const *, n, &unit->named[NODE_STRUCT])
        suggest_candidate(&s, type->is_struct ? (*n)->name.text
                          : arena_printf("struct %s", (*n)->name.text));
    if (!type->is_struct)
        c_suggest_types(&s);
    if (dataport)
        suggest_candidate(&s, "Buf");
    if (!type->is_struct && map_find(&unit->names[NODE_STRUCT], type->name))
        suggest_only(&s, arena_printf("struct %s", type->name));
    c_unknown_type(name, type->span, &s);
}

static void check_procedure(const struct unit *unit, const struct node *procedure)
{
    vec_each(struct node *const *, m, &procedure->items) {
        if ((*m)->kind != NODE_METHOD)
            continue;
        if (!(*m)->target)
            check_type(unit, &(*m)->type, false);
        vec_each(struct node *const *, p, &(*m)->items)
            if (!(*p)->target)
                check_type(unit, &(*p)->type, false);
    }
}

static bool may_have_headers(const struct node *component)
{
    const struct application_component *said = application_component(component->name.text);

    if (has_header(&component->items) || (said && said->files.cflags.count > 0))
        return true;
    vec_each(struct node *const *, n, &component->items)
        if (((*n)->kind == NODE_INTERFACE && (*n)->target && has_header(&(*n)->target->items))
            || ((*n)->kind == NODE_FILES && (*n)->detail == DETAIL_CFLAGS)
            || (*n)->kind == NODE_HARDWARE)
            return true;
    return false;
}

void check_types(const struct unit *unit, const struct node *component)
{
    if (may_have_headers(component))
        return;
    vec_each(struct node *const *, n, &component->items) {
        const struct node *item = *n;

        if (item->kind == NODE_INTERFACE && item->target)
            check_procedure(unit, item->target);
        else if (item->kind == NODE_INTERFACE && item->detail == DETAIL_DATAPORT && !item->value
                 && strcmp(ast_path_text(&item->ref), "Buf") != 0)
            check_type(unit, &(struct type_ref){.name = ast_path_text(&item->ref),
                                                .span = ast_path_span(&item->ref)}, true);
    }
}
