# KaaL: from a description to a bootable image. `make help` lists the goals.
# The build.mk of each part only lists files and flags; how they are built stands here.

MAKEFLAGS += -rR --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

SYSTEM ?= hello
include boards/default.mk
O ?= build

H := $(O)/host
B := $(O)/$(BOARD)$(if $(RELEASE),-release)$(addprefix -log-,$(LOG))$(if $(SMP),-smp$(SMP))
system-dir := $(if $(findstring /,$(SYSTEM))$(filter .%,$(SYSTEM)),\
    $(patsubst $(CURDIR)/%,%,$(abspath $(SYSTEM))),systems/$(SYSTEM))
system-name := $(basename $(notdir $(system-dir)))
# a description, or the folder of a CAmkES application, in which kdlc finds it
system-file := $(if $(filter %.kdl %.camkes,$(system-dir)),$(wildcard $(system-dir)),$(firstword \
    $(patsubst %/CMakeLists.txt,%,$(wildcard $(system-dir)/CMakeLists.txt)) \
    $(wildcard $(addprefix $(system-dir)/$(system-name),.kdl .camkes)) \
    $(if $(wildcard $(system-dir)/*.kdl $(system-dir)/*.camkes),$(system-dir))))
S := $(B)/$(system-name)
Q := $(if $(V),,@)
say = @printf '  %-5s %s\n' $(1) '$(2)'

WARNINGS := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Werror
HOSTCC := gcc
HOST_CFLAGS := -std=gnu11 -O2 -g $(WARNINGS) -D_GNU_SOURCE -iquote . -iquote $(H) \
    -iquote $(H)/kdlc -MMD -MP
CROSS := aarch64-linux-gnu-
TARGET_CFLAGS = -std=gnu11 -O2 -g -march=armv8-a -mno-outline-atomics -fno-pic \
    -fno-stack-protector -fstack-usage -fno-asynchronous-unwind-tables -ffunction-sections \
    -fdata-sections $(board-cflags) -I. -DCONFIG_DEBUG=$(if $(RELEASE),0,1) \
    -DCONFIG_LOG=LOG_$(if $(RELEASE),none,$(or $(LOG),info)) \
    -DCONFIG_FASTPATH=$(if $(SLOWPATH)$(filter trace,$(LOG)),0,1) -MMD -MP
TARGET_LDFLAGS := -nostdlib -Wl,--build-id=none -Wl,-z,max-page-size=4096
link = $(CROSS)gcc $(TARGET_LDFLAGS) $(if $(filter -pie,$($(1)-ldflags)),,-static -no-pie) \
    $($(1)-ldflags) -T $(B)/$(1).ld
LIBFDT := $(O)/download/libfdt
LIBFDT_A := $(LIBFDT)/libfdt.a
LIBFDT_INC := $(LIBFDT)/include

# What is asked for: does it need a board, does it need the parts of a system?
goals := $(or $(MAKECMDGOALS),all)
build-goals := all run debug report generate audit check-system
in-board := $(filter $(build-goals) $(B)/%,$(goals))
in-system := $(filter $(build-goals) $(S)/%,$(goals))

known-boards := $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk))
known-systems := $(sort $(foreach f,$(wildcard systems/*/*.kdl systems/*/*.camkes),\
    $(filter $(basename $(notdir $f)),$(notdir $(patsubst %/,%,$(dir $f))))))
log-levels := none error warn info debug trace
ifneq ($(filter-out $(log-levels),$(LOG)),)
$(error LOG is one of: $(log-levels))
endif
unknown = $(error $(shell sh tests/tools/suggest '$(1)' '$(2)' $(3)))
ifneq ($(in-board),)
ifeq ($(filter $(BOARD),$(known-boards)),)
$(call unknown,board,$(BOARD),$(known-boards))
endif
endif
ifneq ($(in-system),)
ifeq ($(system-file),)
$(call unknown,system,$(SYSTEM),$(known-systems))
endif
endif

-include kernel/build.mk runtime/loader/build.mk runtime/root/build.mk
-include runtime/component/build.mk kdlc/build.mk tests/build.mk boards/$(BOARD)/board.mk

all: $(S)/image ## build the image of SYSTEM for BOARD

run: $(S)/image $(H)/run.ok ## build and boot it, connected to this terminal
	$(call say,RUN,$(system-name) on $(BOARD) (Ctrl-] x ends the simulator))
	$(Q)tests/tools/on-terminal $(qemu) -serial mon:stdio -echr 29 -kernel $<

debug: $(S)/image $(S)/gdb $(H)/run.ok ## boot it stopped, waiting for the debugger that it names
	$(call say,DEBUG,gdb-multiarch -x $(S)/gdb -ex "target remote :1234")
	$(Q)tests/tools/on-terminal $(qemu) -serial mon:stdio -echr 29 -S -s -kernel $<

# what GDB has to know: symbols of the kernel, and where those of the components are
$(S)/gdb: kernel/gdb.py $(S)/image
	$(Q)printf '%s\n' 'file $(abspath $(B)/kernel.elf)' 'source $(abspath $<)' \
	    'set kaal-programs $(abspath $(S)/elf)' 'set confirm off' >$@

report: $(S)/image ## print who holds what in SYSTEM
	$(Q)cat $(S)/report/report.txt
	$(call say,PAGE,$(S)/report/index.html)

audit: $(S)/audit/log ## boot SYSTEM and compare what the kernel holds with the description
	$(Q)$(KDLC) audit $(system-file) -o $(S) $(kdlc-options) --dump $<

generate: $(S)/kdlc.stamp ## only write the glue and tables of SYSTEM

qemu-command: ; @echo $(qemu)
print-%: ; @echo $($*)

doctor: ## list every tool: version, purpose, how to get it
	@sh tests/tools/doctor

clean: ## remove what was built (what was downloaded stays in $(O)/download)
	$(Q)rm -rf $(filter-out $(O)/download,$(wildcard $(O)/*))

help: ## this list
	@echo 'make [SYSTEM=name|path] [BOARD=name] [O=folder] [V=1] [RELEASE=1]'
	@echo '     [SMP=cores] [LOG=level] [goal]'
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-10s %s\n", $$1, $$2 }' \
	    $(MAKEFILE_LIST)
	@echo '  check-X    run one suite of tests: $(suites)'
	@echo 'systems: $(known-systems)'
	@echo 'boards:  $(known-boards)'

.PHONY: all run debug report audit generate qemu-command test check bench bench-kdlc doctor \
    clean help FORCE
FORCE:

# Tools: checked once, before anything is built.
$(H)/%.ok: tests/tools/doctor
	$(Q)sh $< --need $*
	$(Q)mkdir -p $(@D) && touch $@

# one after the other: apt-get cannot run twice at once
$(H)/run.ok: | $(H)/build.ok
$(H)/test.ok: | $(H)/$(if $(filter check,$(goals)),build,run).ok

$(LIBFDT_A): | $(H)/build.ok
	$(call say,GET,libfdt for arm64)
	$(Q)sh tests/tools/get-libfdt $(LIBFDT)

# A stamp changes when the text given to it does; objects depend on the one with their flags.
stamp = @mkdir -p $(@D); text='$(subst ','\'',$(1))'; \
    echo "$$text" | cmp -s - $@ || echo "$$text" >$@
$(H)/flags: FORCE ; $(call stamp,$(HOSTCC) $(HOST_CFLAGS) $(kdlc-cflags) $(kdlc-src) $(kdlc-libs))
$(B)/flags: FORCE
	$(call stamp,$(CROSS) $(TARGET_CFLAGS) $(WARNINGS) $(TARGET_LDFLAGS) $(integer-cflags) \
	    $(glue-cflags) $(foreach p,kernel loader root component,$($(p)-src) $($(p)-cflags) \
	    $($(p)-small) $($(p)-ldflags) $($(p)-libs)))

# kdlc, for this machine.
kdlc-obj := $(patsubst %,$(H)/%.o,$(basename $(kdlc-src)))
kdlc-gen := $(patsubst %.y,$(H)/%.h,$(filter %.y,$(kdlc-src))) \
    $(patsubst %.l,$(H)/%.h,$(filter %.l,$(kdlc-src))) $(kdlc-texts:%=$(H)/%.inc)
KDLC := $(H)/kdlc/kdlc

$(KDLC): $(kdlc-obj)
	$(call say,LINK,$@)
	$(Q)$(HOSTCC) -o $@ $^ $(kdlc-libs)

$(H)/%.o: %.c $(H)/flags | $(kdlc-gen) $(H)/build.ok
	$(call say,HOSTCC,$<)
	$(Q)mkdir -p $(@D) && $(HOSTCC) $(HOST_CFLAGS) $(kdlc-cflags) -iquote $(<D) -c -o $@ $<

$(H)/%.o: $(H)/%.c $(H)/flags | $(kdlc-gen)
	$(call say,HOSTCC,$<)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) $(kdlc-cflags) -iquote $(*D) -c -o $@ $<

$(H)/%.c $(H)/%.h: %.y | $(H)/build.ok
	$(call say,BISON,$<)
	$(Q)mkdir -p $(@D) && bison -Wall -Werror --header=$(H)/$*.h -o $(H)/$*.c $<

$(H)/%.c $(H)/%.h: %.l | $(H)/build.ok
	$(call say,FLEX,$<)
	$(Q)mkdir -p $(@D) && flex --header-file=$(H)/$*.h -o $(H)/$*.c $<

$(H)/%.inc: % | $(H)/build.ok
	$(Q)mkdir -p $(@D) && sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< >$@

# Programs for the target: each is a list of sources and flags in its build.mk.
define program
$(1)-obj := $$(patsubst %,$(B)/$(1)/%.o,$$(basename $$($(1)-src))) $$($(1)-objects)
$(B)/$(1)/%.o: %.c $(B)/flags | $(LIBFDT_A)
	$$(call say,CC,$$<)
	$(Q)mkdir -p $$(@D) && $(CROSS)gcc $(TARGET_CFLAGS) $(WARNINGS) $$($(1)-cflags) \
	    -c -o $$@ $$<
$(B)/$(1)/%.o: %.S $(B)/flags | $(LIBFDT_A)
	$$(call say,AS,$$<)
	$(Q)mkdir -p $$(@D) && $(CROSS)gcc $(TARGET_CFLAGS) $(WARNINGS) $$($(1)-cflags) \
	    -c -o $$@ $$<
$(B)/$(1).ld: $$($(1)-ldscript) $(B)/flags | $(H)/build.ok
	$(Q)$(CROSS)gcc -E -P -x assembler-with-cpp -I. $$($(1)-cflags) -MD -MF $$@.d -MT $$@ \
	    -o $$@ $$<
$(B)/$(1).elf: $$($(1)-obj) $(B)/$(1).ld $(LIBFDT_A)
	$$(call say,LINK,$$@)
	$(Q)$$(call link,$(1)) -o $$@ $$($(1)-obj) $$($(1)-libs)
endef
$(foreach p,kernel loader root component,$(eval $(call program,$p)))

$(B)/%.bin: $(B)/%.elf
	$(Q)$(CROSS)objcopy -O binary $< $@

$(B)/board.dtb: $(board-dts) | $(H)/build.ok
	$(call say,DTC,$<)
	$(Q)mkdir -p $(@D) && dtc -q -I dts -O dtb -o $@ $<

ifneq ($(in-system),)
include systems/build.mk
endif

-include $(if $(filter-out clean help doctor print-% qemu-command,$(goals)),$(shell \
    find $(H) $(addprefix $(B)/,kernel loader root component) $(wildcard $(B)/*.d) $(S) \
    -name "*.d" 2>/dev/null))
