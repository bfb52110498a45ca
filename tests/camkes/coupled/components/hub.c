#include <camkes.h>
#include <camkes/virtqueue.h>
#include <stdio.h>

seL4_CPtr timeout_notification(void);
seL4_Word first_notification_badge(void), second_notification_badge(void);
seL4_Word apart_notification_badge(void), also_apart_notification_badge(void);
seL4_Word timeout_notification_badge(void);

static virtqueue_device_t queue;
static seL4_CPtr queue_notification;
static seL4_Word queue_badge;

static void take_text(void)
{
    virtqueue_ring_object_t handle;
    char text[13];

    if (!virtqueue_get_available_buf(&queue, &handle)
        || camkes_virtqueue_device_gather_copy_buffer(&queue, &handle, text, sizeof text) != 0)
        return;
    printf("queue: %s\n", text);
}

/* waits at the notification of one interface, and says of all that can be heard there what came */
static void hear(const char *where, seL4_CPtr notification)
{
    seL4_Word badge;

    seL4_Wait(notification, &badge);
    printf("at %s:%s%s%s\n", where, badge & first_notification_badge() ? " first" : "",
           badge & second_notification_badge() ? " second" : "",
           badge & timeout_notification_badge() ? " timeout" : "");
    if (badge & queue_badge)
        take_text();
}

static void hear_apart(void)
{
    seL4_Word badge, all = 0;

    while ((all & (apart_notification_badge() | also_apart_notification_badge()))
           != (apart_notification_badge() | also_apart_notification_badge())) {
        seL4_Wait(apart_notification(), &badge);
        all |= badge;
    }
    printf("apart: %d\n", (int)all);
    more_emit();
    seL4_Wait(also_apart_notification(), &badge);
    printf("apart: %d\n", (int)badge);
}

int run(void)
{
    camkes_virtqueue_device_init_with_recv(&queue,
                                           camkes_virtqueue_get_id_from_name("queue"),
                                           &queue_notification, &queue_badge);
    printf("second has badge %d, all differ: %d\n", (int)second_notification_badge(),
           __builtin_popcountl(first_notification_badge() | second_notification_badge()
                               | timeout_notification_badge() | queue_badge) == 4);
    go_emit();
    hear("timeout", timeout_notification());
    go_emit();
    hear("queue", queue_notification);
    timeout_oneshot_relative(0, NS_IN_MS);
    hear("first", first_notification());
    go_emit();
    hear("second", second_notification());
    more_emit();
    hear_apart();
    return 0;
}
