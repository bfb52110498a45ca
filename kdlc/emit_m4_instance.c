/* Data of component/this-instance.c.m4: what sets an instance apart from others of its type. */
#include "emit_m4_parts.h"

static void emit_attributes(struct m4_data *data, const struct instance *instance)
{
    m4_list_begin(data, "attribute");
    vec_each(const struct attribute_value *, a, &instance->attributes)
        if (a->value)
            m4_rows(data, attribute_type(instance->component, a->attribute), a->attribute->name,
                    a->attribute->array ? "[]" : "", value_text(a->value));
    m4_list_end(data);
}

/* of the regions of an interface */
static bool is_first(const struct planned_instance *pi, const struct planned_region *region)
{
    vec_each(struct planned_region *const *, r, &pi->regions)
        if ((*r)->end && (*r)->end->interface == region->end->interface)
            return *r == region;
    return false;
}

/* shared memory of the instance; columns: connection, address, size */
static void emit_dataports(struct m4_data *data, const struct planned_instance *pi)
{
    m4_list_begin(data, "dataport");
    vec_each(struct planned_region *const *, r, &pi->regions)
        if ((*r)->end && (*r)->end->interface->kind == IF_DATAPORT)
            m4_rows(data, c_number((*r)->connection->index + 1),
                    c_address((*r)->vaddr + (*r)->offset), c_number((*r)->bytes));
    m4_list_end(data);
    m4_list_begin(data, "dataport_interface");
    vec_each(struct planned_region *const *, r, &pi->regions)
        if ((*r)->end && (*r)->end->interface->kind == IF_DATAPORT && is_first(pi, *r))
            m4_rows(data, (*r)->end->interface->name, c_number((*r)->connection->index + 1),
                    c_address((*r)->vaddr + (*r)->offset), c_number((*r)->bytes));
    m4_list_end(data);
}

void emit_instance(struct m4_data *data, const struct planned_instance *pi)
{
    m4_scalar(data, "instance", pi->instance->name);
    m4_scalar(data, "pid", c_number(pi->instance->index + 2));
    m4_scalar(data, "affinity", c_number(pi->threads.count ? pi->threads.at[0].core : 0));
    emit_attributes(data, pi->instance);
    emit_dataports(data, pi);
}
