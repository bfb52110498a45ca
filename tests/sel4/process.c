/* A process from an ELF file: address space, CSpace, thread; and what it is asked. */
#include "root.h"

/* what of ELF-64 is needed */
typedef struct {
    unsigned char e_ident[16];
    seL4_Uint16 e_type, e_machine;
    seL4_Uint32 e_version;
    seL4_Uint64 e_entry, e_phoff, e_shoff;
    seL4_Uint32 e_flags;
    seL4_Uint16 e_ehsize, e_phentsize, e_phnum, e_shentsize, e_shnum, e_shstrndx;
} Elf64_Ehdr;

typedef struct {
    seL4_Uint32 p_type, p_flags;
    seL4_Uint64 p_offset, p_vaddr, p_paddr, p_filesz, p_memsz, p_align;
} Elf64_Phdr;

enum { PT_LOAD = 1, PF_X = 1, PF_W = 2 };

#define WINDOW 0x30000000ul                 /* pages are filled here */

extern const char server_elf[];

static void load_page(struct process *p, const char *elf, const Elf64_Phdr *h, seL4_Word at)
{
    seL4_CPtr page = object_new(seL4_ARM_SmallPageObject, 0);
    seL4_CPtr mapped = copy_of(page, seL4_AllRights, 0);
    char *to = (char *)WINDOW;

    page_map(seL4_CapInitThreadVSpace, page, WINDOW, seL4_ReadWrite,
             seL4_ARM_Default_VMAttributes | seL4_ARM_ExecuteNever);
    for (seL4_Word i = 0; i < 4096 && at + i < h->p_filesz; i++)
        to[i] = elf[h->p_offset + at + i];
    check(seL4_ARM_Page_Unify_Instruction(page, 0, 4096) == seL4_NoError, "unify");
    check(seL4_ARM_Page_Unmap(page) == seL4_NoError, "unmap");
    page_map(p->vspace, mapped, h->p_vaddr + at,
             h->p_flags & PF_W ? seL4_ReadWrite : seL4_CanRead,
             seL4_ARM_Default_VMAttributes | (h->p_flags & PF_X ? 0u : seL4_ARM_ExecuteNever));
}

static void give(struct process *p, seL4_Word index, seL4_CPtr cap, seL4_CapRights_t rights,
                 seL4_Word badge)
{
    check(seL4_CNode_Mint(p->cnode, index, SERVER_CNODE_BITS, seL4_CapInitThreadCNode, cap,
                          seL4_WordBits, rights, badge) == seL4_NoError, "give");
}

static void make_thread(struct process *p, seL4_Word entry, seL4_CPtr buffer)
{
    seL4_UserContext regs = {.pc = entry, .sp = SERVER_STACK};
    seL4_Word guard = seL4_CNode_CapData_new(0, seL4_WordBits - SERVER_CNODE_BITS).words[0];

    p->tcb = object_new(seL4_TCBObject, 0);
    p->sc = object_new(seL4_SchedContextObject, seL4_MinSchedContextBits);
    check(seL4_SchedControl_Configure(seL4_GetBootInfo()->schedcontrol.start, p->sc, 10000, 10000,
                                      0, 0) == seL4_NoError, "configure time");
    check(seL4_TCB_Configure(p->tcb, p->cnode, guard, p->vspace, 0, SERVER_BUFFER, buffer) ==
          seL4_NoError, "configure");
    check(seL4_TCB_SetSchedParams(p->tcb, seL4_CapInitThreadTCB, 100, 100, p->sc,
                                  copy_of(p->faults, seL4_AllRights, 5)) == seL4_NoError,
          "schedule");
    check(seL4_TCB_WriteRegisters(p->tcb, 0, 0, 2, &regs) == seL4_NoError, "registers");
    seL4_DebugNameThread(p->tcb, "server");
    check(seL4_TCB_Resume(p->tcb) == seL4_NoError, "resume");
}

