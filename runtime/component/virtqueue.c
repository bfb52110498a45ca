/* Queues of buffers; see virtqueue.h. */
#include <virtqueue.h>

void virtqueue_init_driver(virtqueue_driver_t *vq, unsigned queue_len, vq_vring_avail_t *avail,
                           vq_vring_used_t *used, vq_vring_desc_t *desc, void (*notify)(void),
                           void *cookie)
{
    *vq = (virtqueue_driver_t){
        .notify = notify, .cookie = cookie, .queue_len = queue_len,
        .u_ring_last_seen = queue_len - 1, .avail_ring = avail, .used_ring = used,
        .desc_table = desc};
}

void virtqueue_init_device(virtqueue_device_t *vq, unsigned queue_len, vq_vring_avail_t *avail,
                           vq_vring_used_t *used, vq_vring_desc_t *desc, void (*notify)(void),
                           void *cookie)
{
    *vq = (virtqueue_device_t){
        .notify = notify, .cookie = cookie, .queue_len = queue_len,
        .a_ring_last_seen = queue_len - 1, .avail_ring = avail, .used_ring = used,
        .desc_table = desc};
}

/* all of them are free, one after the other */
void virtqueue_init_desc_table(vq_vring_desc_t *table, unsigned queue_len)
{
    for (unsigned i = 0; i < queue_len; i++)
        table[i] = (vq_vring_desc_t){.next = (uint16_t)(i + 1)};
}

void virtqueue_init_avail_ring(vq_vring_avail_t *ring)
{
    ring->flags = 0;
    ring->idx = 0;
}

void virtqueue_init_used_ring(vq_vring_used_t *ring)
{
    ring->flags = 0;
    ring->idx = 0;
}

void virtqueue_init_ring_object(virtqueue_ring_object_t *object)
{
    *object = (virtqueue_ring_object_t){UINT32_MAX, UINT32_MAX};
}

/* what the other end may be writing is read once */
static vq_vring_desc_t read_entry(const vq_vring_desc_t *table, unsigned entry)
{
    return *(const volatile vq_vring_desc_t *)&table[entry];
}

/* ---- driver ---- */

/* one free entry, taken off the list; queue_len: there is none */
static unsigned take_entry(virtqueue_driver_t *vq)
{
    unsigned entry = vq->free_desc_head;

    if (entry < vq->queue_len)
        vq->free_desc_head = read_entry(vq->desc_table, entry).next;
    return entry < vq->queue_len ? entry : vq->queue_len;
}

static void publish(virtqueue_driver_t *vq, unsigned entry)
{
    vq_vring_avail_t *ring = vq->avail_ring;
    unsigned at = ring->idx & (vq->queue_len - 1);

    ring->ring[at] = (uint16_t)entry;
    __atomic_store_n(&ring->idx, (uint16_t)((at + 1) & (vq->queue_len - 1)), __ATOMIC_RELEASE);
}

/* one entry of the ring stays free, so that full and empty look different */
static int is_full(const virtqueue_driver_t *vq)
{
    return ((vq->avail_ring->idx + 1u) & (vq->queue_len - 1))
           == ((vq->u_ring_last_seen + 1) & (vq->queue_len - 1));
}

int virtqueue_add_available_buf(virtqueue_driver_t *vq, virtqueue_ring_object_t *object,
                                void *buffer, unsigned size, vq_flags_t flags)
{
    int fresh = object->first >= vq->queue_len;
    unsigned entry;

    if (fresh && is_full(vq))
        return 0;
    entry = take_entry(vq);
    if (entry == vq->queue_len)
        return 0;
    vq->desc_table[entry] = (vq_vring_desc_t){(uintptr_t)buffer, size, (uint16_t)flags,
                                              (uint16_t)vq->queue_len};
    if (fresh) {
        object->first = entry;
        publish(vq, entry);
    } else {
        __atomic_store_n(&vq->desc_table[object->cur].next, (uint16_t)entry, __ATOMIC_RELEASE);
    }
    object->cur = entry;
    return 1;
}

int virtqueue_get_used_buf(virtqueue_driver_t *vq, virtqueue_ring_object_t *object, uint32_t *size)
{
    unsigned next = (vq->u_ring_last_seen + 1) & (vq->queue_len - 1);
    vq_vring_used_elem_t used;

    if (!VQ_DRV_POLL(vq))
        return 0;
    used = *(const volatile vq_vring_used_elem_t *)&vq->used_ring->ring[next];
    vq->u_ring_last_seen = next;
    *object = (virtqueue_ring_object_t){used.id, used.id};
    *size = used.len;
    return used.id < vq->queue_len;
}

int virtqueue_gather_used(virtqueue_driver_t *vq, virtqueue_ring_object_t *object, void **buffer,
                          unsigned *size, vq_flags_t *flags)
{
    unsigned entry = object->cur;
    vq_vring_desc_t desc;

    if (entry >= vq->queue_len)
        return 0;
    desc = read_entry(vq->desc_table, entry);
    *buffer = (void *)(uintptr_t)desc.addr;
    *size = desc.len;
    *flags = (vq_flags_t)desc.flags;
    object->cur = desc.next;
    vq->desc_table[entry].next = (uint16_t)vq->free_desc_head;
    vq->free_desc_head = entry;
    return 1;
}

/* ---- device ---- */

int virtqueue_get_available_buf(virtqueue_device_t *vq, virtqueue_ring_object_t *object)
{
    unsigned next = (vq->a_ring_last_seen + 1) & (vq->queue_len - 1), entry;

    if (!VQ_DEV_POLL(vq))
        return 0;
    entry = *(const volatile uint16_t *)&vq->avail_ring->ring[next];
    vq->a_ring_last_seen = next;
    *object = (virtqueue_ring_object_t){entry, entry};
    return entry < vq->queue_len;
}

int virtqueue_gather_available(virtqueue_device_t *vq, virtqueue_ring_object_t *object,
                               void **buffer, unsigned *size, vq_flags_t *flags)
{
    vq_vring_desc_t desc;

    if (object->cur >= vq->queue_len)
        return 0;
    desc = read_entry(vq->desc_table, object->cur);
    *buffer = (void *)(uintptr_t)desc.addr;
    *size = desc.len;
    *flags = (vq_flags_t)desc.flags;
    object->cur = desc.next;
    return 1;
}

int virtqueue_add_used_buf(virtqueue_device_t *vq, virtqueue_ring_object_t *object, uint32_t size)
{
    vq_vring_used_t *ring = vq->used_ring;
    unsigned at = ring->idx & (vq->queue_len - 1);

    ring->ring[at] = (vq_vring_used_elem_t){object->first, size};
    __atomic_store_n(&ring->idx, (uint16_t)((at + 1) & (vq->queue_len - 1)), __ATOMIC_RELEASE);
    return 1;
}

uint32_t virtqueue_scattered_available_size(virtqueue_device_t *vq,
                                            virtqueue_ring_object_t *object)
{
    unsigned entry = object->first;
    uint32_t total = 0;

    /* a list that the driver has made a circle of ends after as many steps as there are entries */
    for (unsigned n = 0; n < vq->queue_len && entry < vq->queue_len; n++) {
        vq_vring_desc_t desc = read_entry(vq->desc_table, entry);

        total += desc.len;
        entry = desc.next;
    }
    return total;
}
