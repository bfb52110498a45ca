/* Of root tasks only: runtime/sel4. */
#pragma once
#include <sel4/bootinfo_types.h>

seL4_BootInfo *seL4_GetBootInfo(void);
