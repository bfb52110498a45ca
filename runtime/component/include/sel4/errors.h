/* What an invocation answers, and why a capability address did not resolve. */
#pragma once
#include <kdl/invoke.h>
#include <sel4/macros.h>

typedef enum {
    seL4_NoError = KDL_ERROR_NONE,
    seL4_InvalidArgument = KDL_ERROR_INVALID_ARGUMENT,
    seL4_InvalidCapability = KDL_ERROR_INVALID_CAPABILITY,
    seL4_IllegalOperation = KDL_ERROR_ILLEGAL_OPERATION,
    seL4_RangeError = KDL_ERROR_RANGE,
    seL4_AlignmentError = KDL_ERROR_ALIGNMENT,
    seL4_FailedLookup = KDL_ERROR_FAILED_LOOKUP,
    seL4_TruncatedMessage = KDL_ERROR_TRUNCATED_MESSAGE,
    seL4_DeleteFirst = KDL_ERROR_DELETE_FIRST,
    seL4_RevokeFirst = KDL_ERROR_REVOKE_FIRST,
    seL4_NotEnoughMemory = KDL_ERROR_NOT_ENOUGH_MEMORY,
    seL4_NumErrors
} seL4_Error;

enum kdl_lookup {
#define LOOKUP_FAILURE(number, id, text) KDL_LOOKUP_##id = number,
#include "kernel/abi/errors.def"
#undef LOOKUP_FAILURE
};

typedef enum {
    seL4_NoFailure = KDL_LOOKUP_NONE,
    seL4_InvalidRoot = KDL_LOOKUP_INVALID_ROOT,
    seL4_MissingCapability = KDL_LOOKUP_MISSING_CAPABILITY,
    seL4_DepthMismatch = KDL_LOOKUP_DEPTH_MISMATCH,
    seL4_GuardMismatch = KDL_LOOKUP_GUARD_MISMATCH
} seL4_LookupFailureType;

#define __seL4_NumErrors_count(number) +1
#define ERROR(number, id, text) __seL4_NumErrors_count(number)
enum { __seL4_NumErrors_known = 0
#include "kernel/abi/errors.def"
};
_Static_assert((int)seL4_NumErrors == (int)__seL4_NumErrors_known, "every error has its name here");
#undef ERROR
#undef __seL4_NumErrors_count
