#include <allocman/bootstrap.h>
#include <allocman/vka.h>
#include <camkes.h>
#include <sel4/sel4.h>
#include <simple/simple.h>
#include <stdio.h>
#include <string.h>
#include <vka/capops.h>
#include <vka/object.h>
#include <vka/vka.h>

#define HERE 0x7000000000               /* nothing of the component is up there */
#define MOST 600

void camkes_make_simple(simple_t *simple);

static simple_t own;
static vka_t vka;
static char pool[256 * 1024];
static char stack[4096] __attribute__((aligned(16)));
static vka_object_t started;

static void describe(void)
{
    size_t bits, total = 0;
    uintptr_t paddr;
    bool device, placed = true;

    for (int i = 0; i < simple_get_untyped_count(&own); i++) {
        seL4_CPtr cap = simple_get_nth_untyped(&own, i, &bits, &paddr, &device);

        total += (size_t)1 << bits;
        placed &= bits < seL4_PageBits || (paddr != 0 && paddr % ((size_t)1 << bits) == 0);
        placed &= !device && simple_is_untyped_cap(&own, cap);
    }
    printf("untyped: %d pieces, %zu bytes, placed %d, 2^%d slots\n",
           simple_get_untyped_count(&own), total, placed, simple_get_cnode_size_bits(&own));
    printf("refused: %d %d\n", simple_get_nth_untyped(&own, 99, NULL, NULL, NULL) == 0,
           simple_ASIDPool_assign(&own, simple_get_pd(&own)) != seL4_NoError);
}

static void signal_itself(void)
{
    vka_object_t notification;
    cspacepath_t badged, original;
    seL4_Word badge = 0;
    int error = vka_alloc_notification(&vka, &notification);

    error |= vka_cspace_alloc_path(&vka, &badged);
    vka_cspace_make_path(&vka, notification.cptr, &original);
    error |= vka_cnode_mint(&badged, &original, seL4_AllRights, 42);
    seL4_Signal(badged.capPtr);
    seL4_Poll(notification.cptr, &badge);
    printf("notification: %d, badge %lu\n", error, (unsigned long)badge);
    error = vka_cnode_delete(&badged);
    vka_free_object(&vka, &notification);
    printf("freed: %d, gone %d\n", error, vka_cnode_copy(&badged, &original, seL4_AllRights) != 0);
    vka_cspace_free_path(&vka, badged);
}

static int map_page(vka_object_t *page, seL4_Word vaddr)
{
    seL4_CPtr space = simple_get_pd(&own);
    int error = vka_alloc_frame(&vka, seL4_PageBits, page);

    if (error)
        return error;
    while (seL4_ARM_Page_Map(page->cptr, space, vaddr, seL4_ReadWrite,
                             seL4_ARM_Default_VMAttributes) == seL4_FailedLookup) {
        vka_object_t table;

        error = vka_alloc_page_table(&vka, &table);
        error = error ? error : seL4_ARM_PageTable_Map(table.cptr, space, vaddr,
                                                       seL4_ARM_Default_VMAttributes);
        if (error)
            return error;
    }
    return 0;
}

static void show_page(void)
{
    vka_object_t page;
    int error = map_page(&page, HERE);

    strcpy((char *)HERE, "in a page of its own");
    printf("page: %d, %s, placed %d\n", error, (char *)HERE,
           vka_object_paddr(&vka, &page) == seL4_ARM_Page_GetAddress(page.cptr).paddr);
}

static void second_thread(void)
{
    seL4_Signal(started.cptr);
    for (;;)
        seL4_Yield();
}

/* A thread made of nothing, with time of its own, that gets as far as a signal. */
static void start_thread(void)
{
    vka_object_t tcb, time, buffer;
    seL4_UserContext context = {.pc = (seL4_Word)second_thread,
                                .sp = (seL4_Word)stack + sizeof stack};
    seL4_Word guard = seL4_CNode_CapData_new(0, 64 - simple_get_cnode_size_bits(&own)).words[0];
    seL4_Word badge;
    int error = vka_alloc_notification(&vka, &started);

    error |= vka_alloc_tcb(&vka, &tcb) | vka_alloc_sched_context(&vka, &time);
    error |= map_page(&buffer, HERE + 4096);
    error |= seL4_SchedControl_Configure(simple_get_sched_ctrl(&own, 0), time.cptr, 1000, 1000,
                                         0, 0);
    error |= seL4_TCB_Configure(tcb.cptr, simple_get_cnode(&own), guard, simple_get_pd(&own),
                                0, HERE + 4096, buffer.cptr);
    error |= seL4_TCB_SetSchedParams(tcb.cptr, simple_get_tcb(&own), 0, 100, time.cptr, 0);
    error |= seL4_TCB_WriteRegisters(tcb.cptr, true, 0, 2, &context);
    seL4_Wait(started.cptr, &badge);
    printf("thread: %d\n", error);
    vka_free_object(&vka, &tcb);
}

/* All memory as pages, and then as pieces as large as they were. */
static void use_all(void)
{
    static vka_object_t pages[MOST];
    vka_object_t large, other;
    int count = 0, error;

    while (count < MOST && vka_alloc_frame(&vka, seL4_PageBits, &pages[count]) == 0)
        count++;
    printf("pages: more than 480 %d, less than %d: %d, endpoint %d\n", count > 480, MOST,
           count < MOST, vka_alloc_endpoint_leaky(&vka) != 0);
    while (count > 0)
        vka_free_object(&vka, &pages[--count]);
    error = vka_alloc_untyped(&vka, 20, &large);
    printf("joined: %d, both %d\n", error, vka_alloc_untyped(&vka, 20, &other) == 0);
}

int run(void)
{
    allocman_t *alloc;
    char little[64];

    camkes_make_simple(&own);
    describe();
    printf("too little: %d\n", bootstrap_use_current_simple(&own, sizeof little, little) == NULL);
    alloc = bootstrap_use_current_simple(&own, sizeof pool, pool);
    allocman_make_vka(&vka, alloc);
    signal_itself();
    show_page();
    start_thread();
    use_all();
    done_emit();
    return 0;
}
