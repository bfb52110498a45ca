# The goals that test and measure. tests/run finds the suites: every tests/*/run is one.

.PHONY: bench-check fuzz-kdlc test-kernel-long test-planted coverage-kernel
suites := $(sort $(patsubst tests/%/run,%,$(wildcard tests/*/run)))
test-tools := $(H)/build.ok $(H)/run.ok $(H)/test.ok
run-tests = $(Q)O='$(O)' BOARD='$(BOARD)' MAKE='$(MAKE)' tests/run

test: $(test-tools) ## run every test
	$(run-tests) $(T)

check: $(H)/build.ok $(H)/test.ok ## run the tests that need no simulator
	$(run-tests) style unit kdlc reports templates

$(addprefix check-,$(suites)): check-%: $(test-tools)
	$(run-tests) $*

test-kernel-long: $(test-tools) ## attack and stress the kernel; takes hours
	$(Q)EXPLORE=30 SECONDS_EACH=3000 O='$(O)' MAKE='$(MAKE)' tests/run unit/derive unit/explore
	$(run-tests) attack/every-entry attack/long
	$(Q)O='$(O)' BOARD='$(BOARD)' MAKE='$(MAKE)' tests/kernel/stress

test-planted: $(test-tools) ## do the kernel's tests see faults that are put into a copy of it?
	$(Q)O='$(O)' BOARD='$(BOARD)' MAKE='$(MAKE)' tests/attack/plant $(T)

coverage-kernel: $(H)/test.ok ## how much of the kernel do unit tests execute? (MISSED=1: not what)
	$(Q)O='$(O)' MISSED='$(MISSED)' tests/tools/coverage-kernel

bench: $(test-tools) ## count instructions, bytes and milliseconds
	$(Q)for each in tests/bench/measure tests/bench/*/measure; do \
	    O='$(O)' BOARD='$(BOARD)' MAKE='$(MAKE)' $$each || exit 1; done

bench-check: $(test-tools) ## do the operations of the kernel and interrupts take too long?
	$(Q)for each in tests/bench/*/check; do O='$(O)' BOARD='$(BOARD)' MAKE='$(MAKE)' \
	    UPDATE='$(UPDATE)' $$each || exit 1; done

bench-kdlc: $(test-tools) ## time and memory of kdlc for large systems (N=10000: how many)
	$(Q)O='$(O)' BOARD='$(BOARD)' MAKE='$(MAKE)' tests/bench/kdlc/measure $(N)

fuzz-kdlc: $(test-tools) ## try random inputs on kdlc for longer (N=60: seconds for each target)
	$(Q)SECONDS_EACH='$(or $(N),60)' O='$(O)' tests/run fuzz

# a person at a terminal, for the boot tests
$(H)/screen: tests/tools/screen.c tests/tools/terminal.c $(H)/flags | $(H)/build.ok
	$(call say,HOSTCC,$<)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -MF $@.d -o $@ $(filter %.c,$^)
