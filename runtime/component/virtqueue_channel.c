/* Virtqueues of connections; see camkes/virtqueue.h. Blocks of the pool are the driver's alone. */
#include <camkes/virtqueue.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 128

camkes_virtqueue_channel_t camkes_virtqueue_channels[MAX_CAMKES_VIRTQUEUE_ID + 1];
int num_registered_virtqueue_channels;

#define INSIDE UINT32_MAX

/*
 * The buffers behind the tables. run[i], of the driver only: 0: block i is free; INSIDE: it belongs
 * to a buffer that begins before it; else so many blocks from i on are a buffer.
 */
struct pool {
    unsigned char *start;
    size_t size;
    uint32_t blocks;
    uint32_t run[];
};

int camkes_virtqueue_channel_register(unsigned id, const camkes_virtqueue_channel_t *channel)
{
    if (id > MAX_CAMKES_VIRTQUEUE_ID
        || camkes_virtqueue_channels[id].role != VIRTQUEUE_UNASSIGNED)
        return -1;
    camkes_virtqueue_channels[id] = *channel;
    num_registered_virtqueue_channels++;
    return 0;
}

int camkes_virtqueue_channel_num(void)
{
    return num_registered_virtqueue_channels;
}

int camkes_virtqueue_get_id_from_name(const char *name)
{
    for (int id = 0; id <= MAX_CAMKES_VIRTQUEUE_ID; id++)
        if (camkes_virtqueue_channels[id].name
            && strcmp(camkes_virtqueue_channels[id].name, name) == 0)
            return id;
    return -1;
}

/* where the tables lie in the memory of a channel: one behind the other, then the buffers */
struct tables {
    vq_vring_avail_t *avail;
    vq_vring_used_t *used;
    vq_vring_desc_t *desc;
    unsigned char *buffers;
    size_t size;                        /* bytes of buffers */
};

static bool find_tables(const camkes_virtqueue_channel_t *channel, struct tables *t)
{
    unsigned char *memory = (unsigned char *)(uintptr_t)channel->channel_buffer;
    size_t n = channel->queue_len, avail = sizeof *t->avail + n * sizeof t->avail->ring[0];
    size_t used, desc, end;

    avail = (avail + 15) & ~(size_t)15;
    used = (sizeof *t->used + n * sizeof t->used->ring[0] + 15) & ~(size_t)15;
    desc = n * sizeof *t->desc;
    end = (avail + used + desc + BLOCK - 1) & ~(size_t)(BLOCK - 1);
    if (n < 2 || n > 32768 || (n & (n - 1)) != 0 || end + BLOCK > channel->channel_buffer_size)
        return false;
    *t = (struct tables){
        (void *)memory, (void *)(memory + avail), (void *)(memory + avail + used), memory + end,
        (channel->channel_buffer_size - end) & ~(size_t)(BLOCK - 1)};
    return true;
}

static struct pool *pool_new(const struct tables *t)
{
    uint32_t blocks = (uint32_t)(t->size / BLOCK);
    struct pool *pool = calloc(1, sizeof *pool + blocks * sizeof pool->run[0]);

    if (pool)
        *pool = (struct pool){t->buffers, t->size, blocks};
    return pool;
}

static const camkes_virtqueue_channel_t *channel_of(unsigned id, virtqueue_role_t role)
{
    return id <= MAX_CAMKES_VIRTQUEUE_ID && camkes_virtqueue_channels[id].role == role
           ? &camkes_virtqueue_channels[id] : NULL;
}

static void tell(const camkes_virtqueue_channel_t *channel, seL4_CPtr *notification,
                 seL4_CPtr *badge)
{
    if (notification)
        *notification = channel->recv_notification;
    if (badge)
        *badge = channel->recv_badge;
}

