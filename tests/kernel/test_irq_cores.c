/* Interrupts on four cores: those of devices go to the core that the handler was made for. */
#include "harness.h"

#define CORES 4
#define TIMER_IRQ 30                /* each core has its own */
#define SGI 4
#define ROUNDS 40

static uint64_t get_irq(uint64_t irq, uint64_t trigger, cptr_t slot, uint64_t core)
{
    return kdl_irq_control_get_trigger_core(ipc(), ROOT_SLOT_IRQ_CONTROL, irq, trigger, slot, 64,
                                            core, ROOT_SLOT_CNODE);
}

static cptr_t handler, bell;
static volatile uint32_t *uart;

/* A handler for this core's interrupt that rings the bell. */
static void listen(uint64_t irq, uint64_t core)
{
    handler = new_slot();
    OK(get_irq(irq, 0, handler, core));
    OK(kdl_irq_handler_set(ipc(), handler, badged(bell, RIGHT_WRITE, 0x100 + core)));
}

static void hear(uint64_t core)
{
    CHECK_EQ(kdl_wait(bell).badge, 0x100 + core);
}

/* The UART's line rises when something was sent. */
static void drive_uart(uint64_t core)
{
    for (unsigned i = 0; i < ROUNDS; i++) {
        uart[UART_MASK] = UART_TX;
        say("\n");
        hear(core);
        uart[UART_MASK] = 0;
        uart[UART_CLEAR] = UART_TX;
        OK(kdl_irq_handler_ack(ipc(), handler));
    }
}

/* On every core in turn: the script that runs this counts the interrupts of each. */
void test_cores_interrupt_routed(void)
{
    static const uint8_t order[] = {3, 1, 0, 2, 3, 3};
    cptr_t first = new_slot();
    bell = make(KDL_OBJECT_NOTIFICATION);
    uart = map_here(device_page_at(UART_PADDR), WINDOW);
    for (unsigned i = 0; i < LENGTH(order); i++) {
        listen(UART_IRQ, order[i]);
        thread_start(thread_on(order[i], drive_uart, order[i], 100));
        join(1);
        OK(delete_slot(handler));
    }
    forget_slots(first);
}

/* The timer of the core that it runs on; main acknowledges, on another one. */
static void drive_timer(uint64_t core)
{
    for (unsigned i = 0; i < ROUNDS; i++) {
        clock_set(20);
        hear(core);
        clock_off();
        if (i % 2)
            OK(kdl_irq_handler_ack(ipc(), handler));
        else
            kdl_signal(clock_notification());
    }
}

void test_cores_interrupt_private(void)
{
    cptr_t first = new_slot();
    bell = make(KDL_OBJECT_NOTIFICATION);
    for (uint64_t core = 1; core < CORES; core++) {
        listen(TIMER_IRQ, core);
        CHECK_EQ(get_irq(TIMER_IRQ, 0, new_slot(), core), KDL_ERROR_REVOKE_FIRST);
        struct thread *t = thread_on(core, drive_timer, core, 100);
        OK(kdl_tcb_set_flags(ipc(), t->tcb, 0, TCB_FLAG_TIMER, NULL));
        thread_start(t);
        for (unsigned i = 0; i < ROUNDS / 2; i++) {
            kdl_wait(clock_notification());
            OK(kdl_irq_handler_ack(ipc(), handler));
        }
        join(1);
        OK(delete_slot(handler));
    }
    OK(kdl_irq_handler_ack(ipc(), clock_irq()));    /* that of core 0 is still what it was */
    sleep_us(1000);
    forget_slots(first);
}

static void answer_bell(uint64_t core)
{
    for (unsigned i = 0; i < ROUNDS; i++) {
        hear(core);
        OK(kdl_irq_handler_ack(ipc(), handler));
        kdl_signal(clock_notification());
    }
}

/* Main raises it at each of the others, and at itself. */
void test_cores_interrupt_sgi(void)
{
    cptr_t first = new_slot();
    bell = make(KDL_OBJECT_NOTIFICATION);
    for (uint64_t core = 0; core < CORES; core++) {
        cptr_t sgi = new_slot();
        OK(kdl_irq_control_issue_sgi(ipc(), ROOT_SLOT_IRQ_CONTROL, SGI, core, sgi, 64,
                                     ROOT_SLOT_CNODE));
        listen(SGI, core);
        thread_start(thread_on(core, answer_bell, core, 100));
        for (unsigned i = 0; i < ROUNDS; i++) {
            kdl_signal(sgi);
            kdl_wait(clock_notification());
        }
        join(1);
        OK(delete_slot(handler));
        kdl_signal(sgi);                            /* nobody hears it */
    }
    CHECK_EQ(kdl_poll(bell).badge, 0);
    forget_slots(first);
}

/* A private interrupt has a handler for each core, any other one for all. */
void test_cores_interrupt_rules(void)
{
    cptr_t first = new_slots(8);
    for (uint64_t core = 0; core < CORES; core++)
        OK(get_irq(SGI, 1, first + core, core));
    OK(delete_slot(first + 2));
    CHECK_EQ(get_irq(SGI, 1, first + 4, 1), KDL_ERROR_REVOKE_FIRST);
    OK(get_irq(SGI, 1, first + 2, 2));
    OK(get_irq(40, 1, first + 4, 3));
    for (uint64_t core = 0; core < CORES; core++)
        CHECK_EQ(get_irq(40, 1, first + 5, core), KDL_ERROR_REVOKE_FIRST);
    CHECK_EQ(get_irq(41, 1, first + 5, CORES), KDL_ERROR_INVALID_ARGUMENT);
    OK(revoke_slot(first + 4));
    OK(delete_slot(first + 4));
    OK(get_irq(40, 0, first + 4, 1));
    forget_slots(first);
}
