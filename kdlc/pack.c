/*
 * Boot image writer. ELF segments are laid out as the pages that they are in memory, so the
 * loader and the kernel use them where they lie; nothing is parsed at boot.
 */
#include "pack.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../kernel/abi/image.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/plan.h"
#include "arena.h"
#include "crc.h"

#define DEFAULT_CNODE_BITS 12
#define MIN_CNODE_BITS 9        /* the fixed slots of layout.h fit */
#define MAX_CNODE_BITS 24
#define MAX_PROGRAM_BYTES (64u << 20)

static void read_whole_file(const char *path, struct strbuf *content)
{
    FILE *f = fopen(path, "rb");
    char buffer[65536];
    size_t n;

    if (!f)
        die("cannot read '%s': %s", path, strerror(errno));
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        strbuf_addn(content, buffer, n);
    if (ferror(f))
        die("cannot read '%s': %s", path, strerror(errno));
    fclose(f);
}

static void pad_to(struct strbuf *image, size_t length)
{
    static const char zero[PAGE_SIZE];

    while (image->length < length) {
        size_t n = length - image->length;

        strbuf_addn(image, zero, n < PAGE_SIZE ? n : PAGE_SIZE);
    }
}

static size_t round_page(size_t n)
{
    return (n + PAGE_SIZE - 1) & ~(size_t)(PAGE_SIZE - 1);
}

/* ---- programs ---- */

struct elf_file { const char *path; int fd; Elf *elf; GElf_Ehdr header; };

static struct elf_file open_program(const char *path)
{
    struct elf_file file = {.path = path};

    if (elf_version(EV_CURRENT) == EV_NONE)
        die("libelf is too old: %s", elf_errmsg(-1));
    file.fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file.fd < 0)
        die("cannot read '%s': %s", path, strerror(errno));
    file.elf = elf_begin(file.fd, ELF_C_READ, NULL);
    if (!file.elf || elf_kind(file.elf) != ELF_K_ELF || !gelf_getehdr(file.elf, &file.header))
        die("'%s' is not an ELF file", path);
    if (gelf_getclass(file.elf) != ELFCLASS64 || file.header.e_ident[EI_DATA] != ELFDATA2LSB
        || file.header.e_machine != EM_AARCH64 || file.header.e_type != ET_EXEC)
        die("'%s' is not a statically linked AArch64 program", path);
    return file;
}

static uint64_t segment_flags(uint32_t elf_flags)
{
    return (elf_flags & PF_R ? SEGMENT_READ : 0) | (elf_flags & PF_W ? SEGMENT_WRITE : 0)
         | (elf_flags & PF_X ? SEGMENT_EXEC : 0);
}

static void check_segment(const char *path, const GElf_Phdr *p, uint64_t behind)
{
    if (p->p_vaddr % PAGE_SIZE)
        die("'%s': segment at 0x%lx does not start at a page", path, (long)p->p_vaddr);
    if (p->p_vaddr < behind)
        die("'%s': segment at 0x%lx overlaps the one before", path, (long)p->p_vaddr);
    if ((p->p_flags & PF_W) && (p->p_flags & PF_X))
        die("'%s': segment at 0x%lx is writable and executable", path, (long)p->p_vaddr);
    if (p->p_filesz > p->p_memsz || p->p_memsz > MAX_PROGRAM_BYTES)
        die("'%s': segment at 0x%lx has a size of 0x%lx", path, (long)p->p_vaddr,
            (long)p->p_memsz);
}

static void add_segment(const struct elf_file *file, const GElf_Phdr *p,
                        struct image_program *program, struct strbuf *image)
{
    size_t start = image->length, size;
    const char *bytes = elf_rawfile(file->elf, &size);

    if (!bytes || p->p_offset > size || p->p_filesz > size - p->p_offset)
        die("'%s' is cut short", file->path);
    if (program->count == IMAGE_MAX_SEGMENTS)
        die("'%s' has more than %d segments", file->path, IMAGE_MAX_SEGMENTS);
    strbuf_addn(image, bytes + p->p_offset, p->p_filesz);
    pad_to(image, start + round_page(p->p_memsz));
    program->segment[program->count++] = (struct image_segment){
        .offset = start, .vaddr = p->p_vaddr, .size = image->length - start,
        .flags = segment_flags(p->p_flags)};
}

static void check_entry(const char *path, const struct image_program *program)
{
    for (uint64_t i = 0; i < program->count; i++) {
        const struct image_segment *s = &program->segment[i];

        if ((s->flags & SEGMENT_EXEC) && program->entry - s->vaddr < s->size)
            return;
    }
    die("'%s': the entry 0x%lx is not in an executable segment", path, (long)program->entry);
}

/* contiguous: code that runs before the MMU is on needs one distance for all segments */
static void add_program(const char *path, bool contiguous, struct image_program *program,
                        struct strbuf *image)
{
    struct elf_file file = open_program(path);
    uint64_t behind = 0;
    size_t count;

    if (elf_getphdrnum(file.elf, &count) != 0)
        die("'%s': %s", path, elf_errmsg(-1));
    for (size_t i = 0; i < count; i++) {
        GElf_Phdr p;

        if (!gelf_getphdr(file.elf, (int)i, &p))
            die("'%s': %s", path, elf_errmsg(-1));
        if (p.p_type != PT_LOAD || p.p_memsz == 0)
            continue;
        check_segment(path, &p, behind);
        if (contiguous && behind && p.p_vaddr != behind)
            die("'%s': hole before the segment at 0x%lx", path, (long)p.p_vaddr);
        add_segment(&file, &p, program, image);
        behind = p.p_vaddr + round_page(p.p_memsz);
    }
    program->entry = file.header.e_entry;
    check_entry(path, program);
    elf_end(file.elf);
    close(file.fd);
}

