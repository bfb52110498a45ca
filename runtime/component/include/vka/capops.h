/* Operations on slots that are given as paths. */
#pragma once
#include <vka/cspacepath_t.h>
#include <vka/vka.h>

static inline int vka_cnode_copy(const cspacepath_t *dest, const cspacepath_t *src,
                                 seL4_CapRights_t rights)
{
    return seL4_CNode_Copy(dest->root, dest->capPtr, (seL4_Uint8)dest->capDepth, src->root,
                           src->capPtr, (seL4_Uint8)src->capDepth, rights);
}

static inline int vka_cnode_mint(const cspacepath_t *dest, const cspacepath_t *src,
                                 seL4_CapRights_t rights, seL4_Word badge)
{
    return seL4_CNode_Mint(dest->root, dest->capPtr, (seL4_Uint8)dest->capDepth, src->root,
                           src->capPtr, (seL4_Uint8)src->capDepth, rights, badge);
}

static inline int vka_cnode_move(const cspacepath_t *dest, const cspacepath_t *src)
{
    return seL4_CNode_Move(dest->root, dest->capPtr, (seL4_Uint8)dest->capDepth, src->root,
                           src->capPtr, (seL4_Uint8)src->capDepth);
}

static inline int vka_cnode_mutate(const cspacepath_t *dest, const cspacepath_t *src,
                                   seL4_Word badge)
{
    return seL4_CNode_Mutate(dest->root, dest->capPtr, (seL4_Uint8)dest->capDepth, src->root,
                             src->capPtr, (seL4_Uint8)src->capDepth, badge);
}

static inline int vka_cnode_delete(const cspacepath_t *path)
{
    return seL4_CNode_Delete(path->root, path->capPtr, (seL4_Uint8)path->capDepth);
}

static inline int vka_cnode_revoke(const cspacepath_t *path)
{
    return seL4_CNode_Revoke(path->root, path->capPtr, (seL4_Uint8)path->capDepth);
}
