/* Threads in the root task's own address space: TLS, registers, time, interrupts. */
#include <sel4runtime.h>

#include "root.h"

#define BUFFERS 0x31000000ul
#define TIMER_IRQ 30                        /* of the physical timer of this core */
#define FLAG_TIMER 2                        /* may use it: a flag of this kernel */

static char stack[4096] __attribute__((aligned(16)));
static char tls[256] __attribute__((aligned(16)));
static __thread seL4_Word own = 5;
static seL4_CPtr done, endpoint;

struct helper { seL4_CPtr tcb, sc; };

static void run_helper(struct helper *h, void (*run)(void), seL4_Word budget, seL4_Word period,
                       seL4_CPtr timeout)
{
    static seL4_Word buffer = BUFFERS;
    seL4_CPtr frame = object_new(seL4_ARM_SmallPageObject, 0);
    uintptr_t base = sel4runtime_write_tls_image(tls);
    seL4_UserContext regs = {.pc = (seL4_Word)run, .sp = (seL4_Word)(stack + sizeof stack)};

    check(sel4runtime_get_tls_size() <= sizeof tls, "TLS fits");
    h->tcb = object_new(seL4_TCBObject, 0);
    h->sc = object_new(seL4_SchedContextObject, seL4_MinSchedContextBits);
    page_map(seL4_CapInitThreadVSpace, frame, buffer += 4096, seL4_ReadWrite,
             seL4_ARM_Default_VMAttributes | seL4_ARM_ExecuteNever);
    sel4runtime_set_tls_variable(base, __sel4_ipc_buffer, (seL4_IPCBuffer *)buffer);
    sel4runtime_set_tls_variable(base, own, 6);
    check(seL4_SchedControl_ConfigureFlags(seL4_GetBootInfo()->schedcontrol.start, h->sc, budget,
                                           period, 0, 0x71, seL4_SchedContext_Sporadic) ==
          seL4_NoError, "time");
    check(seL4_TCB_Configure(h->tcb, seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace, 0,
                             buffer, frame) == seL4_NoError, "configure");
    check(seL4_TCB_SetSchedParams(h->tcb, seL4_CapInitThreadTCB, 200, 200, h->sc, 0) ==
          seL4_NoError, "parameters");
    if (timeout)
        check(seL4_TCB_SetTimeoutEndpoint(h->tcb, timeout) == seL4_NoError, "timeout");
    check(seL4_TCB_SetTLSBase(h->tcb, base) == seL4_NoError, "TLS base");
    check(seL4_TCB_WriteRegisters(h->tcb, 1, 0, 2, &regs) == seL4_NoError, "start");
}

static void end_helper(const struct helper *h)
{
    check(seL4_TCB_Suspend(h->tcb) == seL4_NoError, "suspend");
    check(seL4_CNode_Delete(seL4_CapInitThreadCNode, h->tcb, 64) == seL4_NoError, "end");
    check(seL4_CNode_Delete(seL4_CapInitThreadCNode, h->sc, 64) == seL4_NoError, "end of time");
}

static void send_and_signal(void)
{
    seL4_Word a = own, b = 0x22, c = 0x33, d = 0x44;

    seL4_SetMR(4, 0x55);
    seL4_SendWithMRs(endpoint, seL4_MessageInfo_new(9, 0, 0, 5), &a, &b, &c, &d);
    own++;
    seL4_Signal(done);
    for (;;)
        seL4_Yield();
}

static void test_thread(void)
{
    seL4_Word badge, mr[4] = {0};
    seL4_CPtr reply = object_new(seL4_ReplyObject, 0);
    struct helper h;
    seL4_MessageInfo_t info;

    run_helper(&h, send_and_signal, 5000, 5000, 0);
    info = seL4_RecvWithMRs(endpoint, &badge, &mr[0], &mr[1], &mr[2], &mr[3], reply);
    check(seL4_MessageInfo_get_label(info) == 9, "label");
    check(mr[0] == 6 && mr[1] == 0x22 && mr[2] == 0x33 && mr[3] == 0x44, "MRs");
    check(seL4_GetMR(4) == 0x55, "MR behind them");
    seL4_Wait(done, &badge);
    check(own == 5, "TLS is a thread's own");
    end_helper(&h);
    passed("thread");
}

static void test_registers(void)
{
    seL4_CPtr tcb = object_new(seL4_TCBObject, 0);
    seL4_UserContext in, out;

    for (unsigned i = 0; i < sizeof in / 8; i++)
        ((seL4_Word *)&in)[i] = 0x1000 + i;
    in.spsr = 0x40;
    check(seL4_TCB_WriteRegisters(tcb, 0, 0, 36, &in) == seL4_NoError, "write all");
    in.x9 = in.x16 = in.x30 = 0xabc;
    check(seL4_TCB_WriteRegisters(tcb, 0, 0, 18, &in) == seL4_NoError, "write some");
    check(seL4_TCB_ReadRegisters(tcb, 0, 0, 36, &out) == seL4_NoError, "read all");
    check(out.pc == 0x1000 && out.sp == 0x1001 && out.x8 == 0x100b, "first");
    check(out.x16 == 0xabc && out.x30 == 0xabc && out.x9 == 0xabc, "some");
    check(out.x10 == 0x1012 && out.x28 == 0x1021 && out.tpidrro_el0 == 0x1023, "others stay");
    check(seL4_TCB_ReadRegisters(tcb, 0, 0, 0, &out) == seL4_RangeError, "none");
    check(seL4_GetMR(0) == 1 && seL4_GetMR(1) == 36, "the range");
    check(seL4_TCB_ReadRegisters(seL4_CapInitThreadTCB, 0, 0, 1, &out) == seL4_IllegalOperation,
          "own registers");
    passed("registers");
}

