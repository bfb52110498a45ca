# What every component is linked with, and the flags of everything that runs in one.

component-src := $(addprefix runtime/component/,crt0.S self.c restart.c start.c sync.c event.c \
    serve.c rpc.c marshal.c dataport.c smc.c identity.c frame.c dma.c queue.c virtqueue.c \
    virtqueue_channel.c virtqueue_old.c allocator.c simple.c allocman.c watch.c platform.c \
    platform_irq.c platform_interfaces.c platform_fdt.c platform_serial.c \
    platform_clock.c devicetree.S) \
    $(addprefix runtime/libc/,stdio.c heap.c lock.c exit.c rand.c posix.c memory.c absent.c \
    signals.c pthread.c internet.c err.c error_text.c cplusplus.c memset.S)
PICOLIBC := /usr/lib/picolibc/aarch64-linux-gnu
# The C library's malloc does not zero what it hands out, see runtime/libc/heap.c. What it defines
# and what it calls is weak: a component that has a malloc and a free of its own needs none of it.
component-objects := $(B)/component/malloc.o
$(component-objects): $(PICOLIBC)/lib/release/libc.a $(B)/flags
	$(Q)mkdir -p $(@D) && \
	    member=$$($(CROSS)nm -A $< 2>/dev/null | \
	        sed -n 's/^.*:\(.*\):[^ ]* T malloc$$/\1/p') && \
	    { [ -n "$$member" ] || { echo "no file in $< has malloc" >&2; exit 1; }; } && \
	    $(CROSS)ar p $< $$member >$@ && \
	    $(CROSS)objcopy --weaken --redefine-sym memset=kdl_heap_leave $@
# Headers of the C library of the host's compiler do not fit; C++ has some of its own among them.
own-headers := -nostdinc -idirafter $(shell $(CROSS)gcc -print-file-name=include)
component-cflags := $(own-headers) -isystem $(PICOLIBC)/include/release -isystem $(LIBFDT_INC) \
    -Iruntime/component/include -ftls-model=local-exec
# The runtime's headers are C; C++ reads each through one of the same name that says so.
$(B)/cxx-headers/made: $(shell find runtime/component/include -name '*.h')
	$(Q)rm -rf $(@D)
	$(Q)for header in $(^:runtime/component/include/%=%); do \
	    mkdir -p "$(@D)/$$(dirname "$$header")" && \
	    printf '#pragma once\nextern "C" {\n#include_next <%s>\n}\n' "$$header" \
	        >"$(@D)/$$header" || exit; done
	$(Q)touch $@
# A thread that has used FP registers has them saved from then on. The runtime does without; glue
# may have floats among its arguments, but does nothing else with them.
integer-cflags := -mgeneral-regs-only
glue-cflags := -march=armv8-a+nosimd -fno-tree-vectorize -fno-tree-loop-distribute-patterns
$(patsubst %,$(B)/component/%.o,$(basename $(filter runtime/component/%,$(component-src)))): \
    private component-cflags += $(integer-cflags)
# a call of malloc and one of memset would become one of calloc, in calloc
$(B)/component/runtime/libc/heap.o: private component-cflags += -fno-builtin-malloc
$(B)/component/runtime/component/devicetree.o: $(B)/board.dtb
$(B)/component/runtime/component/devicetree.o: private component-cflags += -Wa,-I$(B)
# A program of several instances has these once, beside its members with a runtime each.
group-src := runtime/component/group.c runtime/libc/foreign.c
program-src := runtime/component/crt0.S runtime/component/self.c runtime/component/restart.c
component-ldscript := runtime/component/component.ld
component-ldflags := -nostartfiles -Wl,--gc-sections
component-libs := -L$(PICOLIBC)/lib/release -Wl,--start-group \
    $(LIBFDT_A) -lc -lm -lgcc -Wl,--end-group
