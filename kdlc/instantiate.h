/*
 * Between instantiate.c and its helpers settings.c, connect.c, devices.c: the hierarchy of the
 * system while it is being made flat.
 */
#pragma once
#include "unit.h"

enum pending_state { PENDING_OPEN, PENDING_ACTIVE, PENDING_DONE };

/* a setting of one instance or connection, before and after it has its value */
struct pending {
    const char *name;
    struct node *node;                  /* SETTING */
    struct scope *scope;                /* where it is written */
    enum pending_state state;
    struct value *value;                /* DONE; NULL: forgotten */
    bool read;                          /* another setting refers to it */
    struct pending *source;             /* ACTIVE: the setting it refers to */
};
VEC_OF(pendings, struct pending *);

/* an instance as written, once for each time its composition is used */
struct place {
    struct node *component;             /* the declaration */
    struct instance *instance;          /* stands in the model unless it is only a frame */
    struct scope *inside;               /* NULL: the component has no composition */
    bool frame;                         /* it is nothing but what is inside */
    struct pendings settings;
};

/* a connection as written, once for each time its composition is used */
struct raw {
    struct node *node;
    const char *name;
    struct connector *connector;
    VEC(struct end *) from, to;
    struct raw *leader;                 /* the first of those merged with it, perhaps itself */
    struct connection *connection;      /* of a leader */
    bool refused;                       /* it has too few or too many ends, or one that is connected
                                           already: reported, and not in the model */
    struct pendings settings;
};

/* the composition of one instance, or of the assembly */
struct scope {
    const char *prefix;                 /* "", or "outer.inner." */
    struct place *owner;                /* NULL: the assembly */
    struct map places, raws, exports;   /* by name */
    struct map refused;                 /* names of instances and connections that are left out, */
    bool partial;                       /* or of a whole composition: the mistake was told */
    struct nodes compositions, configurations, policies, schedules;
};

struct system {
    struct unit *unit;
    struct model *model;
    VEC(struct scope *) scopes;         /* outer before inner */
    VEC(struct place *) places;
    VEC(struct raw *) raws;
};

/* settings.c: every configuration's settings reach their instance or connection */
void apply_settings(struct system *system);
struct pending *pending_find(const struct pendings *settings, const char *name);

/* devices.c: `device` items and dtb settings become hardware instances and connections */
void add_devices(struct system *system);

/* complete.c: defaults inside structs, lengths of arrays */
void complete_values(struct model *model);

/* variants.c: which instances share their objects; components have their names */
void find_variants(struct model *model);

/* connect.c: connections that share an end become one */
void merge_connections(struct system *system);

/* lower_schedule.c: the schedule of domains reaches the model */
void add_schedule(struct system *system);

/* lower_policy.c: the rules of all policies reach the model */
void add_policies(struct system *system);

/* instantiate.c */
struct place *place_new(struct system *system, const char *name, struct node *component,
                        struct span span);
