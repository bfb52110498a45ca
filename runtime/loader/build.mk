# The loader: flat, position independent, first in every image. Its C library is libc.c; of
# picolibc it uses the headers only, because libfdt's headers include them.
loader-src := $(addprefix runtime/loader/, \
    head.S main.c map.c image.c devicetree.c range.c gic.c console.c crc.c libc.c)
loader-cflags := -ffreestanding -fpie -fno-common -fno-tree-loop-distribute-patterns \
    -mstrict-align -I$(LIBFDT_INC) -isystem /usr/lib/picolibc/aarch64-linux-gnu/include
loader-ldscript := runtime/loader/loader.ld
loader-ldflags := -Wl,-pie -Wl,--no-dynamic-linker -Wl,--gc-sections -Wl,--no-warn-rwx-segments
loader-libs = $(LIBFDT_A) -lgcc