static void spin(void)
{
    for (;;)
        __asm__ volatile("");
}

static void moved(void)
{
    seL4_Signal(done);
    spin();
}

/* The thread goes on elsewhere, with time to do so. */
static void answer_timeout(const struct helper *h, seL4_CPtr reply)
{
    seL4_UserContext regs = {.pc = (seL4_Word)moved, .sp = (seL4_Word)(stack + sizeof stack)};
    seL4_Word badge;

    regs.x8 = 8;
    regs.x28 = 28;
    check(seL4_SchedControl_ConfigureFlags(seL4_GetBootInfo()->schedcontrol.start, h->sc, 5000,
                                           5000, 0, 0, 0) == seL4_NoError, "more time");
    seL4_Send(reply, seL4_TimeoutReply_new(0, regs, seL4_TimeoutReply_Length));
    check(seL4_TCB_ReadRegisters(h->tcb, 0, 0, 36, &regs) == seL4_NoError, "registers");
    check(regs.pc == (seL4_Word)moved && regs.x8 == 8 && regs.x28 == 28, "those of the answer");
    check(seL4_TCB_Resume(h->tcb) == seL4_NoError, "resume");
    seL4_Wait(done, &badge);
}

static void test_time(void)
{
    seL4_CPtr timeouts = object_new(seL4_EndpointObject, 0);
    seL4_CPtr reply = object_new(seL4_ReplyObject, 0);
    seL4_MessageInfo_t info;
    seL4_SchedContext_Consumed_t used;
    seL4_Fault_t fault;
    struct helper h;
    seL4_Word badge;

    run_helper(&h, spin, 2000, 100000, copy_of(timeouts, seL4_AllRights, 8));
    info = seL4_Recv(timeouts, &badge, reply);
    fault = seL4_getFault(info);
    check(badge == 8 && seL4_isTimeoutFault_tag(info), "timeout");
    check(seL4_Fault_Timeout_get_data(fault) == 0x71, "whose");
    check(seL4_Fault_Timeout_get_consumed(fault) >= 1900, "after how long");
    answer_timeout(&h, reply);
    used = seL4_SchedContext_Consumed(h.sc);
    check(used.error == seL4_NoError, "consumed");
    end_helper(&h);
    passed("timeout");
}

/* An interrupt of software, at the only core. */
static void raise_and_wait(seL4_CPtr n)
{
    seL4_CPtr handler = slot_new(), sgi = slot_new();
    seL4_Word badge = 0;

    check(seL4_IRQControl_GetTriggerCore(seL4_CapIRQControl, 3, 1, seL4_CapInitThreadCNode, handler,
                                         seL4_WordBits, 1) == seL4_InvalidArgument, "no such core");
    check(seL4_IRQControl_GetTriggerCore(seL4_CapIRQControl, 3, 1, seL4_CapInitThreadCNode, handler,
                                         seL4_WordBits, 0) == seL4_NoError, "handler of a core");
    check(seL4_IRQControl_IssueSGISignal(seL4_CapIRQControl, 16, 0, seL4_CapInitThreadCNode, sgi,
                                         seL4_WordBits) == seL4_RangeError, "not software's");
    check(seL4_IRQControl_IssueSGISignal(seL4_CapIRQControl, 3, 0, seL4_CapInitThreadCNode, sgi,
                                         seL4_WordBits) == seL4_NoError, "signal");
    check(seL4_IRQHandler_SetNotification(handler, copy_of(n, seL4_CanWrite, 0x20)) ==
          seL4_NoError, "notification");
    seL4_Signal(sgi);
    seL4_Wait(n, &badge);
    check(badge == 0x20, "raised");
    check(seL4_DebugCapIdentify(sgi) != 0 && seL4_DebugCapIdentify(slot_new()) == 0, "identify");
}

static void test_interrupt(void)
{
    seL4_CPtr handler = slot_new(), n = object_new(seL4_NotificationObject, 0);
    seL4_Word badge = 0, now;

    check(seL4_TCB_SetFlags(seL4_CapInitThreadTCB, 0, FLAG_TIMER).error == seL4_NoError, "flags");
    check(seL4_IRQControl_Get(seL4_CapIRQControl, TIMER_IRQ, seL4_CapInitThreadCNode, handler,
                              seL4_WordBits) == seL4_NoError, "handler");
    check(seL4_IRQHandler_SetNotification(handler, copy_of(n, seL4_CanWrite, 0x10)) ==
          seL4_NoError, "notification");
    for (unsigned i = 0; i < 3; i++) {
        __asm__ volatile("mrs %0, cntpct_el0" : "=r"(now));
        __asm__ volatile("msr cntp_cval_el0, %0" : : "r"(now + 1000));
        __asm__ volatile("msr cntp_ctl_el0, %0\n\tisb" : : "r"(1ul));
        seL4_Wait(n, &badge);
        check(badge == 0x10, "interrupt");
        __asm__ volatile("msr cntp_ctl_el0, %0\n\tisb" : : "r"(0ul));
        check(seL4_IRQHandler_Ack(handler) == seL4_NoError, "acknowledge");
    }
    raise_and_wait(n);
    check(seL4_IRQHandler_Clear(handler) == seL4_NoError, "clear");
    passed("interrupt");
}

void test_threads(void)
{
    done = object_new(seL4_NotificationObject, 0);
    endpoint = object_new(seL4_EndpointObject, 0);
    test_thread();
    test_registers();
    test_time();
    test_interrupt();
}
