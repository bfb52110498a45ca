/* Interrupts that functions are registered for at run time; see camkes/irq.h. */
#include "kdl/line.h"

#include <camkes/irq.h>
#include <stdlib.h>

#include "kdl/instance.h"
#include "kdl/invoke.h"
#include "kdl/print.h"
#include "kdl/sync.h"
#include "kdl/thread.h"

struct registered { irq_callback_fn_t call; void *data; };

static struct kdl_mutex guard;
static struct registered *registered;   /* beside kdl_lines; NULL before the first is registered */

static size_t line_count(void)
{
    size_t count = 0;

    while (kdl_lines[count].slot)
        count++;
    return count;
}

static int acknowledge(void *line)
{
    cptr_t slot = ((const struct kdl_line *)line)->slot;

    return kdl_irq_handler_ack(kdl_ipc_buffer, slot) == KDL_ERROR_NONE ? 0 : -EIO;
}

void kdl_line_handle(cptr_t slot)
{
    struct registered r = {0};
    size_t i = 0;

    while (kdl_lines[i].slot && kdl_lines[i].slot != slot)
        i++;
    kdl_mutex_lock(&guard);
    if (registered && kdl_lines[i].slot)
        r = registered[i];
    kdl_mutex_unlock(&guard);
    if (r.call)
        r.call(r.data, acknowledge, (void *)&kdl_lines[i]);
    else
        kdl_say("got an interrupt that it has no function for");
}

/* -1: it names no line, or in a way that nothing here has */
static long number_of(const ps_irq_t *irq)
{
    switch (irq->type) {
    case PS_INTERRUPT: return irq->irq.number;
    case PS_TRIGGER: return irq->trigger.number;
    case PS_PER_CPU: return irq->cpu.number;
    case PS_NONE:
    case PS_MSI:
    case PS_IOAPIC:
    case PS_OTHER: return -1;
    }
    return -1;
}

/* under the guard */
static irq_id_t add(size_t i, irq_callback_fn_t call, void *data)
{
    if (!registered)
        registered = calloc(line_count(), sizeof *registered);
    if (!registered)
        return -ENOMEM;
    if (registered[i].call)
        return -EBUSY;
    registered[i] = (struct registered){call, data};
    return (irq_id_t)i;
}

static irq_id_t register_irq(void *cookie, ps_irq_t irq, irq_callback_fn_t call, void *data)
{
    long number = number_of(&irq);
    irq_id_t id = -ENOENT;

    (void)cookie;
    if (!call)
        return -EINVAL;
    kdl_mutex_lock(&guard);
    for (size_t i = 0; kdl_lines[i].slot; i++)
        if ((long)kdl_lines[i].number == number)
            id = add(i, call, data);
    kdl_mutex_unlock(&guard);
    return id;
}

static int unregister_irq(void *cookie, irq_id_t id)
{
    bool known;

    (void)cookie;
    kdl_mutex_lock(&guard);
    known = registered && id >= 0 && (size_t)id < line_count() && registered[id].call;
    if (known)
        registered[id] = (struct registered){0};
    kdl_mutex_unlock(&guard);
    return known ? 0 : -EINVAL;
}

int camkes_irq_ops(ps_irq_ops_t *ops)
{
    if (!ops)
        return -EINVAL;
    *ops = (ps_irq_ops_t){&guard, register_irq, unregister_irq};
    return 0;
}
