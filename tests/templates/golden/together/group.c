/* Generated from component/group.c.m4 for together: do not edit. */
#include <kdl/group.h>

extern const struct kdl_member kdl_member_8;     /* caller */
extern const struct kdl_member kdl_member_9;     /* callee */

const struct kdl_member *const kdl_members[] = {
    &kdl_member_8,
    &kdl_member_9,
    NULL
};
