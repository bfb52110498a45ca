/* Names of one block, and what stands inside a connector. */
#include "c_names.h"
#include "suggest.h"
#include "unit.h"

const char *article(const char *word)
{
    return strchr("aeiou", *word) ? "an" : "a";
}

void check_name(const struct name *name, const char *what)
{
    if (name->text && c_name_of(name->text) == C_WORD)
        diag(name->span, DIAG_c_keyword, "'%s' is a word of C and cannot name %s %s",
             name->text, article(what), what);
}

/* where: the kind of the block, or NULL for the whole description */
bool declare(struct map *names, struct node *node, const char *where)
{
    struct node *before = map_add(names, node->name.text, node);
    struct diag *d;

    if (!before)
        return true;
    node->refused = true;
    if (where)
        d = diag(node->name.span, DIAG_duplicate_name, "this %s has a second '%s'", where,
                 node->name.text);
    else
        d = diag(node->name.span, DIAG_duplicate_declaration, "%s '%s' is declared twice",
                 ast_kind_word(node->kind), node->name.text);
    diag_note(d, before->name.span, "first declared here");
    return false;
}

/* ---- connectors ---- */

struct words { const char *const *at; size_t count; };

#define WORDS(array) ((struct words){array, sizeof (array) / sizeof *(array)})

static const char *const side_kinds[] = {"Procedure", "Procedures", "Event", "Events",
                                         "Dataport", "Dataports"};
static const char *const object_kinds[] = {"endpoint", "notification", "frames", "device", "irq"};
static const char *const held_rights[] = {"send", "receive", "grant", "grant_reply", "signal",
                                          "wait"};
static const char *const mapped_rights[] = {"read", "write", "execute", "uncached"};

static bool check_word(const struct name *name, struct words words, enum diag_id id,
                       const char *what)
{
    struct suggestion s;
    struct diag *d;
    const char *all = "";

    suggest_start(&s, name->text);
    for (size_t i = 0; i < words.count; i++) {
        if (strcmp(words.at[i], name->text) == 0)
            return true;
        suggest_candidate(&s, words.at[i]);
        all = arena_printf("%s%s%s", all, i ? ", " : "", words.at[i]);
    }
    d = diag(name->span, id, "there is no %s '%s'", what, name->text);
    if (s.best)
        suggest_finish(&s, d, name->span);
    else
        diag_help(d, "there are %s", all);
    return false;
}

static struct node *object_of(const struct node *connector, const struct name *name)
{
    struct suggestion s;

    suggest_start(&s, name->text);
    vec_each(struct node **, n, &connector->items) {
        if ((*n)->kind != NODE_OBJECT)
            continue;
        if ((*n)->name.text == name->text)
            return *n;
        suggest_candidate(&s, (*n)->name.text);
    }
    suggest_finish(&s, diag(name->span, DIAG_unknown_object,
                            "this connector has no object '%s'", name->text), name->span);
    return NULL;
}

static bool is_kind(const struct node *object, const char *kind)
{
    return strcmp(object->ref.at[0].text, kind) == 0;
}

static void bad_grant(const struct node *grant, const struct node *object, const char *why)
{
    struct diag *d = diag(grant->span, DIAG_bad_grant, "'%s' %s", object->name.text, why);

    diag_note(d, object->span, "declared here");
}

static void resolve_grant(const struct node *connector, struct node *grant)
{
    bool memory;

    vec_each(struct name *, right, &grant->rights)
        check_word(right, grant->maps ? WORDS(mapped_rights) : WORDS(held_rights),
                   DIAG_unknown_right, grant->maps ? "right to mapped memory" : "right");
    grant->target = object_of(connector, &grant->path.at[0]);
    if (!grant->target)
        return;
    memory = is_kind(grant->target, "frames") || is_kind(grant->target, "device");
    if (is_kind(grant->target, "device") && !grant->maps)
        bad_grant(grant, grant->target, "is a device: it is mapped, not held");
    else if (!memory && grant->maps)
        bad_grant(grant, grant->target, "is no memory: it is held, not mapped");
    else if (memory && grant->badged)
        bad_grant(grant, grant->target, "is memory and has no badge");
}

static void resolve_signal(const struct node *connector, struct node *signal)
{
    struct node *irq = object_of(connector, &signal->name);
    struct node *notification = object_of(connector, &signal->ref.at[0]);

    signal->target = notification;
    if (irq && !is_kind(irq, "irq"))
        bad_grant(signal, irq, "is no interrupt and signals nothing");
    if (notification && !is_kind(notification, "notification"))
        bad_grant(signal, notification, "is no notification and cannot be signalled");
}

static void resolve_side(struct node *side, struct node **sides)
{
    struct node **mine = &sides[side->detail == DETAIL_TO];

    check_word(&side->ref.at[0], WORDS(side_kinds), DIAG_unknown_side_kind, "kind of end");
    if (*mine)
        diag_note(diag(side->span, DIAG_duplicate_side, "this connector has a second '%s'",
                       side->detail == DETAIL_TO ? "to" : "from"),
                  (*mine)->span, "the first is here");
    else
        *mine = side;
}

void resolve_connector(struct node *connector)
{
    struct map names = {0};
    struct node *sides[2] = {0};

    vec_each(struct node **, n, &connector->items) {
        struct node *item = *n;

        item->source = connector->source;
        if (item->kind == NODE_OBJECT) {
            check_name(&item->name, "object");
            declare(&names, item, "connector");
            check_word(&item->ref.at[0], WORDS(object_kinds), DIAG_unknown_object_kind,
                       "kind of object");
        } else if (item->kind == NODE_SIDE) {
            resolve_side(item, sides);
        }
    }
    for (int i = 0; i < 2; i++)
        if (!sides[i])
            diag(connector->name.span, DIAG_missing_side, "this connector has no '%s' line",
                 i ? "to" : "from");
    vec_each(struct node **, n, &connector->items) {
        if ((*n)->kind == NODE_GRANT)
            resolve_grant(connector, *n);
        else if ((*n)->kind == NODE_SIGNAL)
            resolve_signal(connector, *n);
    }
}

void resolve_exchanged(const struct unit *unit, struct node *node, enum node_kind kind,
                       enum diag_id id)
{
    const struct map *names = &unit->names[kind];
    struct name type;
    struct diag *d;

    if (node->ref.count != 1 || !node->name.text || map_find(names, node->ref.at[0].text)
        || !map_find(names, node->name.text))
        return;
    type = node->name;
    node->name = node->ref.at[0];
    node->ref.at[0] = type;
    d = diag(node->name.span, id, "there is no %s '%s': first stands what it is, then its name",
             ast_kind_word(kind), node->name.text);
    diag_fix(d, node->name.span, type.text);
    diag_fix(d, type.span, node->name.text);
}
