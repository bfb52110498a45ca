/*
 * A capability: two words. All layouts live here and nowhere else.
 *
 *   word 0   [4:0] type   [19:5] fields of the type   [63:20] object pointer / 16 (44 bits)
 *   word 1   of the type: badge, guard, mapped address, ...
 *
 *   type            word 0 fields                          word 1
 *   untyped         [10:5] size bits  [12:11] kind         watermark (core/untyped.h)
 *   endpoint        [5] may call  [9:6] rights             badge
 *   notification    [7:6] rights                           badge
 *   reply           [5] may grant                          0
 *   cnode           [5] flat  [11:6] radix                 guard
 *                   [17:12] guard bits
 *   tcb             -                                      0
 *   sched_context   [10:5] size bits                       0
 *   sched_control   -                                      core
 *   frame           [6:5] rights  [8:7] size  [9] device   mapped vaddr | asid (0: unmapped)
 *   page_table      [6:5] level where mapped, 1..3         mapped vaddr | asid (0: unmapped)
 *   vspace          -                                      asid (0: none yet)
 *   asid_pool       -                                      first asid / 512
 *   irq_handler     [8:5] core that it goes to             line (kernel.h)
 *   sgi_signal      -                                      number | target << 32
 *   zombie          [10:5] radix, or ZOMBIE_TCB            slots still to clear
 *   smc             -                                      badge: function permitted
 *   others          -                                      0
 *
 * The pointer is a kernel virtual address (bits 63:48 are as bit 47). Untyped and frame
 * capabilities hold a physical address there, which may be device memory: never dereference
 * without knowing.
 * ASIDs 1..65535; vaddr of a mapping is page aligned: word 1 = vaddr | asid << 48.
 */
#pragma once
#include "abi/layout.h"
#include "abi/message.h"
#include "abi/bootinfo.h"
#include "core/untyped.h"
#include "context.h"
#include "types.h"

struct cap { word_t w[2]; };

#define CAP_FIELD(cap, shift, bits) (((cap).w[0] >> (shift)) & ((1ul << (bits)) - 1))
#define CAP_ADDRESS_MASK 0x0000fffffffffffful

static inline enum cap_type cap_type(struct cap c) { return (enum cap_type)(c.w[0] & 31); }
static inline bool cap_is_null(struct cap c) { return cap_type(c) == CAP_NULL; }
static inline struct cap cap_null(void) { return (struct cap){{0, 0}}; }

static inline paddr_t cap_paddr(struct cap c) { return (c.w[0] >> 20) << 4; }
/* bit 47 of a pointer is as all above it are */
static inline void *cap_pointer(struct cap c)
{
    return (void *)((word_t)((int64_t)c.w[0] >> 16) & ~15ul);
}

static inline struct cap cap_make(enum cap_type type, word_t address, word_t fields, word_t w1)
{
    return (struct cap){{(word_t)type | fields | (address & CAP_ADDRESS_MASK) >> 4 << 20, w1}};
}

static inline word_t cap_badge(struct cap c) { return c.w[1]; }  /* endpoint, notification, smc */

/* rights of endpoints and notifications: RIGHT_*; notifications have READ and WRITE only */
static inline word_t cap_rights(struct cap c) { return CAP_FIELD(c, 6, 4); }
static inline struct cap cap_endpoint(void *ep, word_t rights, word_t badge)
{
    bool may_call = (rights & RIGHT_WRITE) && (rights & (RIGHT_GRANT | RIGHT_GRANT_REPLY));
    return cap_make(CAP_ENDPOINT, (word_t)ep, rights << 6 | (word_t)may_call << 5, badge);
}
static inline struct cap cap_notification(void *n, word_t rights, word_t badge)
{
    return cap_make(CAP_NOTIFICATION, (word_t)n, (rights & 3) << 6, badge);
}

static inline struct cap cap_reply(void *reply, bool may_grant)
{
    return cap_make(CAP_REPLY, (word_t)reply, (word_t)may_grant << 5, 0);
}
static inline bool cap_reply_may_grant(struct cap c) { return CAP_FIELD(c, 5, 1); }

/* `used`: bytes from the start that objects may occupy; multiple of 16 */
static inline struct cap cap_untyped(paddr_t p, word_t size_bits, enum untyped_kind kind,
                                     word_t used)
{
    return cap_make(CAP_UNTYPED, p, size_bits << 5 | (word_t)kind << 11,
                    untyped_mark_encode((struct untyped_mark){used, used}));
}
static inline word_t cap_untyped_bits(struct cap c) { return CAP_FIELD(c, 5, 6); }
static inline enum untyped_kind cap_untyped_kind(struct cap c)
{
    return (enum untyped_kind)CAP_FIELD(c, 11, 2);
}
static inline struct untyped_mark cap_untyped_mark(struct cap c)
{
    return untyped_mark_decode(c.w[1]);
}
static inline word_t cap_untyped_used(struct cap c) { return cap_untyped_mark(c).used; }
static inline struct cap cap_with_untyped_mark(struct cap c, struct untyped_mark mark)
{
    c.w[1] = untyped_mark_encode(mark);
    return c;
}

