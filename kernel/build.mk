# The kernel: which files it is made of.
kernel-src := $(wildcard kernel/*.c kernel/core/*.c kernel/object/*.c kernel/arch/aarch64/*.S \
    kernel/arch/aarch64/*.c)
kernel-src := $(filter-out %/kernel.ld.S,$(kernel-src))
# -mcmodel=tiny: code and data lie within 1 MiB. What is to be inlined, though small, says so.
# Blocks stay as the compiler has them: where the other order saves a jump, code is copied for it.
kernel-cflags := -ffreestanding -mgeneral-regs-only -fno-common -fstack-usage -flto=1 \
    -fomit-frame-pointer -freorder-blocks-algorithm=simple -fno-align-loops -fno-align-jumps \
    -fno-align-functions -mcmodel=tiny -fno-section-anchors -fno-inline-functions -Ikernel \
    -Ikernel/arch/aarch64 -DCONFIG_CORES=$(or $(SMP),1)
kernel-ldscript := kernel/arch/aarch64/kernel.ld.S
kernel-ldflags := -Wl,--gc-sections -flto=1 -flto-partition=none -O2 -mgeneral-regs-only \
    -ffreestanding -mcmodel=tiny -fno-section-anchors -fno-align-functions
# Not libgcc: what it has for this processor uses FP registers, which are the threads'.
kernel-libs :=

# The short ways: registers as kernel/fastpath.h says. A use of the stack is an error.
fastpath-obj = $(patsubst %,$(B)/kernel/kernel/fastpath_%.o,$(1))
# Conditions joined by & become a chain of conditional comparisons, in their order.
$(call fastpath-obj,ipc local full wake): kernel-cflags += -fno-lto -Wstack-usage=0 \
    -fno-tree-reassoc --param logical-op-non-short-circuit=0
$(call fastpath-obj,ipc local full): kernel-cflags += $(addprefix -ffixed-x,2 3 4 5 6 7 8 9)
$(call fastpath-obj,local): kernel-cflags += -ffixed-x18
$(call fastpath-obj,ipc): kernel-cflags += -ffixed-x30
$(call fastpath-obj,full wake): kernel-cflags += $(addprefix -fcall-used-x,19 20 21 22 23 24 25 \
    26 27 28)

# All is compiled small, but for what calls and invocations are short by (docs/performance.md).
kernel-fast := $(addprefix fastpath_,full ipc local wake) sched_queues core/untyped \
    $(addprefix object/,frame untyped)
kernel-small := $(filter-out $(kernel-fast:%=kernel/%.c),$(filter %.c,$(kernel-src)))
$(kernel-small:%.c=$(B)/kernel/%.o): kernel-cflags += -Oz -fno-shrink-wrap -fno-move-loop-invariants
