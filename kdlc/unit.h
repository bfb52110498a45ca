/*
 * One description on its way from text to model: all declarations of all files, by kind and name.
 */
#pragma once
#include "ast.h"
#include "map.h"
#include "model.h"

struct unit {
    const char *file;                   /* as named on the command line */
    struct nodes written;               /* what stands in that file */
    struct nodes declarations;          /* of all files, in order of loading */
    size_t prelude_start;               /* declarations from here on are not the user's */
    struct nodes assemblies;
    struct nodes resolved;              /* all components, those without a name too */
    struct map names[NODE_COUNT];       /* by kind: name -> node; aliases stand with CONNECTOR */
    struct nodes named[NODE_COUNT];     /* the same, in order */
    struct node *monitor;               /* component Monitor, or NULL */
    struct map unknown;                 /* "component Name": what resolve.c has reported of it */
};

/*
 * resolve.c: names become declarations (node->target); reports unknown and duplicate names.
 *
 * After it: target is set in every INTERFACE with a procedure, INSTANCE (component), CONNECTION
 * (connector), END and EXPORT (interface), ALIAS, COMPOSITION and CONFIGURATION by reference
 * (declaration), in FIELD and ATTRIBUTE whose type is a struct declaration, and in METHOD and
 * PARAMETER whose type is such a struct that no C header of the procedure may declare; or the node
 * is `refused`, or stands in one that is.
 */
void resolve(struct unit *unit);

/* the declaration that ref names; reported and NULL when there is none */
struct node *resolve_ref(struct unit *unit, const struct path *ref, enum node_kind kind,
                         enum diag_id id);
/* "component server Server": told, and put right, before anything has its name */
void resolve_exchanged(const struct unit *unit, struct node *node, enum node_kind kind,
                       enum diag_id id);
struct node *resolve_alias(struct node *node);          /* the connector behind it, or NULL */
void resolve_component(struct unit *unit, struct node *component);
void resolve_any_connector(struct unit *unit, struct node *connector);

/* resolve_types.c: types of what the component has, once all is resolved */
void check_types(const struct unit *unit, const struct node *component);

/* resolve_parts.c: compositions and configurations, in place or by reference */
void resolve_parts(struct unit *unit, struct node *component);
void resolve_assemblies(struct unit *unit);
struct node *composition_of(struct node *part);         /* NULL: it is none, or unknown */
/* the instance that an END or EXPORT names first; NULL: the component itself */
struct node *resolve_instance_of(const struct node *end);
struct suggestion;
/* the instance among items whose component has the name looked for, if it is the only one */
void suggest_of_component(struct suggestion *s, const struct nodes *items);

/* resolve_names.c: what the two ask of one declaration at a time */
const char *article(const char *word);                  /* "a" or "an" */
void check_name(const struct name *name, const char *what);
bool declare(struct map *names, struct node *node, const char *where);
void resolve_connector(struct node *connector);

/* lower.c: declarations become components and connectors of the model */
struct component *lower_component(struct node *node);
/* what is made from now on goes into no system: its files and devices may be elsewhere */
void lower_only_looked_at(bool on);
struct connector *lower_connector(struct node *node);
/* lower_types.c */
struct procedure *lower_procedure(struct node *node);
struct attribute lower_attribute(const struct node *node);
struct include lower_include(const struct node *include);

/* constants.c: what the user's expressions cannot say; what is reported again is shown once */
void check_constants(const struct unit *unit);

/* instantiate.c: the system, as far as there was no error; NULL: nothing is left of it */
struct model *instantiate(struct unit *unit);
/* a component as if it were all there is: nothing can be made of this model, but rules hold */
struct model *instantiate_alone(struct unit *unit, struct node *component);