static inline struct cap cap_cnode(void *slots, word_t radix, word_t guard_bits, word_t guard)
{
    bool flat = guard == 0 && radix + guard_bits == 64;
    return cap_make(CAP_CNODE, (word_t)slots, (word_t)flat << 5 | radix << 6 | guard_bits << 12,
                    guard);
}
static inline word_t cap_cnode_radix(struct cap c) { return CAP_FIELD(c, 6, 6); }
static inline word_t cap_cnode_guard_bits(struct cap c) { return CAP_FIELD(c, 12, 6); }
static inline word_t cap_cnode_guard(struct cap c) { return c.w[1]; }
/* a CNode with nothing but slots 0 .. 2^radix - 1 for all 64 bits of an index */
static inline bool cap_is_flat_cnode(struct cap c)
{
    return (c.w[0] & 63) == (1u << 5 | CAP_CNODE);
}

static inline struct cap cap_sched_context(void *sc, word_t size_bits)
{
    return cap_make(CAP_SCHED_CONTEXT, (word_t)sc, size_bits << 5, 0);
}
static inline word_t cap_sched_context_bits(struct cap c) { return CAP_FIELD(c, 5, 6); }

enum frame_size { FRAME_SIZE_4K, FRAME_SIZE_2M, FRAME_SIZE_1G };
static inline struct cap cap_frame(paddr_t p, enum frame_size size, word_t rights, bool device)
{
    return cap_make(CAP_FRAME, p, (rights & 3) << 5 | (word_t)size << 7 | (word_t)device << 9, 0);
}
static inline enum frame_size cap_frame_size(struct cap c)
{
    return (enum frame_size)CAP_FIELD(c, 7, 2);
}
static inline word_t cap_frame_bytes(struct cap c)
{
    return 1ul << (PAGE_BITS + 9 * CAP_FIELD(c, 7, 2));
}
static inline word_t cap_frame_rights(struct cap c) { return CAP_FIELD(c, 5, 2); }
static inline struct cap cap_with_frame_rights(struct cap c, word_t rights)
{
    c.w[0] = (c.w[0] & ~(3ul << 5)) | (rights & 3) << 5;
    return c;
}
static inline struct cap cap_with_frame_device(struct cap c)
{
    c.w[0] |= 1ul << 9;
    return c;
}
static inline bool cap_frame_device(struct cap c) { return CAP_FIELD(c, 9, 1); }

/* the mapping of a frame or page table */
static inline word_t cap_mapped_asid(struct cap c) { return c.w[1] >> 48; }
static inline vaddr_t cap_mapped_vaddr(struct cap c) { return c.w[1] & CAP_ADDRESS_MASK; }
static inline struct cap cap_with_mapping(struct cap c, word_t asid, vaddr_t vaddr)
{
    c.w[1] = asid << 48 | vaddr;
    return c;
}

static inline word_t cap_table_level(struct cap c) { return CAP_FIELD(c, 5, 2); }
static inline struct cap cap_page_table(void *table, word_t level)
{
    return cap_make(CAP_PAGE_TABLE, (word_t)table, level << 5, 0);
}
static inline struct cap cap_vspace(void *root, word_t asid)
{
    return cap_make(CAP_VSPACE, (word_t)root, 0, asid);
}
static inline struct cap cap_asid_pool(void *pool, word_t index)
{
    return cap_make(CAP_ASID_POOL, (word_t)pool, 0, index);
}
static inline word_t cap_asid_pool_index(struct cap c) { return c.w[1]; }

/*
 * An object that is going: its slots 0 .. count-1 may still hold capabilities. The object is a
 * CNode of 2^radix slots, or a thread.
 */
#define ZOMBIE_TCB 63u
static inline struct cap cap_zombie(void *object, word_t radix, word_t count)
{
    return cap_make(CAP_ZOMBIE, (word_t)object, radix << 5, count);
}
static inline word_t cap_zombie_radix(struct cap c) { return CAP_FIELD(c, 5, 6); }
static inline word_t cap_zombie_count(struct cap c) { return c.w[1]; }

static inline struct cap cap_irq_handler(word_t line, word_t core)
{
    return cap_make(CAP_IRQ_HANDLER, 0, core << 5, line);
}
static inline word_t cap_irq(struct cap c) { return c.w[1]; }
static inline word_t cap_irq_core(struct cap c) { return CAP_FIELD(c, 5, 4); }
static inline struct cap cap_sgi_signal(word_t irq, word_t target)
{
    return cap_make(CAP_SGI_SIGNAL, 0, 0, irq | target << 32);
}
static inline word_t cap_sgi_number(struct cap c) { return c.w[1] & UINT32_MAX; }
static inline word_t cap_sgi_target(struct cap c) { return c.w[1] >> 32; }
static inline word_t cap_vspace_asid(struct cap c) { return c.w[1]; }

/* The physical memory of the object behind a capability; false: it has none. */
struct region { paddr_t start; word_t bits; };
bool cap_region(struct cap cap, struct region *region);
