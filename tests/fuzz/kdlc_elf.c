/* Any bytes as the program of a component: refused with a message, or every page can be mapped. */
#include "fuzz.h"

#include "kdlc/dwarf.h"
#include "kdlc/elf.h"
#include "kdlc/stack_graph.h"
#include "kernel/abi/layout.h"

void fuzz_target(const uint8_t *data, size_t size)
{
    const struct elf_program *program = elf_read(fuzz_file("program.elf", data, size),
                                                 COMPONENT_VADDR, COMPONENT_AREA_VADDR);
    uint64_t low = COMPONENT_VADDR;
    struct stream_functions known = {0};
    volatile unsigned char last;
    struct graph graph;

    vec_each(const struct elf_segment *, s, &program->segments) {
        MUST(s->vaddr % PAGE_SIZE == 0 && s->vaddr >= low && s->size >= s->file_size);
        MUST(s->vaddr < COMPONENT_AREA_VADDR && s->size <= COMPONENT_AREA_VADDR - s->vaddr);
        MUST(!s->write || !s->execute);
        low = (s->vaddr + s->size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
        if (s->file_size)
            last = s->bytes[s->file_size - 1];
    }
    (void)last;
    dwarf_read(program, &known);
    if (graph_read(&graph, program, 1))
        graph_add_up(&graph);
}
