/* Message info, rights, capability data and the IPC buffer: all as the kernel has them. */
#pragma once
#include <sel4/constants.h>

/* ---- message info ---- */

typedef struct seL4_MessageInfo { seL4_Word words[1]; } seL4_MessageInfo_t;

LIBSEL4_INLINE seL4_MessageInfo_t seL4_MessageInfo_new(seL4_Word label, seL4_Word unwrapped,
                                                       seL4_Word extra, seL4_Word length)
{
    return (seL4_MessageInfo_t){{kdl_info(label, extra, length) + unwrapped * MSG_UNWRAP_FACTOR}};
}

LIBSEL4_INLINE seL4_Word seL4_MessageInfo_get_label(seL4_MessageInfo_t info)
{
    return kdl_info_label(info.words[0]);
}

LIBSEL4_INLINE seL4_Word seL4_MessageInfo_get_capsUnwrapped(seL4_MessageInfo_t info)
{
    return kdl_info_unwrapped(info.words[0]);
}

LIBSEL4_INLINE seL4_Word seL4_MessageInfo_get_extraCaps(seL4_MessageInfo_t info)
{
    return kdl_info_extra(info.words[0]);
}

LIBSEL4_INLINE seL4_Word seL4_MessageInfo_get_length(seL4_MessageInfo_t info)
{
    return kdl_info_length(info.words[0]);
}

/* one function for each field: the info with another value there */
#define KDL_SEL4_SETTER(field, label, unwrapped, extra, length)                               \
    LIBSEL4_INLINE seL4_MessageInfo_t seL4_MessageInfo_set_##field(seL4_MessageInfo_t info,   \
                                                                   seL4_Word value)           \
    {                                                                                         \
        return seL4_MessageInfo_new(label, unwrapped, extra, length);                         \
    }
#define KDL_SEL4_NOW(field) seL4_MessageInfo_get_##field(info)
KDL_SEL4_SETTER(label, value, KDL_SEL4_NOW(capsUnwrapped), KDL_SEL4_NOW(extraCaps),
                KDL_SEL4_NOW(length))
KDL_SEL4_SETTER(capsUnwrapped, KDL_SEL4_NOW(label), value, KDL_SEL4_NOW(extraCaps),
                KDL_SEL4_NOW(length))
KDL_SEL4_SETTER(extraCaps, KDL_SEL4_NOW(label), KDL_SEL4_NOW(capsUnwrapped), value,
                KDL_SEL4_NOW(length))
KDL_SEL4_SETTER(length, KDL_SEL4_NOW(label), KDL_SEL4_NOW(capsUnwrapped),
                KDL_SEL4_NOW(extraCaps), value)
#undef KDL_SEL4_SETTER
#undef KDL_SEL4_NOW

/* ---- rights and capability data ---- */

typedef struct seL4_CapRights { seL4_Word words[1]; } seL4_CapRights_t;

LIBSEL4_INLINE seL4_CapRights_t seL4_CapRights_new(seL4_Word grant_reply, seL4_Word grant,
                                                   seL4_Word read, seL4_Word write)
{
    return (seL4_CapRights_t){{(grant_reply ? RIGHT_GRANT_REPLY : 0) | (grant ? RIGHT_GRANT : 0) |
                               (read ? RIGHT_READ : 0) | (write ? RIGHT_WRITE : 0)}};
}

/* one pair of functions for each right */
#define KDL_SEL4_RIGHT(name, bit)                                                             \
    LIBSEL4_INLINE seL4_Word seL4_CapRights_get_capAllow##name(seL4_CapRights_t rights)       \
    {                                                                                         \
        return (rights.words[0] & (bit)) != 0;                                                \
    }                                                                                         \
    LIBSEL4_INLINE seL4_CapRights_t seL4_CapRights_set_capAllow##name(seL4_CapRights_t rights, \
                                                                      seL4_Word value)        \
    {                                                                                         \
        seL4_Word others = rights.words[0] & ~(seL4_Word)(bit);                               \
        return (seL4_CapRights_t){{others | (value ? (bit) : 0)}};                            \
    }
KDL_SEL4_RIGHT(Write, RIGHT_WRITE)
KDL_SEL4_RIGHT(Read, RIGHT_READ)
KDL_SEL4_RIGHT(Grant, RIGHT_GRANT)
KDL_SEL4_RIGHT(GrantReply, RIGHT_GRANT_REPLY)
#undef KDL_SEL4_RIGHT

#define seL4_AllRights (seL4_CapRights_new(1, 1, 1, 1))
#define seL4_NoRights (seL4_CapRights_new(0, 0, 0, 0))
#define seL4_CanRead (seL4_CapRights_new(0, 0, 1, 0))
#define seL4_CanWrite (seL4_CapRights_new(0, 0, 0, 1))
#define seL4_CanGrant (seL4_CapRights_new(0, 1, 0, 0))
#define seL4_CanGrantReply (seL4_CapRights_new(1, 0, 0, 0))
#define seL4_NoWrite (seL4_CapRights_new(1, 1, 1, 0))
#define seL4_NoRead (seL4_CapRights_new(1, 1, 0, 1))
#define seL4_ReadWrite (seL4_CapRights_new(0, 0, 1, 1))
#define seL4_CapRightsBits 4

typedef struct seL4_CNode_CapData { seL4_Word words[1]; } seL4_CNode_CapData_t;

LIBSEL4_INLINE seL4_CNode_CapData_t seL4_CNode_CapData_new(seL4_Word guard, seL4_Word guard_bits)
{
    return (seL4_CNode_CapData_t){{CNODE_DATA(guard, guard_bits)}};
}

LIBSEL4_INLINE seL4_Word seL4_CNode_CapData_get_guard(seL4_CNode_CapData_t data)
{
    return data.words[0] / CNODE_DATA(1, 0);
}

LIBSEL4_INLINE seL4_Word seL4_CNode_CapData_get_guardSize(seL4_CNode_CapData_t data)
{
    return data.words[0] % CNODE_DATA(1, 0);
}

/* ---- the IPC buffer ---- */

typedef struct __attribute__((may_alias)) seL4_IPCBuffer_ {
    seL4_MessageInfo_t tag;
    seL4_Word msg[seL4_MsgMaxLength];
    seL4_Word userData;
    seL4_Word caps_or_badges[seL4_MsgMaxExtraCaps];
    seL4_CPtr receiveCNode;
    seL4_CPtr receiveIndex;
    seL4_Word receiveDepth;
} seL4_IPCBuffer __attribute__((aligned(8)));

#define KDL_SEL4_SAME(theirs, ours) \
    _Static_assert(offsetof(seL4_IPCBuffer, theirs) == offsetof(struct ipc_buffer, ours), \
                   "the same buffer: " #ours);
KDL_SEL4_SAME(tag, tag)
KDL_SEL4_SAME(msg, msg)
KDL_SEL4_SAME(userData, user_data)
KDL_SEL4_SAME(caps_or_badges, caps_or_badges)
KDL_SEL4_SAME(receiveCNode, receive_root)
KDL_SEL4_SAME(receiveIndex, receive_index)
KDL_SEL4_SAME(receiveDepth, receive_depth)
#undef KDL_SEL4_SAME
_Static_assert(sizeof(seL4_IPCBuffer) == sizeof(struct ipc_buffer), "the same buffer");
