/*
 * The derivation tree: who was made from whom, and deletion.
 *
 * Invariants (check.c): the list is consistent in both directions; an empty slot is in no list;
 * every child lies behind its parent within the parent's region; an untyped's children lie inside
 * its used part.
 */
#pragma once
#include "object.h"

void derive_insert(struct cap cap, struct slot *parent, struct slot *dest);  /* new child or copy */
/* The same for a fresh object, of untyped memory whose watermark tells of it already. */
void derive_insert_object(struct cap cap, struct slot *untyped, struct slot *dest);
void derive_insert_root(struct cap cap, struct slot *dest);                  /* no parent: boot */
void derive_move(struct cap cap, struct slot *src, struct slot *dest);       /* src becomes empty */
void derive_swap(struct slot *a, struct slot *b);
bool derive_is_parent(const struct slot *a, const struct slot *b);  /* a of b: b lies behind a */
bool derive_same_object(struct cap a, struct cap b);    /* both keep it alive; never for untyped */
bool derive_is_final(const struct slot *slot);          /* no other capability to this object */
bool derive_has_children(const struct slot *slot);
/* the same, of untyped memory */
bool derive_untyped_has_children(const struct slot *slot);

/* What copying cap gives: CAP_NULL where it may not be copied. Errors: REVOKE_FIRST (untyped). */
static inline must_check enum err derive_copy(struct slot *src, struct cap cap, struct cap *out)
{
    const struct object_ops *ops = object_ops(cap_type(cap));
    struct cap copy;
    *out = cap;
    if (ops->derive == NULL)
        return ERR_NONE;
    enum err err = ops->derive(src, cap, &copy);
    *out = copy;
    return err;
}
struct cap derive_mask(struct cap cap, word_t rights);  /* rights only ever shrink */
/*
 * Set badge or guard; CAP_NULL where not permitted: a badge that is set already, or, with preserve
 * (mutate, rotate), any badge. There 0 leaves it as it is, so that badged capabilities can move.
 */
struct cap derive_update(struct cap cap, word_t data, bool preserve);

/*
 * An object dies with its last capability; a CNode or thread takes along what its slots hold. An
 * object that dies by that only becomes unreachable, with a zombie in its own first slot, and is
 * cleared when its untyped is revoked: the same bound on the work that seL4 has.
 * Preemptible: ERR_NONE, or ERR_PREEMPTED with everything consistent and progress
 * kept; calling again goes on.
 */
enum err slot_delete(struct slot *slot) must_check;
enum err slot_clear(struct slot *slot) must_check;  /* the same, not copied to where it is used */
enum err slot_revoke(struct slot *slot) must_check;
