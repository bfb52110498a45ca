/*
 * What the parts of the attack share. The supervisor builds and watches, attackers attack, the
 * victim must not notice.
 */
#pragma once
#include "internal.h"
#include "kernel/abi/debug.h"

/* capabilities of an attacker, by type: the first slots of its CNode */
enum group {
    GROUP_CNODE, GROUP_VSPACE, GROUP_TCB, GROUP_SCHED_CONTEXT, GROUP_REPLY, GROUP_ENDPOINT,
    GROUP_NOTIFICATION, GROUP_FRAME, GROUP_PAGE_TABLE, GROUP_UNTYPED, GROUP_ASID_POOL,
    GROUP_ASID_CONTROL, GROUP_IRQ_CONTROL, GROUP_IRQ_HANDLER, GROUP_DOMAIN, GROUP_SCHED_CONTROL,
    GROUP_SMC, GROUP_CONSOLE, GROUP_EMPTY, GROUP_COUNT,
    GROUP_DEBUG = GROUP_EMPTY           /* nobody got that */
};

struct slots { uint8_t first, count; };
extern const struct slots groups[GROUP_COUNT];

/*
 * What attackers never try: whoever starts a schedule of domains decides about everybody's time,
 * the supervisor's too. That is what the capability is for, so nothing could be looked at then.
 */
static inline bool is_withheld(uint64_t label)
{
    return label == KDL_INVOCATION_DOMAIN_SCHEDULE_START;
}

#define ATTACK_WINDOW 0x30000000ul  /* where attackers map */
#define ATTACK_MAPPED 0x31000000ul  /* where pages are mapped for them */
#define PROGRESS 0x50000000ul       /* pages with a struct progress: of attackers, of the victim */

/* written by one thread, read by the supervisor */
struct progress { volatile uint64_t calls, failure; };

void side_entry(void);
typedef void side_function(uint64_t seed, struct ipc_buffer *buffer, struct progress *progress);
side_function attack_main, victim_main;
uint64_t hold(uint64_t seed, uint64_t rounds);
void fp_fill(uint64_t seed);
uint64_t fp_check(uint64_t seed);

/* slots of the victim's CNode */
#define VICTIM_SIGNAL (PROCESS_FREE + 0)
#define VICTIM_WAIT   (PROCESS_FREE + 1)
#define VICTIM_FRAME  (PROCESS_FREE + 2)
#define VICTIM_BADGE  0x71c711
