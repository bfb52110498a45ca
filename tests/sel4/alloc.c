/* The simplest allocator there is: the largest untyped memory, and slots one after the other. */
#include "root.h"

static seL4_CPtr memory;
static seL4_SlotPos next;

void alloc_init(const seL4_BootInfo *info)
{
    seL4_Word best = 0, bits = 0;

    for (seL4_Word i = 0; i < info->untyped.end - info->untyped.start; i++) {
        if (info->untypedList[i].isDevice || info->untypedList[i].sizeBits < bits)
            continue;
        best = i;
        bits = info->untypedList[i].sizeBits;
    }
    memory = info->untyped.start + best;
    next = info->empty.start;
}

seL4_CPtr slot_new(void)
{
    return next++;
}

seL4_CPtr object_new(seL4_Word type, seL4_Word bits)
{
    seL4_CPtr slot = slot_new();

    check(seL4_Untyped_Retype(memory, type, bits, seL4_CapInitThreadCNode, 0, 0, slot, 1) ==
          seL4_NoError, "retype");
    return slot;
}

seL4_CPtr copy_of(seL4_CPtr cap, seL4_CapRights_t rights, seL4_Word badge)
{
    seL4_CPtr slot = slot_new();

    check(seL4_CNode_Mint(seL4_CapInitThreadCNode, slot, seL4_WordBits, seL4_CapInitThreadCNode,
                          cap, seL4_WordBits, rights, badge) == seL4_NoError, "mint");
    return slot;
}

/* Page tables are made where they are missing. */
void page_map(seL4_CPtr vspace, seL4_CPtr page, seL4_Word vaddr, seL4_CapRights_t rights,
              seL4_Word attributes)
{
    seL4_Error error;

    while ((error = seL4_ARM_Page_Map(page, vspace, vaddr, rights,
                                      (seL4_ARM_VMAttributes)attributes)) == seL4_FailedLookup)
        check(seL4_ARM_PageTable_Map(object_new(seL4_ARM_PageTableObject, 0), vspace, vaddr,
                                     seL4_ARM_Default_VMAttributes) == seL4_NoError, "table");
    check(error == seL4_NoError, "map");
}
