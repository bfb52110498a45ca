/* ELF files of components: read with libelf, and refused unless every page can be mapped as is. */
#include "elf.h"

#include <errno.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "../kernel/abi/layout.h"
#include "strbuf.h"

#define MAX_FILE (1ul << 30)

struct open_elf {
    const char *path;
    Elf *elf;
    GElf_Ehdr header;
};

/* of the program that was read last; thousands are read one after the other */
static struct strbuf content;

static struct open_elf open_elf(const char *path)
{
    struct open_elf file = {.path = path};

    if (elf_version(EV_CURRENT) == EV_NONE)
        die("libelf: %s", elf_errmsg(-1));
    content.length = 0;
    if (!strbuf_read(&content, path, MAX_FILE))
        die("cannot read '%s': %s", path, strerror(errno));
    file.elf = elf_memory(content.text, content.length);
    if (!file.elf || elf_kind(file.elf) != ELF_K_ELF || !gelf_getehdr(file.elf, &file.header))
        die("'%s' is not an ELF file", path);
    if (gelf_getclass(file.elf) != ELFCLASS64 || file.header.e_ident[EI_DATA] != ELFDATA2LSB
        || file.header.e_machine != EM_AARCH64)
        die("'%s' is not a little-endian AArch64 program", path);
    if (file.header.e_type != ET_EXEC)
        die("'%s' is not a program linked for a fixed address", path);
    return file;
}

static void check_segment(const struct open_elf *file, const GElf_Phdr *p, uint64_t low,
                          uint64_t high)
{
    unsigned long at = p->p_vaddr;

    if (p->p_offset > content.length || p->p_filesz > content.length - p->p_offset)
        die("'%s' is cut short", file->path);
    if (p->p_filesz > p->p_memsz)
        die("'%s': the segment at 0x%lx is larger in the file than in memory", file->path, at);
    if (p->p_vaddr % PAGE_SIZE)
        die("'%s': the segment at 0x%lx does not start at a page", file->path, at);
    if ((p->p_flags & PF_W) && (p->p_flags & PF_X))
        die("'%s': the segment at 0x%lx is writable and executable", file->path, at);
    if (p->p_vaddr < low)
        die("'%s': the segment at 0x%lx lies below 0x%lx, or in pages of another segment",
            file->path, at, (unsigned long)low);
    if (p->p_vaddr >= high || p->p_memsz > high - p->p_vaddr)
        die("'%s': the segment at 0x%lx of %lu bytes ends behind 0x%lx", file->path, at,
            (unsigned long)p->p_memsz, (unsigned long)high);
}

static void add_segment(struct elf_program *program, const GElf_Phdr *p)
{
    *vec_push(&program->segments) = (struct elf_segment){
        .vaddr = p->p_vaddr, .file_size = p->p_filesz, .size = p->p_memsz,
        .bytes = (const unsigned char *)content.text + p->p_offset,
        .write = p->p_flags & PF_W, .execute = p->p_flags & PF_X};
}

static void check_entry(const struct elf_program *program)
{
    vec_each(const struct elf_segment *, s, &program->segments)
        if (s->execute && program->entry >= s->vaddr && program->entry - s->vaddr < s->size)
            return;
    die("'%s': the entry 0x%lx is not in an executable segment", program->path,
        (unsigned long)program->entry);
}

static void add_symbols(struct elf_program *program, const struct open_elf *file, Elf_Scn *section,
                        const GElf_Shdr *header)
{
    Elf_Data *data = elf_getdata(section, NULL);
    GElf_Sym s;

    for (int i = 0; data && gelf_getsym(data, i, &s); i++) {
        const char *name = elf_strptr(file->elf, header->sh_link, s.st_name);
        int type = GELF_ST_TYPE(s.st_info);

        if (name && *name && s.st_shndx != SHN_UNDEF
            && (type == STT_FUNC || type == STT_OBJECT || type == STT_NOTYPE))
            *vec_push(&program->symbols) = (struct elf_symbol){name, s.st_value, s.st_size,
                                                               type == STT_FUNC};
    }
}

static void add_debug(struct elf_program *program, const char *name, const GElf_Shdr *header)
{
    struct elf_bytes bytes;

    if (header->sh_type != SHT_PROGBITS || header->sh_flags & SHF_COMPRESSED
        || header->sh_offset > content.length
        || header->sh_size > content.length - header->sh_offset)
        return;
    bytes.bytes = (const unsigned char *)content.text + header->sh_offset;
    bytes.size = header->sh_size;
    if (strcmp(name, ".debug_info") == 0)
        program->debug_info = bytes;
    else if (strcmp(name, ".debug_abbrev") == 0)
        program->debug_abbrev = bytes;
    else if (strcmp(name, ".debug_str") == 0)
        program->debug_str = bytes;
}

/* Names point into what has been read: they stay after elf_end, as the file lies in memory. */
static void read_sections(struct elf_program *program, const struct open_elf *file)
{
    Elf_Scn *section = NULL;
    size_t names;
    GElf_Shdr header;

    if (elf_getshdrstrndx(file->elf, &names) != 0)
        return;
    while ((section = elf_nextscn(file->elf, section)) != NULL) {
        const char *name;

        if (!gelf_getshdr(section, &header))
            continue;
        name = elf_strptr(file->elf, names, header.sh_name);
        if (header.sh_type == SHT_SYMTAB)
            add_symbols(program, file, section, &header);
        else if (name)
            add_debug(program, name, &header);
    }
}

struct elf_program *elf_read(const char *path, uint64_t low, uint64_t high)
{
    struct elf_program *program = arena_alloc(sizeof *program);
    struct open_elf file = open_elf(path);
    size_t count;

    program->path = path;
    program->entry = file.header.e_entry;
    if (elf_getphdrnum(file.elf, &count) != 0)
        die("'%s': %s", path, elf_errmsg(-1));
    for (size_t i = 0; i < count; i++) {
        GElf_Phdr p;

        if (!gelf_getphdr(file.elf, (int)i, &p))
            die("'%s': %s", path, elf_errmsg(-1));
        if (p.p_type == PT_INTERP || p.p_type == PT_DYNAMIC)
            die("'%s' is dynamically linked", path);
        if (p.p_type != PT_LOAD || p.p_memsz == 0)
            continue;
        check_segment(&file, &p, low, high);
        add_segment(program, &p);
        low = (p.p_vaddr + p.p_memsz + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
    }
    check_entry(program);
    read_sections(program, &file);
    elf_end(file.elf);
    return program;
}
