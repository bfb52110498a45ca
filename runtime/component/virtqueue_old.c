/* Virtqueues as pointers, by those of camkes/virtqueue.h; see camkes/virtqueue_old.h. */
#include <camkes/virtqueue.h>
#include <stdlib.h>

/* A device gives back by address, so it remembers what it has taken. */
struct taken { void *buffer; virtqueue_ring_object_t handle; };
struct old_device { virtqueue_device_t queue; struct taken taken[]; };

int kdl_virtqueue_driver_new(virtqueue_driver_t **driver, unsigned id)
{
    virtqueue_driver_t *new = driver ? malloc(sizeof *new) : NULL;

    if (!new || camkes_virtqueue_driver_init(new, id) != 0) {
        free(new);
        return -1;
    }
    *driver = new;
    return 0;
}

int kdl_virtqueue_device_new(virtqueue_device_t **device, unsigned id)
{
    virtqueue_device_t queue;
    struct old_device *new;

    if (!device || camkes_virtqueue_device_init(&queue, id) != 0)
        return -1;
    new = calloc(1, sizeof *new + queue.queue_len * sizeof new->taken[0]);
    if (!new)
        return -1;
    new->queue = queue;
    *device = &new->queue;
    return 0;
}

void camkes_virtqueue_driver_free(virtqueue_driver_t *driver)
{
    free(driver);
}

void camkes_virtqueue_device_free(virtqueue_device_t *device)
{
    free(device);
}

int virtqueue_driver_enqueue(virtqueue_driver_t *driver, volatile void *buffer, size_t size)
{
    return driver ? camkes_virtqueue_driver_send_buffer(driver, (void *)(uintptr_t)buffer, size)
                  : -1;
}

int virtqueue_driver_dequeue(virtqueue_driver_t *driver, volatile void **buffer, size_t *size)
{
    virtqueue_ring_object_t handle;
    vq_flags_t flags;
    uint32_t used;
    unsigned room;
    void *found;

    if (!driver || !virtqueue_get_used_buf(driver, &handle, &used)
        || camkes_virtqueue_driver_gather_buffer(driver, &handle, &found, &room, &flags) != 0)
        return -1;
    *buffer = found;
    *size = used < room ? used : room;
    return 0;
}

int virtqueue_device_dequeue(virtqueue_device_t *device, volatile void **buffer, size_t *size)
{
    struct old_device *old = (struct old_device *)device;
    struct taken taken, *free_one = NULL;
    vq_flags_t flags;
    unsigned room;

    for (unsigned i = 0; device && !free_one && i < device->queue_len; i++)
        if (!old->taken[i].buffer)
            free_one = &old->taken[i];
    if (!free_one || !virtqueue_get_available_buf(device, &taken.handle)
        || camkes_virtqueue_device_gather_buffer(device, &taken.handle, &taken.buffer, &room,
                                                 &flags) != 0)
        return -1;
    *free_one = taken;
    *buffer = taken.buffer;
    *size = room;
    return 0;
}

int virtqueue_device_enqueue(virtqueue_device_t *device, volatile void *buffer, size_t size)
{
    struct old_device *old = (struct old_device *)device;

    for (unsigned i = 0; device && buffer && i < device->queue_len; i++)
        if (old->taken[i].buffer == buffer) {
            old->taken[i].buffer = NULL;
            return virtqueue_add_used_buf(device, &old->taken[i].handle, (uint32_t)size) ? 0 : -1;
        }
    return -1;
}

int virtqueue_driver_poll(virtqueue_driver_t *driver)
{
    return driver ? VQ_DRV_POLL(driver) : -1;
}

int virtqueue_device_poll(virtqueue_device_t *device)
{
    return device ? VQ_DEV_POLL(device) : -1;
}

int virtqueue_driver_signal(virtqueue_driver_t *driver)
{
    if (!driver)
        return -1;
    driver->notify();
    return 0;
}

int virtqueue_device_signal(virtqueue_device_t *device)
{
    if (!device)
        return -1;
    device->notify();
    return 0;
}
