/* Interrupts as drivers written for several systems name and register them. */
#pragma once
#include <errno.h>

#define PS_INVALID_IRQ_ID -1

typedef enum irq_type {
    PS_NONE, PS_MSI, PS_IOAPIC, PS_INTERRUPT, PS_TRIGGER, PS_PER_CPU, PS_OTHER
} irq_type_t;
typedef enum irq_trigger_type { PS_LEVEL_TRIGGERED, PS_EDGE_TRIGGERED } irq_trigger_type_t;

/* number: as the interrupt controller counts, 32 being the first that belongs to no core */
typedef struct ps_irq {
    irq_type_t type;
    union {
        struct { long ioapic, pin, level, polarity, vector; } ioapic;
        struct { long pci_bus, pci_dev, pci_func, handle, vector; } msi;
        struct { long number; } irq;
        struct { long number, trigger; } trigger;
        struct { long number, trigger, cpu_idx; } cpu;
        void *other;
    };
} ps_irq_t;

typedef int irq_id_t;                   /* below 0: no interrupt, an error of errno.h */

typedef int (*ps_irq_acknowledge_fn_t)(void *ack_data);
/* acknowledge(ack_data) lets the line interrupt again, now or later, once */
typedef void (*irq_callback_fn_t)(void *data, ps_irq_acknowledge_fn_t acknowledge, void *ack_data);
typedef irq_id_t (*ps_irq_register_fn_t)(void *cookie, ps_irq_t irq, irq_callback_fn_t callback,
                                         void *data);
typedef int (*ps_irq_unregister_fn_t)(void *cookie, irq_id_t id);

typedef struct ps_irq_ops {
    void *cookie;
    ps_irq_register_fn_t irq_register_fn;
    ps_irq_unregister_fn_t irq_unregister_fn;
} ps_irq_ops_t;

static inline irq_id_t ps_irq_register(ps_irq_ops_t *ops, ps_irq_t irq, irq_callback_fn_t callback,
                                       void *data)
{
    if (!ops || !ops->cookie)
        return -EINVAL;
    return ops->irq_register_fn ? ops->irq_register_fn(ops->cookie, irq, callback, data) : -ENOSYS;
}

static inline int ps_irq_unregister(ps_irq_ops_t *ops, irq_id_t id)
{
    if (!ops || !ops->cookie)
        return -EINVAL;
    return ops->irq_unregister_fn ? ops->irq_unregister_fn(ops->cookie, id) : -ENOSYS;
}
