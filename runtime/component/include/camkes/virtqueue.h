/*
 * Virtqueues of the connections by VirtQueues: a queue is named by the number that the setting
 * `<interface>_id` gives it. What the other end writes into the shared memory can lose or repeat
 * buffers, and show wrong bytes, but never makes these functions leave that memory.
 * Where nothing else is said: 0, or -1.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <sel4/sel4.h>
#include <virtqueue.h>

#define MAX_CAMKES_VIRTQUEUE_ID 100

typedef enum virtqueue_role {
    VIRTQUEUE_UNASSIGNED, VIRTQUEUE_DRIVER, VIRTQUEUE_DEVICE
} virtqueue_role_t;

typedef struct virtqueue_channel {
    volatile void *channel_buffer;
    size_t channel_buffer_size;
    unsigned queue_len;
    void (*notify)(void);
    seL4_CPtr recv_notification;
    seL4_Word recv_badge;
    virtqueue_role_t role;
    const char *name;
} camkes_virtqueue_channel_t;

extern camkes_virtqueue_channel_t camkes_virtqueue_channels[MAX_CAMKES_VIRTQUEUE_ID + 1];
extern int num_registered_virtqueue_channels;
int camkes_virtqueue_channel_num(void);
/* the number of the queue of that interface, or -1 */
int camkes_virtqueue_get_id_from_name(const char *name);
/* by the glue of a connection, before anything else runs */
int camkes_virtqueue_channel_register(unsigned id, const camkes_virtqueue_channel_t *channel);

/* the driver's end makes the tables: it starts before the device looks */
int camkes_virtqueue_driver_init_with_recv(virtqueue_driver_t *driver, unsigned id,
                                           seL4_CPtr *notification, seL4_CPtr *badge);
int camkes_virtqueue_device_init_with_recv(virtqueue_device_t *device, unsigned id,
                                           seL4_CPtr *notification, seL4_CPtr *badge);

static inline int camkes_virtqueue_driver_init(virtqueue_driver_t *driver, unsigned id)
{
    return camkes_virtqueue_driver_init_with_recv(driver, id, NULL, NULL);
}

static inline int camkes_virtqueue_device_init(virtqueue_device_t *device, unsigned id)
{
    return camkes_virtqueue_device_init_with_recv(device, id, NULL, NULL);
}

/* memory of the shared memory, in blocks of 128 bytes that follow one another; the driver's */
int camkes_virtqueue_buffer_alloc(virtqueue_driver_t *vq, void **buffer, size_t size);
void camkes_virtqueue_buffer_free(virtqueue_driver_t *vq, void *buffer);

/* NULL: no offset of the shared memory */
void *camkes_virtqueue_device_offset_to_buffer(virtqueue_device_t *vq, uintptr_t offset);
void *camkes_virtqueue_driver_offset_to_buffer(virtqueue_driver_t *vq, uintptr_t offset);

/* offer one block, or as many as hold size bytes (copied from buffer unless that is NULL) */
int camkes_virtqueue_driver_send_buffer(virtqueue_driver_t *vq, void *buffer, size_t size);
int camkes_virtqueue_driver_scatter_send_buffer(virtqueue_driver_t *vq, void *buffer, size_t size);

/* copy a used list out, and free its blocks */
int camkes_virtqueue_driver_gather_copy_buffer(virtqueue_driver_t *vq,
                                               virtqueue_ring_object_t *handle, void *buffer,
                                               size_t size);
/* fill an available list from buffer, or copy it there; then give it back. -1: it is shorter */
int camkes_virtqueue_device_scatter_copy_buffer(virtqueue_device_t *vq,
                                                virtqueue_ring_object_t *handle, void *buffer,
                                                size_t size);
int camkes_virtqueue_device_gather_copy_buffer(virtqueue_device_t *vq,
                                               virtqueue_ring_object_t *handle, void *buffer,
                                               size_t size);

/* the next buffer of a list; -1: there are no more */
int camkes_virtqueue_driver_gather_buffer(virtqueue_driver_t *vq, virtqueue_ring_object_t *handle,
                                          void **buffer, unsigned *size, vq_flags_t *flags);
int camkes_virtqueue_device_gather_buffer(virtqueue_device_t *vq, virtqueue_ring_object_t *handle,
                                          void **buffer, unsigned *size, vq_flags_t *flags);

#include <camkes/virtqueue_old.h>
