/* Constructors of the tree. They cannot fail; what is too deep or too large is reported here. */
#include "ast.h"

#include <math.h>
#include <stdlib.h>

#include "strbuf.h"

struct node *ast_node(enum node_kind kind, struct span span)
{
    struct node *node = arena_alloc(sizeof *node);

    node->kind = kind;
    node->span = span;
    return node;
}

struct node *ast_named(enum node_kind kind, struct span span, struct name name)
{
    struct node *node = ast_node(kind, span);

    node->name = name;
    return node;
}

struct node *ast_block(enum node_kind kind, struct span span, struct name name,
                       struct nodes *items)
{
    struct node *node = ast_named(kind, span, name);

    if (items)
        node->items = *items;
    return node;
}

struct node *ast_detail(struct node *node, enum node_detail detail)
{
    node->detail = detail;
    return node;
}

struct node *ast_ref(struct node *node, const struct path *ref)
{
    node->ref = *ref;
    return node;
}

struct node *ast_body(struct node *node, struct node *body)
{
    node->body = body;
    return node;
}

struct node *ast_value(struct node *node, struct expr *value)
{
    node->value = value;
    return node;
}

struct node *ast_typed(enum node_kind kind, struct span span, struct type_ref type,
                       struct name name)
{
    struct node *node = ast_named(kind, span, name);

    node->type = type;
    return node;
}

struct node *ast_text(enum node_kind kind, struct span span, const char *text, bool angle)
{
    struct node *node = ast_node(kind, span);

    node->text = text;
    node->angle = angle;
    return node;
}

struct node *ast_array(struct node *node)
{
    node->array = true;
    return node;
}

struct node *ast_maybe(struct node *node, bool maybe)
{
    node->maybe = maybe;
    return node;
}

struct node *ast_grant(struct span span, struct node *side, bool maps, struct name object)
{
    struct node *node = ast_node(NODE_GRANT, span);

    node->detail = side->detail;
    node->maps = maps;
    ast_path(&node->path, object);
    return node;
}

struct node *ast_rights(struct node *grant, struct path *rights)
{
    grant->rights = *rights;
    return grant;
}

struct node *ast_badged(struct node *grant, bool badged)
{
    grant->badged = badged;
    return grant;
}

struct node *ast_rule(struct span span, enum node_detail detail, struct node *left,
                      struct node *right, struct node *guards)
{
    struct node *rule = ast_detail(ast_node(NODE_RULE, span), detail);
    struct node *lists[] = {left, right, guards};

    for (int i = 0; i < 3; i++)
        ast_list(&rule->items, lists[i] ? lists[i] : ast_node(NODE_MEMBERS, span));
    return rule;
}

struct node *ast_limit(struct node *rule, struct expr *number, struct expr *limit)
{
    rule->items.at[0]->value = number;
    return ast_value(rule, limit);
}

struct nodes *ast_list(struct nodes *list, struct node *node)
{
    if (!list)
        list = arena_alloc(sizeof *list);
    if (node)
        *vec_push(list) = node;
    return list;
}

struct path *ast_path(struct path *path, struct name name)
{
    if (!path)
        path = arena_alloc(sizeof *path);
    *vec_push(path) = name;
    return path;
}

const char *ast_joined(const struct path *pieces)
{
    struct strbuf text = {0};
    const char *joined;

    if (pieces->count == 1)
        return pieces->at[0].text;
    vec_each(const struct name *, piece, pieces)
        strbuf_add(&text, piece->text);
    joined = intern_n(text.text, text.length);
    free(text.text);
    return joined;
}

struct span ast_path_span(const struct path *path)
{
    if (path->count == 0)
        return NO_SPAN;
    return (struct span){path->at[0].span.lo, path->at[path->count - 1].span.hi};
}

const char *ast_path_text(const struct path *path)
{
    size_t length = 0;
    char *text, *p;

    vec_each(struct name *, name, path)
        length += strlen(name->text) + 1;
    text = p = arena_alloc(length + 1);
    vec_each(struct name *, name, path) {
        if (p != text)
            *p++ = '.';
        p = stpcpy(p, name->text);
    }
    return text;
}

