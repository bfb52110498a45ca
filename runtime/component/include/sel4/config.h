/* What third-party code asks about the configuration of the kernel. */
#pragma once
#include "kernel/abi/layout.h"

#define CONFIG_ARCH_ARM 1
#define CONFIG_ARCH_AARCH64 1
#define CONFIG_KERNEL_MCS 1
#define CONFIG_HARDWARE_DEBUG_API 1
#define CONFIG_WORD_SIZE 64
#define CONFIG_NUM_PRIORITIES (MAX_PRIORITY + 1)
#define CONFIG_RETYPE_FAN_OUT_LIMIT MAX_RETYPE
#define CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS ROOT_MAX_UNTYPED
