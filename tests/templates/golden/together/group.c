/* Generated from component/group.c.m4 for together: do not edit. */
#include <kdl/group.h>

extern const struct kdl_member kdl_member_10;     /* caller */
extern const struct kdl_member kdl_member_11;     /* callee */

const struct kdl_member *const kdl_members[] = {
    &kdl_member_10,
    &kdl_member_11,
    NULL
};