struct type_ref ast_type(struct span span, const char *name)
{
    return (struct type_ref){.name = intern(name), .span = span};
}

/* ---- expressions ---- */

struct expr *ast_expr(enum expr_kind kind, struct span span)
{
    struct expr *e = arena_alloc(sizeof *e);

    e->kind = kind;
    e->span = span;
    return e;
}

/* Deeper trees than EXPR_DEPTH are cut off, so that nobody has to fear recursion. */
static struct expr *deepen(struct expr *e, const struct expr *part)
{
    if (part && part->depth >= e->depth)
        e->depth = part->depth + 1;
    if (e->depth > EXPR_DEPTH) {
        if (part->kind != EXPR_ERROR)
            diag(e->span, DIAG_too_deep, "this expression is nested too deeply");
        return ast_expr(EXPR_ERROR, e->span);
    }
    return e;
}

/* Decimal and hexadecimal; up to 64 bits, where the top bit makes the number negative. */
struct expr *ast_number(struct span span, const char *digits, size_t length)
{
    struct expr *e = ast_expr(EXPR_INT, span);
    unsigned base = length > 2 && (digits[1] == 'x' || digits[1] == 'X') ? 16 : 10;
    uint64_t n = 0;
    bool large = false;

    for (size_t i = base == 16 ? 2 : 0; i < length; i++) {
        unsigned digit = digits[i] <= '9' ? (unsigned)(digits[i] - '0')
                                          : (unsigned)((digits[i] | 0x20) - 'a') + 10;

        large |= __builtin_mul_overflow(n, base, &n);
        large |= __builtin_add_overflow(n, digit, &n);
    }
    if (large)
        diag(span, DIAG_number_too_large, "this number does not fit in 64 bits");
    e->i = (int64_t)n;
    return e;
}

struct expr *ast_size(struct span span, const char *text, size_t length)
{
    static const char units[] = "KMG";
    struct expr *size = ast_number(span, text, length - 1);
    unsigned shift = 10 * (unsigned)(strchr(units, text[length - 1]) - units + 1);

    if (size->kind != EXPR_INT)
        return size;
    if (size->i > INT64_MAX >> shift) {
        diag(span, DIAG_number_too_large, "this size does not fit 64 bits");
        return ast_expr(EXPR_ERROR, span);
    }
    size->i <<= shift;
    return size;
}

struct expr *ast_float(struct span span, const char *digits, size_t length)
{
    struct expr *e = ast_expr(EXPR_FLOAT, span);

    e->f = strtod(arena_strndup(digits, length), NULL);
    if (!isfinite(e->f)) {
        diag(span, DIAG_number_too_large, "this number is too large for a fraction of 64 bits");
        e->kind = EXPR_ERROR;
    }
    return e;
}

struct expr *ast_bool(struct span span, bool value)
{
    struct expr *e = ast_expr(EXPR_BOOL, span);

    e->i = value;
    return e;
}

struct expr *ast_string(struct span span, const char *text)
{
    struct expr *e = ast_expr(EXPR_STRING, span);

    e->text = text;
    return e;
}

struct expr *ast_unary(struct span span, enum expr_op op, struct expr *a)
{
    struct expr *e = ast_expr(EXPR_UNARY, span);

    e->op = op;
    e->a = a;
    return deepen(e, a);
}

struct expr *ast_binary(struct span span, enum expr_op op, struct expr *a, struct expr *b)
{
    struct expr *e = ast_expr(EXPR_BINARY, span);

    e->op = op;
    e->a = a;
    e->b = b;
    e = deepen(e, a);
    return e->kind == EXPR_ERROR ? e : deepen(e, b);
}

struct expr *ast_condition(struct span span, struct expr *a, struct expr *b, struct expr *c)
{
    struct expr *e = ast_expr(EXPR_CONDITION, span);

