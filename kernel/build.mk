# The kernel: which files it is made of.
kernel-src := $(wildcard kernel/*.c kernel/core/*.c kernel/object/*.c kernel/arch/aarch64/*.S \
    kernel/arch/aarch64/*.c)
kernel-src := $(filter-out %/kernel.ld.S,$(kernel-src))
kernel-cflags := -ffreestanding -mgeneral-regs-only -fno-common -fstack-usage -Ikernel \
    -Ikernel/arch/aarch64
kernel-ldscript := kernel/arch/aarch64/kernel.ld.S
kernel-ldflags := -Wl,--gc-sections
kernel-libs :=
