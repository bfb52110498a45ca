/* The data of each kind of file; called by emit_m4.c. */
#pragma once
#include "m4_data.h"
#include "plan.h"

/* emit_m4_type.c, _instance.c, _component.c, _interface.c: what templates/README.md lists */
void emit_type(struct m4_data *data, const struct variant *variant);
void emit_instance(struct m4_data *data, const struct planned_instance *pi);
void emit_component(struct m4_data *data, const struct plan *plan,
                    const struct planned_instance *pi);
void emit_interface(struct m4_data *data, const struct plan *plan, const struct link *link);

/* emit_m4_values.c */
const char *value_text(const struct value *value);
/* without a leading const, which the templates write */
const char *attribute_type(const struct component *component, const struct attribute *a);
const char *dataport_type(const struct interface *interface);
/* instance: whose values they start with; NULL: of the type, which has none */
void emit_syncs(struct m4_data *data, const struct component *component,
                struct instance *instance);
