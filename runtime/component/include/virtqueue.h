/*
 * Queues of buffers between a driver, which owns them, and a device, which uses them; both see one
 * piece of memory with three tables. The driver puts lists of buffers into the available ring; the
 * device takes them, and puts them into the used ring when it is done. Only indices and offsets
 * go through memory. Whatever the other end writes there, nothing outside the tables is touched;
 * a buffer's address is what it says and must be checked by whoever follows it.
 *
 * Both rings hold queue_len entries, a power of two, of which one is always free.
 */
#pragma once
#include <stdint.h>

typedef enum vq_flags { VQ_READ, VQ_WRITE, VQ_RW } vq_flags_t;

typedef struct vq_vring_avail { uint16_t flags, idx; uint16_t ring[]; } vq_vring_avail_t;
typedef struct vq_vring_used_elem { uint32_t id, len; } vq_vring_used_elem_t;
typedef struct vq_vring_used {
    uint16_t flags, idx;
    vq_vring_used_elem_t ring[];
} vq_vring_used_t;

/* one buffer; next == queue_len: the last of its list */
typedef struct vq_vring_desc { uint64_t addr; uint32_t len; uint16_t flags, next; } vq_vring_desc_t;

/* a place in a list of buffers */
typedef struct virtqueue_ring_object { uint32_t cur, first; } virtqueue_ring_object_t;

typedef struct virtqueue_device {
    void (*notify)(void);               /* wakes the driver */
    void *cookie;
    unsigned queue_len, a_ring_last_seen;
    vq_vring_avail_t *avail_ring;
    vq_vring_used_t *used_ring;
    vq_vring_desc_t *desc_table;
} virtqueue_device_t;

typedef struct virtqueue_driver {
    void (*notify)(void);               /* wakes the device */
    void *cookie;
    unsigned queue_len, free_desc_head, u_ring_last_seen;
    vq_vring_avail_t *avail_ring;
    vq_vring_used_t *used_ring;
    vq_vring_desc_t *desc_table;
} virtqueue_driver_t;

/* is there something to take? */
#define VQ_DEV_POLL(vq) \
    ((((vq)->a_ring_last_seen + 1) & ((vq)->queue_len - 1)) \
     != __atomic_load_n(&(vq)->avail_ring->idx, __ATOMIC_ACQUIRE))
#define VQ_DRV_POLL(vq) \
    ((((vq)->u_ring_last_seen + 1) & ((vq)->queue_len - 1)) \
     != __atomic_load_n(&(vq)->used_ring->idx, __ATOMIC_ACQUIRE))

void virtqueue_init_driver(virtqueue_driver_t *vq, unsigned queue_len, vq_vring_avail_t *avail,
                           vq_vring_used_t *used, vq_vring_desc_t *desc, void (*notify)(void),
                           void *cookie);
void virtqueue_init_device(virtqueue_device_t *vq, unsigned queue_len, vq_vring_avail_t *avail,
                           vq_vring_used_t *used, vq_vring_desc_t *desc, void (*notify)(void),
                           void *cookie);
void virtqueue_init_desc_table(vq_vring_desc_t *table, unsigned queue_len);
void virtqueue_init_avail_ring(vq_vring_avail_t *ring);
void virtqueue_init_used_ring(vq_vring_used_t *ring);
void virtqueue_init_ring_object(virtqueue_ring_object_t *object);

/* All that follow: 1, or 0 where the ring is full or empty, or the list at its end. */

/* Driver. A fresh object begins a list; used again, the buffer is added to that list. */
int virtqueue_add_available_buf(virtqueue_driver_t *vq, virtqueue_ring_object_t *object,
                                void *buffer, unsigned size, vq_flags_t flags);
int virtqueue_get_used_buf(virtqueue_driver_t *vq, virtqueue_ring_object_t *object, uint32_t *size);
/* the next buffer of a used list; its entry is free after that */
int virtqueue_gather_used(virtqueue_driver_t *vq, virtqueue_ring_object_t *object, void **buffer,
                          unsigned *size, vq_flags_t *flags);

/* Device. */
int virtqueue_get_available_buf(virtqueue_device_t *vq, virtqueue_ring_object_t *object);
int virtqueue_gather_available(virtqueue_device_t *vq, virtqueue_ring_object_t *object,
                               void **buffer, unsigned *size, vq_flags_t *flags);
int virtqueue_add_used_buf(virtqueue_device_t *vq, virtqueue_ring_object_t *object, uint32_t size);
/* bytes of all buffers of a list */
uint32_t virtqueue_scattered_available_size(virtqueue_device_t *vq,
                                            virtqueue_ring_object_t *object);
