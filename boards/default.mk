# The board that make uses when none is named.
BOARD ?= qemu-virt
