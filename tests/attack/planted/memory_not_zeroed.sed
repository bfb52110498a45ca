# kernel/object/untyped.c: new objects show what was there
# seen by kernel/hygiene_new
s/__builtin_memset(chunk, 0, next - mark.cleared);/(void)chunk;/
/__builtin_memset(arch_ram_pointer(cap_paddr(r->cap) + from)/d
