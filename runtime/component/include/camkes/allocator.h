/*
 * Kernel objects to hand out: those that the settings tcb_pool, ep_pool, notification_pool and
 * untyped<N>_pool give the instance, and what is provided besides.
 */
#pragma once
#include <stddef.h>

#include <sel4/objecttype.h>
#include <sel4/sel4.h>

/*
 * attributes: what a request may ask for, one bit for each property. Objects of the pools have the
 * bits of all rights.
 */
int camkes_provide(seL4_ObjectType type, seL4_CPtr capability, size_t size, unsigned attributes);

/* An object of the type that has all the attributes of flags; size: of untyped memory, its bytes.
 * 0 where there is none left. */
seL4_CPtr camkes_alloc(seL4_ObjectType type, size_t size, unsigned flags);
void camkes_free(seL4_CPtr capability);