    e->a = a;
    e->b = b;
    e->c = c;
    e = deepen(e, a);
    if (e->kind != EXPR_ERROR)
        e = deepen(e, b);
    return e->kind == EXPR_ERROR ? e : deepen(e, c);
}

/* A dict's items come as key, value, key, value. */
struct expr *ast_items(enum expr_kind kind, struct span span, struct exprs *items)
{
    struct expr *e = ast_expr(kind, span);

    for (size_t i = 0; items && i < items->count && e->kind != EXPR_ERROR; i++) {
        struct expr *item = items->at[i];

        if (kind == EXPR_DICT && i % 2 == 0)
            *vec_push(&e->keys) = item;
        else
            *vec_push(&e->items) = item;
        e = deepen(e, item);
    }
    return e;
}

struct expr *ast_query(struct span span, struct name name, struct exprs *items)
{
    struct expr *e = ast_items(EXPR_QUERY, span, items);

    e->text = name.text;
    return e;
}

struct expr *ast_index(struct span span, struct expr *a, struct expr *b)
{
    struct expr *e = ast_expr(EXPR_INDEX, span);

    e->a = a;
    e->b = b;
    e = deepen(e, a);
    return e->kind == EXPR_ERROR ? e : deepen(e, b);
}

struct exprs *ast_exprs(struct exprs *list, struct expr *e)
{
    if (!list)
        list = arena_alloc(sizeof *list);
    if (e)
        *vec_push(list) = e;
    return list;
}

const char *ast_kind_word(enum node_kind kind)
{
    static const char *const words[] = {
#define X(id, word) word,
        NODES(X)
#undef X
    };

    return words[kind];
}

const char *ast_detail_text(enum node_detail detail)
{
    static const char *const words[] = {
        [DETAIL_NONE] = NULL, [DETAIL_TO] = "to", [DETAIL_PROVIDES] = "provides",
        [DETAIL_USES] = "uses", [DETAIL_EMITS] = "emits", [DETAIL_CONSUMES] = "consumes",
        [DETAIL_DATAPORT] = "dataport", [DETAIL_MUTEX] = "mutex",
        [DETAIL_SEMAPHORE] = "semaphore", [DETAIL_BINARY_SEMAPHORE] = "binary_semaphore",
        [DETAIL_IN] = "in", [DETAIL_OUT] = "out", [DETAIL_INOUT] = "inout",
        [DETAIL_REFIN] = "refin", [DETAIL_SOURCES] = "sources",
        [DETAIL_INCLUDE_DIRS] = "include_dirs", [DETAIL_CFLAGS] = "cflags",
        [DETAIL_LIBRARIES] = "libraries", [DETAIL_DENY_FLOW] = "deny flow",
        [DETAIL_DENY_DEVICE] = "deny device", [DETAIL_ALLOW_ONLY] = "allow only",
        [DETAIL_ISOLATE] = "isolate", [DETAIL_ONLY_HOLD] = "only may hold",
        [DETAIL_MEMORY] = "memory", [DETAIL_STACK] = "stack", [DETAIL_TOTAL] = "total",
        [DETAIL_UTILISATION] = "utilisation", [DETAIL_GROUP] = "group",
    };

    return words[detail];
}

const char *ast_op_text(enum expr_op op)
{
    static const char *const text[] = {
        [OP_OR] = "||", [OP_AND] = "&&", [OP_BIT_OR] = "|", [OP_BIT_XOR] = "^",
        [OP_BIT_AND] = "&", [OP_EQ] = "==", [OP_NE] = "!=", [OP_LT] = "<", [OP_LE] = "<=",
        [OP_GT] = ">", [OP_GE] = ">=", [OP_SHL] = "<<", [OP_SHR] = ">>", [OP_ADD] = "+",
        [OP_SUB] = "-", [OP_MUL] = "*", [OP_DIV] = "/", [OP_MOD] = "%", [OP_POW] = "**",
        [OP_NEG] = "-", [OP_PLUS] = "+", [OP_NOT] = "!", [OP_COMPLEMENT] = "~",
    };

    return text[op];
}
