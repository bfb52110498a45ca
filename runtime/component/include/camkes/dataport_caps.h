/*
 * The frames of a dataport of the connector SharedDataWithCaps as its two ends hold them: its glue
 * defines `dataport_caps_handle_t <interface>_handle`. Declare those that you use.
 */
#pragma once
#include <sel4/sel4.h>
#include <stddef.h>

typedef struct dataport_caps_handle {
    seL4_CPtr (*get_nth_frame_cap)(unsigned n);         /* 0: there is none */
    unsigned (*get_id)(void);                           /* the setting <interface>_id, else 0 */
    unsigned (*get_num_frame_caps)(void);
    seL4_CPtr *(*get_frame_caps)(void);                 /* all, from malloc; NULL: no room */
    void (*free_frame_caps)(seL4_CPtr *caps);
    size_t (*get_size)(void);                           /* bytes of the dataport */
    size_t (*get_frame_size_bits)(void);                /* of its first frame */
    seL4_CapRights_t (*get_rights)(void);               /* what <interface>_access says */
} dataport_caps_handle_t;

static inline seL4_CPtr dataport_get_nth_frame_cap(dataport_caps_handle_t *dataport, unsigned n)
{
    return dataport->get_nth_frame_cap(n);
}

static inline unsigned dataport_get_id(dataport_caps_handle_t *dataport)
{
    return dataport->get_id();
}

static inline unsigned dataport_get_num_frame_caps(dataport_caps_handle_t *dataport)
{
    return dataport->get_num_frame_caps();
}

static inline seL4_CPtr *dataport_get_frame_caps(dataport_caps_handle_t *dataport)
{
    return dataport->get_frame_caps();
}

static inline void dataport_free_frame_caps(dataport_caps_handle_t *dataport, seL4_CPtr *caps)
{
    dataport->free_frame_caps(caps);
}

static inline size_t dataport_get_size(dataport_caps_handle_t *dataport)
{
    return dataport->get_size();
}

static inline size_t dataport_get_frame_size_bits(dataport_caps_handle_t *dataport)
{
    return dataport->get_frame_size_bits();
}

static inline seL4_CapRights_t dataport_get_rights(dataport_caps_handle_t *dataport)
{
    return dataport->get_rights();
}
