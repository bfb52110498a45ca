# The system. kdlc writes $(S)/system.mk, which make reads; when it has changed, make starts
# again with the new one. kdlc leaves files alone whose bytes stay the same, hence the stamp.
kdlc-options := -I stdlib-components -I stdlib-components/interfaces \
    -I stdlib-components/global --templates templates \
    --dtb $(B)/board.dtb $(addprefix --image-at ,$(board-image-at)) \
    --cores $(or $(SMP),1) --cpp $(CROSS)gcc --cc '$(CROSS)gcc \
    $(filter-out -MMD -MP -fstack-usage,$(TARGET_CFLAGS)) $(component-cflags)'

# empty until kdlc has written it: after an error nothing is said of a file that is not there
ifeq ($(wildcard $(S)/system.mk),)
$(shell mkdir -p $(S) && rm -f $(S)/kdlc.stamp && touch -d @1 $(S)/system.mk)
endif
include $(S)/system.mk
$(S)/system.mk: $(S)/kdlc.stamp ;
$(S)/gen/%: $(S)/kdlc.stamp ;

$(S)/kdlc.stamp: $(system-file) $(KDLC) $(B)/board.dtb $(S)/kdlc.args $(inputs)
	$(call say,KDLC,$<)
	$(Q)$(KDLC) generate $< -o $(S) $(kdlc-options) || \
	    { status=$$?; [ -s $(S)/system.mk ] || rm -f $(S)/system.mk; exit $$status; }
	$(Q)touch $@
$(S)/kdlc.args: FORCE ; $(call stamp,$(system-file) $(kdlc-options))

# User code is compiled once for a type, glue once for all instances whose glue is the same. Our
# warnings are errors in our code only: what stands elsewhere may be older than they are.
object = $(S)/obj/types/$(1)/$(subst ../,up/,$(patsubst /%,%,$(basename $(2)))).o
objects = $(foreach s,$(sources.$(1)),$(call object,$(1),$s))
glue = $(patsubst %.c,$(S)/obj/instances/%.o,$(glue.$(1)))
part = $(word $(1),$(subst /, ,$(patsubst $(S)/obj/%,%,$@)))
warnings = $(if $(filter stdlib-components/% systems/% $(S)/gen/%,$<),$(WARNINGS),-Wall)
# C++ has no library here but the headers that need none, see runtime/libc/cplusplus.c
cxx-suffixes := .cpp .cc .cxx
cxx-cflags = $(filter-out -std=%,$(TARGET_CFLAGS)) -std=gnu++17 -fno-exceptions -fno-rtti \
    -fno-threadsafe-statics -fno-use-cxa-atexit \
    '-D_Noreturn=__attribute__((noreturn))' '-D_Static_assert(x,y)=static_assert(x,y)' \
    -Drestrict=__restrict
is-cxx = $(filter $(cxx-suffixes),$(suffix $<))
compiler = $(if $(is-cxx),$(CROSS)g++ $(cxx-cflags),$(CROSS)gcc $(TARGET_CFLAGS))
user-flags = $(if $(is-cxx),$(cxxflags.$(1)),$(cflags.$(1))) $(flags.$(1).$<)
# the component's own headers come before the runtime's: it may have one of the same name
compile = $(Q)mkdir -p $(@D) && $(compiler) $(warnings) \
    -I$(S)/gen/types/$(1) $(addprefix -I,$(includes.$(1))) \
    $(if $(is-cxx),-I$(B)/cxx-headers $(filter-out $(own-headers),$(component-cflags)), \
        $(component-cflags)) \
    $(user-flags) -idirafter $(S)/named/$(1) -c -o $@ $<

$(foreach t,$(types),$(foreach s,$(sources.$t),$(eval \
    $(call object,$t,$s): $s $(S)/gen/types/$t/component.h $(B)/flags \
    $(S)/gen/types/$t/flags | $(LIBFDT_A) \
    $(if $(filter $(cxx-suffixes),$(suffix $s)),$(H)/cxx.ok $(B)/cxx-headers/made))))
