# The root task: freestanding, no C library.
root-src := $(addprefix runtime/root/,start.S main.c check.c create.c build.c say.c) \
    runtime/loader/crc.c
root-cflags := -ffreestanding -fno-common -fno-tree-loop-distribute-patterns \
    -Iruntime/component/include
root-ldscript := runtime/root/root.ld
root-ldflags := -nostartfiles -Wl,--gc-sections
root-libs := -lgcc
