/* The tree as text, one node a line, indented: for golden tests and for the curious. */
#include "ast.h"
#include "strbuf.h"

static void dump_expr(const struct expr *e, struct strbuf *out);

static void dump_exprs(const struct exprs *list, const struct exprs *keys, struct strbuf *out)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            strbuf_add(out, ", ");
        if (keys) {
            dump_expr(keys->at[i], out);
            strbuf_add(out, ": ");
        }
        dump_expr(list->at[i], out);
    }
}

static void dump_operation(const struct expr *e, struct strbuf *out)
{
    strbuf_add(out, "(");
    if (e->kind == EXPR_CONDITION) {
        dump_expr(e->a, out);
        strbuf_add(out, " ? ");
        dump_expr(e->b, out);
        strbuf_add(out, " : ");
        dump_expr(e->c, out);
    } else if (e->kind == EXPR_UNARY) {
        strbuf_add(out, ast_op_text(e->op));
        dump_expr(e->a, out);
    } else {
        dump_expr(e->a, out);
        strbuf_printf(out, " %s ", ast_op_text(e->op));
        dump_expr(e->b, out);
    }
    strbuf_add(out, ")");
}

static void dump_expr(const struct expr *e, struct strbuf *out)
{
    switch (e->kind) {
    case EXPR_INT: strbuf_printf(out, "%lld", (long long)e->i); break;
    case EXPR_FLOAT: strbuf_printf(out, "%g", e->f); break;
    case EXPR_BOOL: strbuf_add(out, e->i ? "true" : "false"); break;
    case EXPR_STRING: strbuf_printf(out, "\"%s\"", e->text); break;
    case EXPR_LIST:
        strbuf_add(out, "[");
        dump_exprs(&e->items, NULL, out);
        strbuf_add(out, "]");
        break;
    case EXPR_DICT:
        strbuf_add(out, "{");
        dump_exprs(&e->items, &e->keys, out);
        strbuf_add(out, "}");
        break;
    case EXPR_UNARY: case EXPR_BINARY: case EXPR_CONDITION: dump_operation(e, out); break;
    case EXPR_QUERY:
        strbuf_printf(out, "%s(", e->text);
        dump_exprs(&e->items, NULL, out);
        strbuf_add(out, ")");
        break;
    case EXPR_INDEX:
        dump_expr(e->a, out);
        strbuf_add(out, "[");
        dump_expr(e->b, out);
        strbuf_add(out, "]");
        break;
    case EXPR_ERROR: strbuf_add(out, "?"); break;
    }
}

static void dump_type(const struct type_ref *type, struct strbuf *out)
{
    if (type->fields)
        strbuf_add(out, " {...}");
    else if (type->name)
        strbuf_printf(out, " %s%s", type->is_struct ? "struct " : "", type->name);
}

static void dump_words(const struct node *node, struct strbuf *out)
{
    bool sided = node->kind == NODE_END || node->kind == NODE_SIDE || node->kind == NODE_GRANT;

    if (node->maybe)
        strbuf_add(out, " maybe");
    if (sided)
        strbuf_add(out, node->detail == DETAIL_TO ? " to" : " from");
    else if (node->detail)
        strbuf_printf(out, " %s", ast_detail_text(node->detail));
    if (node->hardware)
        strbuf_add(out, " hardware");
    if (node->kind == NODE_GRANT)
        strbuf_add(out, node->maps ? " maps" : " holds");
    dump_type(&node->type, out);
    if (node->path.count)
        strbuf_printf(out, " %s", ast_path_text(&node->path));
    if (node->ref.count)
        strbuf_printf(out, "%s %s", node->kind == NODE_SETTING ? " <-" : "",
                      ast_path_text(&node->ref));
    if (node->name.text)
        strbuf_printf(out, " %s", node->name.text);
    if (node->array)
        strbuf_add(out, "[]");
    if (node->text)
        strbuf_printf(out, node->angle ? " <%s>" : " \"%s\"", node->text);
    vec_each(struct name *, right, &node->rights)
        strbuf_printf(out, " +%s", right->text);
    if (node->per.text)
        strbuf_printf(out, " per %s", node->per.text);
    if (node->badged)
        strbuf_add(out, " badged");
}

static void dump_node(const struct node *node, unsigned depth, struct strbuf *out)
{
    strbuf_printf(out, "%*s%s", (int)depth * 2, "", ast_kind_word(node->kind));
    dump_words(node, out);
    if (node->value) {
        strbuf_add(out, " = ");
        dump_expr(node->value, out);
    }
    strbuf_add(out, "\n");
    if (node->body && node->kind != NODE_END)
        dump_node(node->body, depth + 1, out);
    if (node->type.fields)
        vec_each(struct node **, n, node->type.fields)
            dump_node(*n, depth + 1, out);
    vec_each(struct node **, n, &node->items)
        dump_node(*n, depth + 1, out);
}

void dump_ast(const struct nodes *nodes, struct strbuf *out)
{
    vec_each(struct node **, n, nodes)
        dump_node(*n, 0, out);
}
