/*
 * What a description means: flat, checked, with defaults applied. Made by instantiate.c from the
 * syntax tree, read by check.c, plan.c and the emitters, which never see the tree.
 *
 * Everything stands in declaration order. All names are interned. Instance names are full
 * ("p1.sub.uart").
 */
#pragma once
#include "diag.h"
#include "vec.h"

/* ---- values of attributes and settings ---- */

enum value_kind { VALUE_INT, VALUE_FLOAT, VALUE_STRING, VALUE_BOOL, VALUE_LIST, VALUE_DICT };

struct value {
    enum value_kind kind;
    struct span span;
    struct span key;                    /* of an element of a dictionary as written; else none */
    int64_t i;                          /* INT, BOOL */
    double f;
    const char *s;                      /* STRING */
    VEC(struct value *) items;          /* LIST, DICT values */
    VEC(const char *) keys;             /* DICT, beside items */
};

struct value *value_at(const struct value *dict, const char *key);      /* NULL: none */

struct setting { const char *name; struct value *value; struct span span; bool used; };
VEC_OF(settings, struct setting);
struct value *setting_find(struct settings *settings, const char *name);    /* marks it used */

VEC_OF(names, const char *);

/* ---- procedures ---- */

struct include { const char *text; struct span span; };     /* as written, with <> or "" */
VEC_OF(includes, struct include);

enum type_kind {
    TYPE_INTEGER,       /* any integer, bool, character or pointer-size type: fits one word */
    TYPE_FLOAT,         /* float, double */
    TYPE_STRING,        /* char *, NUL terminated */
    TYPE_OPAQUE         /* struct or typedef of the user: moved by sizeof */
};
struct type { enum type_kind kind; const char *c_name; };   /* c_name: "int", "uint64_t", ... */

enum direction { DIR_IN, DIR_OUT, DIR_INOUT, DIR_REFIN };

struct parameter {
    const char *name;
    struct type type;
    enum direction direction;
    bool array;
    struct span span;
};

struct method {
    const char *name;
    struct type *result;                /* NULL: void */
    VEC(struct parameter) parameters;
    struct span span;
};

struct procedure {
    const char *name;
    const char *directory;              /* of the file that declares it */
    VEC(struct method) methods;
    struct includes includes;
    VEC(struct structure *) structures; /* C types that it needs besides; all have names */
    struct span span;
};

/* ---- components ---- */

enum interface_kind { IF_PROVIDES, IF_USES, IF_EMITS, IF_CONSUMES, IF_DATAPORT };

struct interface {
    const char *name;
    enum interface_kind kind;
    bool maybe;
    struct procedure *procedure;        /* PROVIDES, USES */
    const char *type_name;              /* event type, or C type of a dataport; "Buf" untyped */
    uint64_t size;                      /* dataport: bytes for Buf(n), 4096 Buf, 0 C type */
    struct span span;
};

struct structure {
    const char *name;                   /* NULL: unnamed */
    VEC(struct attribute) fields;
};

enum sync_kind { SYNC_MUTEX, SYNC_SEMAPHORE, SYNC_BINARY_SEMAPHORE };
struct sync { const char *name; enum sync_kind kind; struct span span; };

struct attribute {
    const char *name;
    const char *c_type;                 /* "int", "const char *", "struct foo", ...; NULL: */
    struct structure *structure;        /* written in place, or declared as that struct */
    struct span type_span;
    bool array;
    struct value *fallback;             /* may be NULL */
    size_t length;                      /* array: elements of the longest value; see measure() */
    bool constant;                      /* C code asks for its value while it is compiled */
    bool given;                         /* some instance has a value for it: it exists in C */
    struct span span;
};

struct component {
    const char *name;
    const char *directory;              /* of the file that declares it */
    VEC(struct interface *) interfaces;
    VEC(struct attribute) attributes;
    VEC(struct sync) syncs;
    struct includes includes;
    struct names sources;               /* paths; found beside the declaration by default */
    struct names include_dirs;          /* as written, then where it, its sources, its
                                           procedures stand */
    struct names cflags, cxxflags, libraries;
    bool control, hardware;
    bool compound;                      /* it has a composition */
    bool lost;                          /* a source or export of it is wrong: reported */
    bool apart;                         /* no instance has it: its sources were not looked for */
    struct span span;
};

/* ---- connectors: what one connection needs ---- */

enum connector_object_kind {
    CO_ENDPOINT, CO_NOTIFICATION,
    CO_FRAMES,          /* shared RAM */
    CO_DEVICE,          /* physical pages of the hardware end */
    CO_IRQ              /* interrupt of the hardware end */
};
enum connector_per { PER_CONNECTION, PER_FROM, PER_TO };

struct connector_object {
    const char *name;
    enum connector_object_kind kind;
    enum connector_per per;
    struct span span;
};

