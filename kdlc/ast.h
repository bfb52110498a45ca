/*
 * The tree as written: what the parser makes and resolve.c binds. Nothing here knows what a
 * description means.
 *
 * One node type serves all declarations and statements; NODES says which there are. Fields that
 * a kind does not use are zero.
 */
#pragma once
#include "diag.h"
#include "source.h"
#include "vec.h"

struct name { const char *text; struct span span; };    /* text NULL: anonymous */
VEC_OF(path, struct name);                              /* a.b.c */

enum expr_kind {
    EXPR_INT, EXPR_FLOAT, EXPR_BOOL, EXPR_STRING,
    EXPR_LIST, EXPR_DICT,
    EXPR_UNARY, EXPR_BINARY, EXPR_CONDITION,            /* op; a, b, c */
    EXPR_QUERY,                                         /* text(items): dtb(...) */
    EXPR_INDEX,                                         /* a[b] */
    EXPR_ERROR                                          /* poisoned: already reported */
};

enum expr_op {
    OP_OR, OP_AND, OP_BIT_OR, OP_BIT_XOR, OP_BIT_AND, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE,
    OP_SHL, OP_SHR, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MOD, OP_POW, OP_NEG, OP_PLUS, OP_NOT,
    OP_COMPLEMENT
};

VEC_OF(exprs, struct expr *);

struct expr {
    enum expr_kind kind;
    enum expr_op op;
    struct span span;
    unsigned depth;                     /* at most EXPR_DEPTH: recursion over it is bounded */
    int64_t i;
    double f;
    const char *text;
    struct expr *a, *b, *c;
    struct exprs items, keys;           /* LIST: items; DICT: keys beside items */
};
#define EXPR_DEPTH 500

/* kind, word for messages, what the fields mean */
#define NODES(X) \
    X(IMPORT, "import")                 /* text, angle */ \
    X(PROCEDURE, "procedure")           /* name; METHOD INCLUDE */ \
    X(METHOD, "method")                 /* name, type (of the result); PARAMETER */ \
    X(PARAMETER, "parameter")           /* name, type, detail = direction, array */ \
    X(STRUCT, "struct")                 /* name; FIELD */ \
    X(FIELD, "field")                   /* name, type, array, value */ \
    X(COMPONENT, "component")           /* name; the rest of this paragraph */ \
    X(CONTROL, "control") \
    X(HARDWARE, "hardware") \
    X(INTERFACE, "interface")           /* name, detail = which, maybe, ref, value = Buf size */ \
    X(HAS, "synchronisation object")    /* name, detail = mutex .. */ \
    X(ATTRIBUTE, "attribute")           /* name, type, array, value */ \
    X(INCLUDE, "include")               /* text, angle */ \
    X(FILES, "file list")               /* detail = sources .., value = list of strings */ \
    X(DEVICE, "device")                 /* name, value */ \
    X(COMPOSITION, "composition")       /* name or ref; INSTANCE CONNECTION GROUP EXPORT */ \
    X(INSTANCE, "instance")             /* name, ref or body */ \
    X(CONNECTION, "connection")         /* name, ref or body; END */ \
    X(END, "end")                       /* detail = 1: to; path */ \
    X(GROUP, "group")                   /* name; INSTANCE */ \
    X(EXPORT, "export")                 /* path -> name */ \
    X(CONFIGURATION, "configuration")   /* name or ref; SETTING */ \
    X(SETTING, "setting")               /* path = value, or path <- ref, value = indices */ \
    X(ASSEMBLY, "assembly")             /* name; COMPOSITION CONFIGURATION SCHEDULE */ \
    X(SCHEDULE, "schedule") \
    X(POLICY, "policy")                 /* RULE; in an assembly or composition */ \
    X(RULE, "rule")                     /* detail = which; MEMBERS: left, right, guards; value */ \
    X(MEMBERS, "members")               /* MEMBER; name = kind of object held, value = number */ \
    X(MEMBER, "member")                 /* path; name: a type; text: a pattern; angle: a label */ \
    X(CONNECTOR, "connector")           /* name; SIDE ATTRIBUTE OBJECT GRANT SIGNAL TEMPLATE */ \
    X(ALIAS, "connector")               /* name = ref */ \
    X(SIDE, "side")                     /* detail = 1: to; ref = Procedures .., hardware, value */ \
    X(OBJECT, "object")                 /* name, ref = its kind; per = 0, from, to */ \
    X(GRANT, "grant")                   /* detail = 1: to; maps; path = object; rights; badged */ \
    X(SIGNAL, "signal")                 /* path = IRQ; ref = notification; badged */ \
    X(TEMPLATE, "template")             /* text */

enum node_kind {
#define X(id, word) NODE_##id,
    NODES(X)
#undef X
    NODE_COUNT
};