int camkes_virtqueue_driver_init_with_recv(virtqueue_driver_t *driver, unsigned id,
                                           seL4_CPtr *notification, seL4_CPtr *badge)
{
    const camkes_virtqueue_channel_t *channel = channel_of(id, VIRTQUEUE_DRIVER);
    struct tables t;
    struct pool *pool;

    if (!driver || !channel || !find_tables(channel, &t) || !(pool = pool_new(&t)))
        return -1;
    virtqueue_init_desc_table(t.desc, channel->queue_len);
    virtqueue_init_avail_ring(t.avail);
    virtqueue_init_used_ring(t.used);
    virtqueue_init_driver(driver, channel->queue_len, t.avail, t.used, t.desc, channel->notify,
                          pool);
    tell(channel, notification, badge);
    return 0;
}

int camkes_virtqueue_device_init_with_recv(virtqueue_device_t *device, unsigned id,
                                           seL4_CPtr *notification, seL4_CPtr *badge)
{
    const camkes_virtqueue_channel_t *channel = channel_of(id, VIRTQUEUE_DEVICE);
    struct tables t;
    struct pool *pool;

    if (!device || !channel || !find_tables(channel, &t) || !(pool = malloc(sizeof *pool)))
        return -1;
    *pool = (struct pool){.start = t.buffers, .size = t.size};
    virtqueue_init_device(device, channel->queue_len, t.avail, t.used, t.desc, channel->notify,
                          pool);
    tell(channel, notification, badge);
    return 0;
}

/* ---- blocks ---- */

/* the first of so many free blocks in a row; pool->blocks: there are none */
static uint32_t find_run(const struct pool *pool, uint32_t count)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < pool->blocks; i++) {
        found = pool->run[i] == 0 ? found + 1 : 0;
        if (found == count)
            return i + 1 - count;
    }
    return pool->blocks;
}

int camkes_virtqueue_buffer_alloc(virtqueue_driver_t *vq, void **buffer, size_t size)
{
    struct pool *pool = vq ? vq->cookie : NULL;
    uint32_t count, first;

    if (!pool || size > pool->size)
        return -1;
    count = size ? (uint32_t)((size + BLOCK - 1) / BLOCK) : 1;
    first = find_run(pool, count);
    if (first == pool->blocks)
        return -1;
    pool->run[first] = count;
    for (uint32_t i = first + 1; i < first + count; i++)
        pool->run[i] = INSIDE;
    *buffer = pool->start + (size_t)first * BLOCK;
    return 0;
}

void camkes_virtqueue_buffer_free(virtqueue_driver_t *vq, void *buffer)
{
    struct pool *pool = vq ? vq->cookie : NULL;
    uint32_t first, count;
    size_t offset;

    if (!pool || (offset = (size_t)((unsigned char *)buffer - pool->start)) >= pool->size)
        return;
    first = (uint32_t)(offset / BLOCK);
    count = pool->run[first] == INSIDE ? 0 : pool->run[first];
    for (uint32_t i = first; i < first + count; i++)
        pool->run[i] = 0;
}

static void *at_offset(const struct pool *pool, uintptr_t offset)
{
    return offset < pool->size ? pool->start + offset : NULL;
}

void *camkes_virtqueue_device_offset_to_buffer(virtqueue_device_t *vq, uintptr_t offset)
{
    return at_offset(vq->cookie, offset);
}

void *camkes_virtqueue_driver_offset_to_buffer(virtqueue_driver_t *vq, uintptr_t offset)
{
    return at_offset(vq->cookie, offset);
}

/* an offset and a size that the other end may have written; 0: they lie in the pool */
static int checked(const struct pool *pool, void **buffer, unsigned size)
{
    uintptr_t offset = (uintptr_t)*buffer;

    if (offset >= pool->size || size > pool->size - offset)
        return -1;
    *buffer = pool->start + offset;
    return 0;
}

/* ---- driver ---- */

