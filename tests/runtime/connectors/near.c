/* The near end of everything. */
#include <camkes/dataport_caps.h>
#include <camkes/msgqueue.h>
#include <kdl/invoke.h>

#include "../check.h"

extern void *const shared_buf;
extern const size_t shared_buf_size;
extern void *const both_buf;
seL4_CPtr signalled_notification(void);
void signalled_wait_notification(void);
seL4_Word signalled_notification_badge(void);
void both_wait_notification(void);
seL4_Word global_notification_badge(void);
extern dataport_caps_handle_t caps_handle;
size_t caps_num_frame_caps(void);
seL4_CPtr caps_get_nth_frame_cap(size_t n);

static volatile int calls;

static void count_call(void *argument)
{
    calls += *(int *)argument;
}

static void check_calls(void)
{
    char *name = any_name();

    CHECK(any_add(40, 2) == 42);
    CHECK(strcmp(name, "far") == 0);
    free(name);
    verdict("NoType: a client with the server's procedure");
    CHECK(shared_buf_size == 16384);
    memset(shared_buf, 3, 16384);
    memset(both_buf, 4, 4096);
    CHECK(shared_sum(16384) == 3 * 16384);
    CHECK(both_sum(4096) == 4 * 4096);
    verdict("CallDataport");
}

static void check_signals(void)
{
    seL4_Word badge = 0;

    signalled_later(0);
    seL4_Poll(signalled_notification(), &badge);
    CHECK(badge == 0);
    signalled_later(3);
    seL4_Poll(signalled_notification(), &badge);
    CHECK(badge == signalled_notification_badge());
    signalled_later(1);
    signalled_wait_notification();
    both_later(1);
    both_wait_notification();
    verdict("CallSignal");
}

static void check_events(void)
{
    int step = 5;

    CHECK(called_reg_callback(count_call, &step) == 0);
    CHECK(native_poll() == 0 && bound_poll() == 0 && global_poll() == 0 && counted_poll() == 0);
    go_emit();
    native_wait();
    CHECK(native_poll() == 0);
    global_wait();
    CHECK(global_notification_badge() != 0
          && (global_notification_badge() & signalled_notification_badge()) == 0);
    verdict("NotificationNative");
    for (int i = 0; i < 7; i++)
        counted_wait();
    CHECK(counted_poll() == 0);
    verdict("NotificationQueue");
    CHECK(calls == 5);
    verdict("GlobalAsynchCallback");
    bound_wait();
    CHECK(bound_poll() == 0 && bound_notification() != 0);
    verdict("NotificationBind");
}

static void check_queue(void)
{
    camkes_msgqueue_sender_t queue;
    message_t m = {.text = "a message"};
    char large[100] = "";

    CHECK(camkes_msgqueue_sender_init(3, &queue) == -1);
    CHECK(camkes_msgqueue_receiver_init(5, &(camkes_msgqueue_receiver_t){0}) == -1);
    CHECK(camkes_msgqueue_sender_init(5, &queue) == 0);
    CHECK(camkes_msgqueue_send(&queue, large, sizeof large) == -1);
    for (m.number = 0; m.number < 1000; m.number++)
        while (camkes_msgqueue_send(&queue, &m, sizeof m))
            usleep(1000);
    verdict("MessageQueue");
}

static void check_caps(void)
{
    seL4_CPtr *all = dataport_get_frame_caps(&caps_handle);

    CHECK(dataport_get_num_frame_caps(&caps_handle) == 2);
    CHECK(all && all[0] == dataport_get_nth_frame_cap(&caps_handle, 0)
          && all[1] == caps_get_nth_frame_cap(1));
    dataport_free_frame_caps(&caps_handle, all);
    CHECK(dataport_get_nth_frame_cap(&caps_handle, 2) == 0 && dataport_get_id(&caps_handle) == 7);
    CHECK(dataport_get_size(&caps_handle) == 8192);
    CHECK(dataport_get_frame_size_bits(&caps_handle) == 12);
    CHECK(seL4_CapRights_get_capAllowRead(dataport_get_rights(&caps_handle)) == 1);
    CHECK(seL4_CapRights_get_capAllowWrite(dataport_get_rights(&caps_handle)) == 0);
}

static void check_memory(void)
{
    volatile int *there = dma;
    uint64_t paddr = 0;

    while (!__atomic_load_n(there, __ATOMIC_ACQUIRE))
        usleep(1000);
    CHECK(strcmp((char *)dma + 5000, "from far") == 0);
    CHECK(dma_cache_op(0, 8192, DMA_CACHE_OP_CLEAN_INVALIDATE) == 0);
    CHECK(dma_cache_op(1, 8192, DMA_CACHE_OP_CLEAN) == -1);
    CHECK(dma_flush_cache(8192, 0, DMA_CACHE_OP_CLEAN) == 0);
    CHECK(dma_flush_cache(8193, 0, DMA_CACHE_OP_CLEAN) == -1);
    CHECK(camkes_dma_get_paddr((char *)dma + 1) == camkes_dma_get_paddr(dma) + 1);
    CHECK(camkes_dma_get_paddr(dma) % 4096 == 0 && camkes_dma_get_paddr(dma) != 0);
    verdict("DMASharedData");
    CHECK(caps_num_frame_caps() == 2 && caps_get_nth_frame_cap(2) == 0);
    CHECK(kdl_frame_get_address(kdl_ipc_buffer, caps_get_nth_frame_cap(1), &paddr) == 0);
    CHECK(paddr == camkes_dma_get_paddr((char *)caps + 4096));
    check_caps();
    verdict("SharedDataWithCaps");
}

static void check_pool(void)
{
    char *a = camkes_dma_alloc(100, 0, false), *b = camkes_dma_alloc(4096, 4096, true), *c;
    ps_io_ops_t ops;

    CHECK(a && b && camkes_dma_get_paddr(b) % 4096 == 0);
    CHECK(camkes_dma_get_paddr(a + 99) == camkes_dma_get_paddr(a) + 99);
    CHECK(camkes_dma_get_cptr(a) != 0 && camkes_dma_get_cptr(&ops) == 0);
    CHECK(camkes_dma_alloc(65537, 0, true) == NULL);
    CHECK(camkes_dma_alloc(100, 48, true) != NULL);     /* 64 are enough for 48 */
    CHECK(camkes_dma_alloc(100, 100, true) == NULL);
    memset(a, 1, 100);
    memset(b, 2, 4096);
    camkes_dma_free(a, 100);
    camkes_dma_free(b, 4096);
    c = camkes_dma_alloc(65536 - 128, 0, true);
    CHECK(c == NULL || camkes_dma_get_paddr(c) != 0);
    camkes_dma_free(c, 65536 - 128);
    CHECK(camkes_dma_stats()->heap_size == 65536);
    CHECK(camkes_io_ops(&ops) == 0);
    a = ops.dma_manager.dma_alloc_fn(ops.dma_manager.cookie, 10, 64, 1, PS_MEM_NORMAL);
    CHECK(a && ops.dma_manager.dma_pin_fn(NULL, a, 10) == camkes_dma_get_paddr(a));
    CHECK(ops.io_mapper.io_map_fn(NULL, 0x9000000, 4096, 0, PS_MEM_HW) == NULL);
    verdict("the pool for devices");
}

int run(void)
{
    check_calls();
    check_signals();
    check_events();
    check_queue();
    check_memory();
    check_pool();
    usleep(50000);
    switch_off();
    return 0;
}
