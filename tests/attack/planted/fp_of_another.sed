# kernel/arch/aarch64/thread.c: FP registers are not saved when another thread needs them
# seen by attack/short
/aarch64_fpu_save(&owner->fpu);/s/.*/            (void)0;/