static int offer(virtqueue_driver_t *vq, virtqueue_ring_object_t *handle, void *buffer,
                 size_t size)
{
    const struct pool *pool = vq->cookie;
    uintptr_t offset = (uintptr_t)((unsigned char *)buffer - pool->start);

    if (offset >= pool->size || size > pool->size - offset)
        return -1;
    return virtqueue_add_available_buf(vq, handle, (void *)offset, (unsigned)size, VQ_RW) ? 0 : -1;
}

int camkes_virtqueue_driver_send_buffer(virtqueue_driver_t *vq, void *buffer, size_t size)
{
    virtqueue_ring_object_t handle;

    virtqueue_init_ring_object(&handle);
    return offer(vq, &handle, buffer, size);
}

int camkes_virtqueue_driver_scatter_send_buffer(virtqueue_driver_t *vq, void *buffer, size_t size)
{
    virtqueue_ring_object_t handle;

    virtqueue_init_ring_object(&handle);
    for (size_t sent = 0; sent < size; sent += BLOCK) {
        size_t part = size - sent < BLOCK ? size - sent : BLOCK;
        void *block;

        if (camkes_virtqueue_buffer_alloc(vq, &block, part) != 0)
            return -1;
        if (buffer)
            memcpy(block, (char *)buffer + sent, part);
        if (offer(vq, &handle, block, part) != 0) {
            camkes_virtqueue_buffer_free(vq, block);
            return -1;
        }
    }
    return 0;
}

int camkes_virtqueue_driver_gather_buffer(virtqueue_driver_t *vq, virtqueue_ring_object_t *handle,
                                          void **buffer, unsigned *size, vq_flags_t *flags)
{
    return virtqueue_gather_used(vq, handle, buffer, size, flags)
           ? checked(vq->cookie, buffer, *size) : -1;
}

int camkes_virtqueue_driver_gather_copy_buffer(virtqueue_driver_t *vq,
                                               virtqueue_ring_object_t *handle, void *buffer,
                                               size_t size)
{
    size_t copied = 0;
    unsigned part, left = vq->queue_len;
    vq_flags_t flags;
    void *block;

    while (left-- && camkes_virtqueue_driver_gather_buffer(vq, handle, &block, &part,
                                                          &flags) == 0) {
        size_t n = part < size - copied ? part : size - copied;

        memcpy((char *)buffer + copied, block, n);
        copied += n;
        camkes_virtqueue_buffer_free(vq, block);
    }
    return 0;
}

/* ---- device ---- */

int camkes_virtqueue_device_gather_buffer(virtqueue_device_t *vq, virtqueue_ring_object_t *handle,
                                          void **buffer, unsigned *size, vq_flags_t *flags)
{
    return virtqueue_gather_available(vq, handle, buffer, size, flags)
           ? checked(vq->cookie, buffer, *size) : -1;
}

static int copy_list(virtqueue_device_t *vq, virtqueue_ring_object_t *handle, char *buffer,
                     size_t size, bool fill)
{
    size_t done = 0;
    unsigned part, left = vq->queue_len;
    vq_flags_t flags;
    void *block;

    while (done < size && left-- && camkes_virtqueue_device_gather_buffer(vq, handle, &block, &part,
                                                                         &flags) == 0) {
        size_t n = part < size - done ? part : size - done;

        if (fill)
            memcpy(block, buffer + done, n);
        else
            memcpy(buffer + done, block, n);
        done += n;
    }
    (void)virtqueue_add_used_buf(vq, handle, (uint32_t)done);
    return done == size ? 0 : -1;
}

int camkes_virtqueue_device_scatter_copy_buffer(virtqueue_device_t *vq,
                                                virtqueue_ring_object_t *handle, void *buffer,
                                                size_t size)
{
    return copy_list(vq, handle, buffer, size, true);
}

int camkes_virtqueue_device_gather_copy_buffer(virtqueue_device_t *vq,
                                               virtqueue_ring_object_t *handle, void *buffer,
                                               size_t size)
{
    return copy_list(vq, handle, buffer, size, false);
}