/* ---- the image ---- */

static void add_loader(const char *path, struct strbuf *image)
{
    struct image_header header;

    read_whole_file(path, image);
    if (image->length < sizeof header)
        die("'%s' is too short to be a loader", path);
    memcpy(&header, image->text, sizeof header);
    if (header.arm64_magic != IMAGE_ARM64_MAGIC || header.flags != IMAGE_FLAGS
        || header.constant > image->length - offsetof(struct image_header, constant))
        die("'%s' does not start with the header of a loader", path);
    pad_to(image, round_page(image->length));
}

static uint64_t add_pages(struct strbuf *image, const void *bytes, size_t size)
{
    size_t start = image->length;

    strbuf_addn(image, bytes, size);
    pad_to(image, start + round_page(size));
    return start;
}

static void finish(struct strbuf *image, size_t directory_offset, struct image_directory *d)
{
    struct image_header header;
    size_t constant = offsetof(struct image_header, constant);
    size_t behind = directory_offset + PAGE_SIZE;

    memcpy(&header, image->text, sizeof header);
    header.image_size = image->length;
    header.directory = directory_offset;
    memcpy(image->text, &header, sizeof header);

    d->magic = IMAGE_MAGIC;
    d->version = IMAGE_VERSION;
    d->image_size = image->length;
    d->crc = crc_of(image->text + behind, image->length - behind);
    d->loader_crc = crc_of(image->text + constant, header.constant);
    memcpy(image->text + directory_offset, d, sizeof *d);
    d->directory_crc = crc_of(image->text + directory_offset, PAGE_SIZE);
    memcpy(image->text + directory_offset, d, sizeof *d);
}

void pack_image(const struct pack_input *in, struct strbuf *image)
{
    struct image_directory directory;
    size_t directory_offset;

    if (in->root_cnode_bits < MIN_CNODE_BITS || in->root_cnode_bits > MAX_CNODE_BITS)
        die("the root task's CNode has 2^%u slots; 2^%d to 2^%d are possible",
            in->root_cnode_bits, MIN_CNODE_BITS, MAX_CNODE_BITS);
    memset(&directory, 0, sizeof directory);
    add_loader(in->loader, image);
    directory_offset = image->length;
    pad_to(image, directory_offset + PAGE_SIZE);
    add_program(in->kernel, true, &directory.kernel, image);
    add_program(in->root, false, &directory.root, image);
    directory.plan_offset = add_pages(image, in->plan, in->plan_size);
    directory.plan_size = in->plan_size;
    directory.payload_offset = add_pages(image, in->payload, in->payload_size);
    directory.payload_size = round_page(in->payload_size);
    directory.root_cnode_bits = in->root_cnode_bits;
    finish(image, directory_offset, &directory);
}

/* ---- command line ---- */

static int usage(void)
{
    fprintf(stderr, "usage: kdlc pack --loader F --kernel F --root F [--plan F] [--payload F]\n"
                    "                 [--root-cnode-bits N] -o F\n");
    return 2;
}

static unsigned cnode_bits_of(const struct strbuf *plan, const char *option)
{
    struct plan_header header;
    char *end;
    unsigned long bits;

    if (option) {
        bits = strtoul(option, &end, 0);
        if (!*option || *end || bits > MAX_CNODE_BITS)
            die("--root-cnode-bits: '%s' is not a number up to %d", option, MAX_CNODE_BITS);
        return (unsigned)bits;
    }
    if (plan->length < sizeof header)
        return DEFAULT_CNODE_BITS;
    memcpy(&header, plan->text, sizeof header);
    return header.root_cnode_bits;
}

int cmd_pack(int argc, char **argv)
{
    enum { LOADER, KERNEL, ROOT, PLAN, PAYLOAD, BITS, OUTPUT, COUNT };
    static const struct option options[] = {
        {"loader", required_argument, NULL, LOADER},
        {"kernel", required_argument, NULL, KERNEL},
        {"root", required_argument, NULL, ROOT},
        {"plan", required_argument, NULL, PLAN},
        {"payload", required_argument, NULL, PAYLOAD},
        {"root-cnode-bits", required_argument, NULL, BITS},
        {"output", required_argument, NULL, OUTPUT},
        {NULL, 0, NULL, 0}};
    const char *value[COUNT] = {NULL};
    struct strbuf plan = {0}, payload = {0}, image = {0};
    int option;

    optind = 1;
    while ((option = getopt_long(argc, argv, "o:", options, NULL)) != -1) {
        if (option == '?')
            return usage();
        value[option == 'o' ? OUTPUT : option] = optarg;
    }
    if (optind < argc || !value[LOADER] || !value[KERNEL] || !value[ROOT] || !value[OUTPUT])
        return usage();
    if (value[PLAN])
        read_whole_file(value[PLAN], &plan);
    if (value[PAYLOAD])
        read_whole_file(value[PAYLOAD], &payload);
    pack_image(&(struct pack_input){
        .loader = value[LOADER], .kernel = value[KERNEL], .root = value[ROOT],
        .plan = plan.text, .plan_size = plan.length,
        .payload = payload.text, .payload_size = payload.length,
        .root_cnode_bits = cnode_bits_of(&plan, value[BITS])}, &image);
    output_add(value[OUTPUT], &image);
    output_commit();
    return 0;
}