enum node_detail {
    DETAIL_NONE = 0, DETAIL_TO = 1,
    DETAIL_PROVIDES, DETAIL_USES, DETAIL_EMITS, DETAIL_CONSUMES, DETAIL_DATAPORT,
    DETAIL_MUTEX, DETAIL_SEMAPHORE, DETAIL_BINARY_SEMAPHORE,
    DETAIL_IN, DETAIL_OUT, DETAIL_INOUT, DETAIL_REFIN,
    DETAIL_SOURCES, DETAIL_INCLUDE_DIRS, DETAIL_CFLAGS, DETAIL_LIBRARIES,
    DETAIL_DENY_FLOW, DETAIL_DENY_DEVICE, DETAIL_ALLOW_ONLY, DETAIL_ISOLATE, DETAIL_ONLY_HOLD,
    DETAIL_MEMORY, DETAIL_STACK, DETAIL_TOTAL, DETAIL_UTILISATION, DETAIL_GROUP,
};

VEC_OF(nodes, struct node *);

struct type_ref {
    const char *name;                   /* "int", "unsigned int", "foo_t"; NULL: void */
    bool is_struct;                     /* written "struct name" */
    struct nodes *fields;               /* written { int a; } */
    struct span span;
};

struct node {
    enum node_kind kind;
    enum node_detail detail;
    struct span span;                   /* all of it */
    struct name name;
    struct path path, ref;
    struct node *body;                  /* declared in place of ref */
    struct nodes items;
    struct expr *value;
    struct type_ref type;
    struct path rights;                 /* GRANT */
    struct name per;                    /* OBJECT */
    const char *text;
    const struct source *source;        /* declarations: the file */
    bool angle, maybe, array, hardware, maps, badged;

    bool refused;                       /* resolve.c: wrong, reported; left out of the model */
    struct node *target;                /* resolve.c: what ref names */
    void *names;                        /* resolve.c, COMPONENT: its interfaces by name */
    void *meaning;                      /* lower.c: the object of the model made of it */
    int mark;                           /* resolve.c: search for cycles */
};

struct node *ast_node(enum node_kind kind, struct span span);
struct node *ast_named(enum node_kind kind, struct span span, struct name name);
struct node *ast_block(enum node_kind kind, struct span span, struct name name,
                       struct nodes *items);
struct node *ast_detail(struct node *node, enum node_detail detail);
struct node *ast_ref(struct node *node, const struct path *ref);
struct node *ast_body(struct node *node, struct node *body);
struct node *ast_value(struct node *node, struct expr *value);
struct node *ast_typed(enum node_kind kind, struct span span, struct type_ref type,
                       struct name name);
struct node *ast_text(enum node_kind kind, struct span span, const char *text, bool angle);
struct node *ast_array(struct node *node);
struct node *ast_maybe(struct node *node, bool maybe);
struct node *ast_grant(struct span span, struct node *side, bool maps, struct name object);
struct node *ast_rights(struct node *grant, struct path *rights);
struct node *ast_badged(struct node *grant, bool badged);
/* of a policy; what is NULL becomes an empty list */
struct node *ast_rule(struct span span, enum node_detail detail, struct node *left,
                      struct node *right, struct node *guards);
struct node *ast_limit(struct node *rule, struct expr *number, struct expr *limit);

/* NULL list: new; NULL node: list as it is */
struct nodes *ast_list(struct nodes *list, struct node *node);
struct path *ast_path(struct path *path, struct name name);
const char *ast_joined(const struct path *pieces);      /* one text, without anything between */
struct span ast_path_span(const struct path *path);
const char *ast_path_text(const struct path *path);
struct type_ref ast_type(struct span span, const char *name);

struct expr *ast_expr(enum expr_kind kind, struct span span);
struct expr *ast_number(struct span span, const char *digits, size_t length);
struct expr *ast_size(struct span span, const char *text, size_t length);   /* 64K, 1M, 2G */
struct expr *ast_float(struct span span, const char *digits, size_t length);
struct expr *ast_bool(struct span span, bool value);
struct expr *ast_string(struct span span, const char *text);
struct expr *ast_unary(struct span span, enum expr_op op, struct expr *a);
struct expr *ast_binary(struct span span, enum expr_op op, struct expr *a, struct expr *b);
struct expr *ast_condition(struct span span, struct expr *a, struct expr *b, struct expr *c);
struct expr *ast_items(enum expr_kind kind, struct span span, struct exprs *items);
struct expr *ast_query(struct span span, struct name name, struct exprs *items);
struct expr *ast_index(struct span span, struct expr *a, struct expr *b);
struct exprs *ast_exprs(struct exprs *list, struct expr *e);

const char *ast_kind_word(enum node_kind kind);
const char *ast_detail_text(enum node_detail detail);   /* as it is written; NULL: none */
const char *ast_op_text(enum expr_op op);

/* parser.y: the declarations of one file, or those that could be read; errors are diagnostics */
struct nodes *parse(const struct source *source);

/* dump_ast.c: the tree as text */
struct strbuf;
void dump_ast(const struct nodes *nodes, struct strbuf *out);