/* one line "from|to holds x (rights) badged;", "from|to maps x (rights);", "x signals y badged;" */
struct connector_grant {
    const struct connector_object *object;
    bool to_side;
    bool map;                           /* mapped, else held as a capability */
    unsigned rights;                    /* RIGHT_* of kernel/abi/message.h */
    bool badged, uncached, execute;
    const struct connector_object *signals; /* an IRQ object that signals this notification */
    struct span span;
};

struct connector_side {
    enum interface_kind kinds[2];       /* permitted: Procedure from USES / to PROVIDES, ... */
    bool plural, hardware;
    unsigned threads;
};

struct connector {
    const char *name;                   /* canonical: aliases have been replaced */
    const char *directory;              /* where its two templates are */
    struct connector_side from, to;
    VEC(struct connector_object) objects;
    VEC(struct connector_grant) grants;
    VEC(struct attribute) attributes;
    struct span span;
};

/* ---- the system ---- */

/* instances that are one program: one address space, one table of capabilities */
struct group {
    const char *name;                   /* full; what is inside is named without it */
    VEC(struct instance *) members;     /* software; at least two */
    struct span span;
    size_t index;
};

struct instance {
    const char *name;
    struct group *group;                /* NULL: alone in its address space */
    struct component *component;
    struct variant *variant;            /* NULL: hardware */
    struct names excused;               /* interfaces that need no connection: those of instances
                                           inside it, and those about which an error was told */
    bool unset;                         /* some setting has no value: reported */
    struct settings settings;           /* explicit ones; setting_find falls back nowhere */
    VEC(struct attribute_value { struct attribute *attribute; struct value *value; }) attributes;
    VEC(struct link { struct connection *connection; struct end *end; }) links;
    struct span span;
    size_t index;
};

struct end {
    struct instance *instance;
    struct interface *interface;
    bool to_side;
    size_t position;                    /* among the ends of its side, from 0 */
    struct span span;
};

struct connection {
    const char *name;
    struct connector *connector;
    VEC(struct end *) from, to;
    struct settings settings;
    struct span span;
    bool refused;                       /* wrong, reported: no plan can be made of it */
    size_t index;
};

/* ---- policy ---- */

enum policy_kind {
    POLICY_DENY_FLOW, POLICY_DENY_DEVICE,   /* nothing of left reaches anything of right */
    POLICY_ALLOW_ONLY,                      /* every way to right comes through left */
    POLICY_ISOLATE,                         /* no way between two of left */
    POLICY_ONLY_HOLD,                       /* nobody but left has what `held` and right name */
    POLICY_MEMORY, POLICY_STACK,            /* each of left takes at most `limit` bytes */
    POLICY_TOTAL,
    POLICY_UTILISATION                      /* of core `number`, in percent */
};

enum member_kind { MEMBER_NAME, MEMBER_PATTERN, MEMBER_TYPE, MEMBER_LABEL };

/* text: full name of an instance, pattern of full names, name of a component, label */
struct policy_member { enum member_kind kind; const char *text; struct span span; };
VEC_OF(policy_members, struct policy_member);

struct policy {
    enum policy_kind kind;
    struct policy_members left, right, guards;
    const char *held;                   /* "irq", "frame", "untyped", "device" */
    bool numbered;                      /* `number` is given */
    uint64_t number, limit;
    struct span span;
};

/*
 * What user code is compiled for once: the instances of a type whose component.h is the same, and
 * for which the application asks for nothing else.
 */
struct variant {
    const char *name;                   /* the type's; of others "Type.instance" */
    struct component *component;
    VEC(struct instance *) instances;
    struct names sources, include_dirs, cflags;     /* besides the component's */
};

struct turn { unsigned domain; uint64_t us; };

struct model {
    const char *name;                   /* of the system: stem of the file */
    VEC(struct component *) components; /* those with an instance */
    VEC(struct variant *) variants;     /* of software; the components' order */
    VEC(struct procedure *) procedures;
    VEC(struct connector *) connectors;
    VEC(struct instance *) instances;   /* hardware instances included */
    VEC(struct group *) groups;
    VEC(struct connection *) connections;
    VEC(struct policy *) policies;
    VEC(struct turn) schedule;          /* of domains; empty: there is only domain 0 */
    bool schedule_refused;              /* it has a mistake, which was told */
    bool partial;                       /* some of it was refused, and told: what a policy names may
                                           be there all the same */
};

/* attribute->length, also inside structs, as one instance has it */
void measure(const struct instance *instance);
struct value *attribute_value_of(const struct instance *instance, const struct attribute *a);

/* Setting of an instance, else its attribute's value (defaults applied), else NULL. */
struct value *instance_value(struct instance *instance, const char *name);
/* interface setting "<interface>_<name>" of the instance, or NULL */
struct value *interface_value(struct instance *instance, const struct interface *interface,
                              const char *name);
