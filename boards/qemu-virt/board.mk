# QEMU's machine "virt". To be chosen at run time: GIC=2|3  EL=1|2  MEM=128M...  CPU=...  CORES=n
GIC ?= 2
EL ?= 1
MEM ?= 128M
CPU ?= cortex-a53
CORES ?= $(or $(SMP),1)

comma := ,
board-dts := boards/qemu-virt/board.dts
board-image-at := 0x40200000
board-cflags := -mtune=cortex-a53
qemu := qemu-system-aarch64 \
    -machine virt,gic-version=$(GIC)$(if $(filter 2,$(EL)),$(comma)virtualization=on) \
    -cpu $(CPU) -smp $(CORES) -m $(MEM) -nographic -nic none \
    -semihosting-config enable=on,target=native