void process_start(struct process *p, const char *elf)
{
    const Elf64_Ehdr *e = (const Elf64_Ehdr *)elf;
    const Elf64_Phdr *h = (const Elf64_Phdr *)(elf + e->e_phoff);
    seL4_CPtr buffer = object_new(seL4_ARM_SmallPageObject, 0);

    p->vspace = object_new(seL4_ARM_VSpaceObject, 0);
    check(seL4_ARM_ASIDPool_Assign(seL4_CapInitThreadASIDPool, p->vspace) == seL4_NoError, "asid");
    for (unsigned i = 0; i < e->e_phnum; i++)
        for (seL4_Word at = 0; h[i].p_type == PT_LOAD && at < h[i].p_memsz; at += 4096)
            load_page(p, elf, &h[i], at);
    page_map(p->vspace, buffer, SERVER_BUFFER, seL4_ReadWrite,
             seL4_ARM_Default_VMAttributes | seL4_ARM_ExecuteNever);
    page_map(p->vspace, object_new(seL4_ARM_SmallPageObject, 0), SERVER_STACK - 4096,
             seL4_ReadWrite, seL4_ARM_Default_VMAttributes | seL4_ARM_ExecuteNever);
    p->cnode = object_new(seL4_CapTableObject, SERVER_CNODE_BITS);
    p->ep = object_new(seL4_EndpointObject, 0);
    p->faults = object_new(seL4_EndpointObject, 0);
    p->notification = object_new(seL4_NotificationObject, 0);
    give(p, SERVER_EP, p->ep, seL4_CanRead, 0);
    give(p, SERVER_REPLY, object_new(seL4_ReplyObject, 0), seL4_AllRights, 0);
    give(p, SERVER_NOTIFICATION, p->notification, seL4_CanWrite, 0x40);
    give(p, SERVER_CNODE, p->cnode, seL4_AllRights,
         seL4_CNode_CapData_new(0, seL4_WordBits - SERVER_CNODE_BITS).words[0]);
    make_thread(p, e->e_entry, buffer);
}

/* ---- what it is asked ---- */

static void ask_plainly(const struct process *p)
{
    seL4_CPtr client = copy_of(p->ep, seL4_CapRights_new(1, 1, 0, 1), 100);
    seL4_Word a = 20, b = 3;
    seL4_MessageInfo_t info;

    seL4_SetMR(0, 4);
    seL4_SetMR(1, 5);
    info = seL4_Call(client, seL4_MessageInfo_new(OP_ADD, 0, 0, 2));
    check(seL4_MessageInfo_get_length(info) == 1 && seL4_GetMR(0) == 109, "add");
    info = seL4_CallWithMRs(client, seL4_MessageInfo_new(OP_ADD, 0, 0, 2), &a, &b, seL4_Null,
                            seL4_Null);
    check(a == 123 && seL4_MessageInfo_get_label(info) == 0, "add with MRs");
    for (int i = 0; i < 120; i++)
        seL4_SetMR(i, (seL4_Word)i);
    info = seL4_Call(client, seL4_MessageInfo_new(OP_LONG, 0, 0, 120));
    check(seL4_MessageInfo_get_label(info) == 77 && seL4_MessageInfo_get_length(info) == 120,
          "long");
    for (int i = 0; i < 120; i++)
        check(seL4_GetMR(i) == 7140 + (seL4_Word)i, "long words");
    passed("call");
}

static void ask_for_signals(const struct process *p)
{
    seL4_CPtr other = object_new(seL4_NotificationObject, 0);
    seL4_Word badge = 0;

    seL4_Call(p->ep, seL4_MessageInfo_new(OP_SIGNAL, 0, 0, 0));
    seL4_Wait(p->notification, &badge);
    check(badge == 0x40, "signal");
    for (unsigned i = 0; i < 2; i++) {          /* the slot is free again */
        seL4_SetCap(0, copy_of(other, seL4_CanWrite, 0x80));
        seL4_Call(p->ep, seL4_MessageInfo_new(OP_TAKE, 0, 1, 0));
        check(seL4_GetMR(0) == 0, "take");
        seL4_Poll(other, &badge);
        check(badge == 0x80, "capability passed on");
    }
    seL4_NBWait(other, &badge);
    check(badge == 0, "nothing more");
    passed("signals_and_capabilities");
}

