/* frames PROGRAM...: what kdlc reads about the stack of each function: "name bytes|variable". */
#include <stdio.h>

#include "kdlc/elf.h"
#include "kdlc/frames.h"

static void print_frames(const struct elf_program *program)
{
    struct code code = {0};

    vec_each(const struct elf_segment *, s, &program->segments)
        if (s->execute)
            code = (struct code){s->vaddr, s->file_size, s->bytes};
    vec_each(const struct elf_symbol *, s, &program->symbols) {
        struct frame frame = {0};

        if (!s->function || !s->size)
            continue;
        frame_read(&code, s->address, s->address + s->size, false, &frame);
        if (frame.variable)
            printf("%s variable\n", s->name);
        else
            printf("%s %u\n", s->name, frame.bytes);
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        print_frames(elf_read(argv[i], 0, UINT64_MAX));
    return 0;
}