$(foreach t,$(types),$(call objects,$t)):
	$(call say,CC,$<)
	$(call compile,$(call part,2))

$(foreach i,$(instances),$(eval $(call glue,$i): $(S)/gen/types/$(type.$i)/flags))
$(S)/obj/instances/%.o: private component-cflags += $(glue-cflags)
$(S)/obj/instances/%.o: $(S)/gen/%.c $(B)/flags
	$(call say,CC,$<)
	$(call compile,$(type.$(call part,2)))

type-of = $(type.$(basename $(notdir $(1))))
elves := $(patsubst %,$(S)/elf/%.elf,$(programs))
alone := $(patsubst %,$(S)/elf/%.elf,$(filter-out $(groups),$(programs)))
$(foreach i,$(instances),$(eval $(filter %/$i.elf,$(alone)) $(S)/obj/members/$i.o: \
    $(call objects,$(type.$i)) $(call glue,$i)))
$(alone): $(component-obj) $(B)/component.ld
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && tests/tools/link-notes $(call link,component) -o $@ \
	    $(call objects,$(call type-of,$@)) $(component-obj) \
	    $(component-libs) $(call glue,$(basename $(@F))) \
	    $(addprefix -l,$(libraries.$(call type-of,$@))) $(component-libs) -lgcc

# A member of a group is joined with a runtime and a C library of its own; what stays visible of it
# is how to enter it and what others call directly. Then the members are linked to one program.
part-obj = $(patsubst %,$(B)/component/%.o,$(basename $(1)))
member-obj := $(filter-out $(call part-obj,$(program-src)),$(component-obj)) \
    $(call part-obj,$(filter runtime/libc/%,$(group-src)))
program-obj := $(call part-obj,$(program-src) $(filter-out runtime/libc/%,$(group-src)))
$(S)/obj/members/%.o: $(member-obj) runtime/component/member.ld
	$(call say,JOIN,$@)
	$(Q)mkdir -p $(@D) && $(CROSS)gcc -r -nostdlib -Wl,-d,--force-group-allocation \
	    -Wl,--wrap=free,--wrap=realloc -T runtime/component/member.ld -o $@.all \
	    $(call objects,$(type.$*)) $(call glue,$*) $(member-obj) \
	    $(component-libs) $(addprefix -l,$(libraries.$(type.$*))) $(component-libs)
	$(Q)$(CROSS)objcopy -w -G 'kdl_member_*' -G 'kdl_direct_*' $@.all $@ && rm $@.all

group-parts = $(S)/obj/instances/$(1)/group.o $(patsubst %,$(S)/obj/members/%.o,$(members.$(1)))
$(foreach g,$(groups),$(eval $(S)/elf/$g.elf: $(call group-parts,$g)))
$(patsubst %,$(S)/elf/%.elf,$(groups)): $(program-obj) $(B)/component.ld
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && tests/tools/link-notes $(call link,component) -o $@ $(program-obj) \
	    $(call group-parts,$(basename $(@F)))

$(S)/image: $(S)/kdlc.stamp $(elves) $(B)/loader.bin $(B)/kernel.elf $(B)/root.elf
	$(call say,IMAGE,$@)
	$(Q)$(KDLC) link $(system-file) -o $(S) $(kdlc-options) --loader $(B)/loader.bin \
	    --kernel $(B)/kernel.elf --root $(B)/root.elf
	$(Q)touch $@


# The same system, except that its root task has the kernel print every capability, and ends there.
$(S)/audit/image: $(S)/image
	$(call say,IMAGE,$@)
	$(Q)$(KDLC) link $(system-file) -o $(S) $(kdlc-options) --loader $(B)/loader.bin \
	    --kernel $(B)/kernel.elf --root $(B)/root.elf --audit
	$(Q)touch $@

$(S)/audit/log: $(S)/audit/image $(H)/run.ok
	$(call say,BOOT,$<)
	$(Q)QEMU='$(qemu)' tests/tools/qemu-run -t 120 $< >$@
