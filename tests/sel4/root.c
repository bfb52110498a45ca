/*
 * A root task written for libsel4 alone: no name of the kernel that it runs on occurs in it, except
 * for the flag that lets a thread use the timer. It prints a line for each part that works.
 */
#include "root.h"

static void put(const char *text)
{
    seL4_DebugPutString((char *)text);
}

void check(int condition, const char *what)
{
    if (condition)
        return;
    put("failed: ");
    put(what);
    put("\n");
    seL4_DebugHalt();
}

void passed(const char *name)
{
    put("passed ");
    put(name);
    seL4_DebugPutChar('\n');
}

static void test_bootinfo(void)
{
    const seL4_BootInfo *info = seL4_GetBootInfo();

    check(info->numNodes >= 1 && info->nodeID == 0, "nodes");
    check(info->ipcBuffer == seL4_GetIPCBuffer(), "IPC buffer");
    check(info->schedcontrol.end == info->schedcontrol.start + info->numNodes, "sched control");
    check(info->untyped.end > info->untyped.start, "untyped memory");
    check(info->empty.start >= info->untyped.end && info->empty.end > info->empty.start, "slots");
    check(info->initThreadDomain == 0 && info->extraLen == 0, "the rest");
    passed("bootinfo");
}

/* errors leave their details in the message registers */
static void test_errors(void)
{
    const seL4_BootInfo *info = seL4_GetBootInfo();
    seL4_CPtr untyped = info->untyped.start, root = seL4_CapInitThreadCNode;

    check(seL4_Untyped_Retype(untyped, 999, 0, root, 0, 0, slot_new(), 1) ==
          seL4_InvalidArgument, "object type");
    check(seL4_GetMR(0) == 0, "which argument");
    check(seL4_Untyped_Retype(seL4_CapInitThreadTCB, seL4_EndpointObject, 0, root, 0, 0,
                              slot_new(), 1) == seL4_IllegalOperation, "not untyped");
    check(seL4_CNode_Delete(root, 0, 65) == seL4_RangeError, "depth");
    check(seL4_GetMR(0) == 1 && seL4_GetMR(1) == 64, "the range");
    check(seL4_CNode_Copy(root, slot_new(), 64, root, slot_new(), 64, seL4_AllRights) ==
          seL4_FailedLookup, "empty source");
    check(seL4_GetMR(0) == 1 && seL4_GetMR(1) == seL4_MissingCapability, "why");
    passed("errors");
}

void test_objects(void)
{
    seL4_CPtr root = seL4_CapInitThreadCNode, n = object_new(seL4_NotificationObject, 0);
    seL4_CPtr node = object_new(seL4_CapTableObject, 4), a = copy_of(n, seL4_CanWrite, 7);
    seL4_ARM_Page_GetAddress_t address;
    seL4_Word badge;

    check(seL4_CNode_Copy(node, 3, 4, root, a, 64, seL4_AllRights) == seL4_NoError, "copy");
    check(seL4_CNode_Move(node, 4, 4, node, 3, 4) == seL4_NoError, "move");
    check(seL4_CNode_Mutate(node, 5, 4, node, 4, 4, 0) == seL4_NoError, "mutate");
    check(seL4_CNode_Mint(node, 6, 4, root, n, 64, seL4_CanWrite, 8) == seL4_NoError, "mint");
    check(seL4_CNode_Rotate(node, 7, 4, 0, node, 6, 4, 0, node, 5, 4) == seL4_NoError, "rotate");
    check(seL4_CNode_Move(root, slot_new(), 64, node, 7, 4) == seL4_NoError, "take");
    seL4_Signal(slot_new() - 1);
    seL4_Wait(n, &badge);
    check(badge == 8, "rotated");
    check(seL4_CNode_CancelBadgedSends(root, copy_of(object_new(seL4_EndpointObject, 0),
                                                     seL4_AllRights, 3), 64) == seL4_NoError,
          "cancel");
    check(seL4_CNode_Revoke(root, n, 64) == seL4_NoError, "revoke");
    check(seL4_CNode_Delete(root, n, 64) == seL4_NoError, "delete");
    address = seL4_ARM_Page_GetAddress(object_new(seL4_ARM_SmallPageObject, 0));
    check(address.error == seL4_NoError && address.paddr % 4096 == 0, "address");
    passed("objects");
}

int main(void)
{
    alloc_init(seL4_GetBootInfo());
    test_bootinfo();
    test_errors();
    test_objects();
    test_threads();
    test_process();
    put("all passed\n");
    return 0;
}
