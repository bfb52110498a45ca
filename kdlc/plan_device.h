/* What the objects of a connection become: registers and interrupts of the hardware that it joins,
   notifications that an instance shares. Between plan_*.c only. */
#pragma once
#include "map.h"
#include "plan.h"

#define MAX_SHARED (1ul << 36)              /* bytes of registers, or of memory that is shared */

/* one object of a connector, made real for one connection (or for one of its ends) */
struct made {
    struct planned_object *object;          /* endpoint, notification, interrupt */
    struct frame_runs frames;               /* shared memory, registers */
    uint64_t offset, bytes;                 /* registers: the bytes meant within the frames */
    uint64_t next_badge;
    uint64_t badge;                         /* shared notification: of all signals, or 0 */
};

/* what is found again by number while connections are planned */
struct devices *devices_new(void);

/* The hardware end that number `which` of the object `o` is of; or NULL. */
struct end *device_end(const struct connection *c, const struct connector_object *o, size_t which);

/* The registers at the hardware end; the same pages are one object however often connected.
   False: reported. */
bool device_registers(struct plan *plan, struct devices *devices, const struct end *end,
                      struct made *made);
bool device_interrupt(struct plan *plan, struct devices *devices, const struct end *end,
                      struct made *made, struct connection *connection);

/* plan_global.c: false: this one is not shared. shared: what has been made, by instance and name */
bool global_notification(struct plan *plan, struct map *shared, const struct connection *c,
                         const struct connector_object *o, size_t which, struct made *made);