/* Somebody must handle the server's faults while this thread waits for its answer. */
static const struct process *watched;
static seL4_CPtr asker_reply;

static void answer_memory_fault(seL4_MessageInfo_t info)
{
    seL4_Fault_t fault = seL4_getFault(info);
    seL4_CPtr page = object_new(seL4_ARM_SmallPageObject, 0);
    seL4_CPtr mapped = copy_of(page, seL4_AllRights, 0);

    check(seL4_Fault_get_seL4_FaultType(fault) == seL4_Fault_VMFault, "memory fault");
    check(seL4_Fault_VMFault_get_Addr(fault) == SERVER_HOLE, "its address");
    check(seL4_Fault_VMFault_get_IP(fault) >= 0x800000, "its place");
    check(!seL4_Fault_VMFault_get_PrefetchFault(fault), "a read");
    page_map(seL4_CapInitThreadVSpace, page, WINDOW, seL4_ReadWrite,
             seL4_ARM_Default_VMAttributes | seL4_ARM_ExecuteNever);
    *(volatile seL4_Word *)WINDOW = 0xfeed;
    page_map(watched->vspace, mapped, SERVER_HOLE, seL4_CanRead,
             seL4_ARM_Default_VMAttributes | seL4_ARM_ExecuteNever);
    seL4_Send(asker_reply, seL4_MessageInfo_new(0, 0, 0, 0));
}

static void answer_break(seL4_MessageInfo_t info)
{
    seL4_Fault_t fault = seL4_getFault(info);
    seL4_UserContext regs;

    check(seL4_isDebugException_tag(info), "debug fault");
    check(seL4_Fault_DebugException_get_ExceptionReason(fault) == seL4_SoftwareBreakRequest,
          "breakpoint instruction");
    check(seL4_TCB_ReadRegisters(watched->tcb, 0, 0, 36, &regs) == seL4_NoError, "read");
    check(regs.pc == seL4_Fault_DebugException_get_FaultIP(fault), "its pc");
    regs.pc += 4;
    check(seL4_TCB_WriteRegisters(watched->tcb, 1, 0, 1, &regs) == seL4_NoError, "write");
}

/* A non-blocking send with nobody receiving would be dropped: the request goes with the wait. */
static void ask_with_faults(const struct process *p)
{
    seL4_Word badge;
    seL4_CPtr asked = copy_of(p->ep, seL4_CanWrite, 0);
    seL4_MessageInfo_t info;

    watched = p;
    asker_reply = object_new(seL4_ReplyObject, 0);
    info = seL4_NBSendRecv(asked, seL4_MessageInfo_new(OP_TOUCH, 0, 0, 0), p->faults, &badge,
                           asker_reply);
    check(badge == 5, "badge of the handler");
    answer_memory_fault(info);
    seL4_Call(p->ep, seL4_MessageInfo_new(OP_TOUCH, 0, 0, 0));
    check(seL4_GetMR(0) == 0xfeed, "page after fault");
    info = seL4_NBSendRecv(asked, seL4_MessageInfo_new(OP_BREAK, 0, 0, 0), p->faults, &badge,
                           asker_reply);
    answer_break(info);
    seL4_SetMR(0, 1);
    seL4_SetMR(1, 2);
    seL4_Call(p->ep, seL4_MessageInfo_new(OP_ADD, 0, 0, 2));
    check(seL4_GetMR(0) == 3, "after the break");
    passed("faults");
}

void test_process(void)
{
    struct process p;

    process_start(&p, server_elf);
    ask_plainly(&p);
    ask_for_signals(&p);
    ask_with_faults(&p);
    check(seL4_CNode_Revoke(seL4_CapInitThreadCNode, p.ep, seL4_WordBits) == seL4_NoError,
          "revoke");
    check(seL4_TCB_Suspend(p.tcb) == seL4_NoError, "suspend");
    check(seL4_CNode_Delete(seL4_CapInitThreadCNode, p.tcb, seL4_WordBits) == seL4_NoError,
          "delete");
    passed("revoke");
}
