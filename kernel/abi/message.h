/*
 * Message info word and IPC buffer, shared by kernel, runtime and kdlc.
 *
 *     info = label * 4096 + unwrapped * 512 + extra * 128 + length
 *
 * length 0..120 words, extra 0..3 capabilities sent or received, unwrapped: bit i set when the
 * i-th arrived as a badge. Rights and capability data words are those of seL4.
 */
#pragma once

#define MSG_MAX_LENGTH    120
#define MSG_MAX_EXTRA     3
#define MSG_REGISTERS     8    /* words 0..7 travel in x2..x9 */

#define MSG_LENGTH_LIMIT  128u
#define MSG_EXTRA_FACTOR  128u
#define MSG_UNWRAP_FACTOR 512u
#define MSG_LABEL_FACTOR  4096u

#define RIGHT_WRITE       1u   /* send, signal; store */
#define RIGHT_READ        2u   /* receive, wait; load */
#define RIGHT_GRANT       4u   /* send capabilities */
#define RIGHT_GRANT_REPLY 8u   /* call: pass a one-shot reply */
#define RIGHT_ALL         15u

#define ATTR_CACHEABLE     1u
#define ATTR_EXECUTE_NEVER 4u

/* flags of a thread, tcb_set_flags */
#define TCB_FLAG_NO_FPU 1u    /* an FP or SIMD instruction is a fault */
#define TCB_FLAG_TIMER  2u    /* it may use the physical timer's registers */
#define TCB_FLAG_REGISTERS 4u /* messages about its faults end with its registers */
#define FAULT_REGISTERS 34    /* which are pc sp spsr x0..x30 */

/* capability data of a CNode for mint, mutate, tcb_configure: guard size in bits 0..5 */
#define CNODE_DATA(guard, guard_bits) ((guard) * 64u + (guard_bits))

#define IPC_BUFFER_BYTES  1024
#define IPC_BUFFER_ALIGN  1024

#ifndef __ASSEMBLER__
#include <stdint.h>

/* 1 KiB in user memory; words 0..7 of msg are free for the owner, the kernel uses 8..119 */
struct ipc_buffer {
    uint64_t tag;
    uint64_t msg[MSG_MAX_LENGTH];
    uint64_t user_data;
    uint64_t caps_or_badges[MSG_MAX_EXTRA]; /* out: capability addresses; in: badges */
    uint64_t receive_root;                  /* where a received capability goes */
    uint64_t receive_index;
    uint64_t receive_depth;
};
_Static_assert(sizeof(struct ipc_buffer) <= IPC_BUFFER_BYTES, "IPC buffer fits its frame");
#endif
