/*
 * Virtqueues as components of CAmkES before 2019 use them: a queue is a pointer that its init
 * function sets, a buffer is one piece of memory. Where nothing else is said: 0, or -1.
 */
#pragma once
#include <stddef.h>

#include <virtqueue.h>

int kdl_virtqueue_driver_new(virtqueue_driver_t **driver, unsigned id);
int kdl_virtqueue_device_new(virtqueue_device_t **device, unsigned id);
void camkes_virtqueue_driver_free(virtqueue_driver_t *driver);
void camkes_virtqueue_device_free(virtqueue_device_t *device);

/* buffers of camkes_virtqueue_buffer_alloc(); what is dequeued has been done with */
int virtqueue_driver_enqueue(virtqueue_driver_t *driver, volatile void *buffer, size_t size);
int virtqueue_driver_dequeue(virtqueue_driver_t *driver, volatile void **buffer, size_t *size);
/* what is dequeued is the device's until it is enqueued again */
int virtqueue_device_dequeue(virtqueue_device_t *device, volatile void **buffer, size_t *size);
int virtqueue_device_enqueue(virtqueue_device_t *device, volatile void *buffer, size_t size);

/* 1: there is something to dequeue */
int virtqueue_driver_poll(virtqueue_driver_t *driver);
int virtqueue_device_poll(virtqueue_device_t *device);
int virtqueue_driver_signal(virtqueue_driver_t *driver);
int virtqueue_device_signal(virtqueue_device_t *device);

/* which way of asking is meant tells the type of the first argument */
#ifndef __cplusplus
#define camkes_virtqueue_driver_init(driver, id) \
    _Generic((driver), virtqueue_driver_t **: kdl_virtqueue_driver_new, \
             default: camkes_virtqueue_driver_init)((driver), (id))
#define camkes_virtqueue_device_init(device, id) \
    _Generic((device), virtqueue_device_t **: kdl_virtqueue_device_new, \
             default: camkes_virtqueue_device_init)((device), (id))
#endif
