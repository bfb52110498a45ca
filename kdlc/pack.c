/*
 * Boot image writer. ELF segments are laid out as the pages that they are in memory, so the
 * loader and the kernel use them where they lie; nothing is parsed at boot.
 */
#include "pack.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../kernel/abi/image.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/plan.h"
#include "../runtime/loader/crc.h"
#include "arena.h"
#include "elf.h"
#include "output.h"

#define DEFAULT_CNODE_BITS 12
#define MIN_CNODE_BITS 9        /* the fixed slots of layout.h fit */
#define MAX_CNODE_BITS 24
#define MAX_PROGRAM_BYTES (64u << 20)

static void read_whole_file(const char *path, struct strbuf *content)
{
    if (!strbuf_read(content, path, UINT32_MAX))
        die("cannot read '%s': %s", path, strerror(errno));
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

static void add_segment(const char *path, const struct elf_segment *s,
                        struct image_program *program, struct strbuf *image)
{
    size_t start = image->length;

    if (s->size > MAX_PROGRAM_BYTES)
        die("'%s': segment at 0x%lx has a size of 0x%lx", path, (unsigned long)s->vaddr,
            (unsigned long)s->size);
    if (program->count == IMAGE_MAX_SEGMENTS)
        die("'%s' has more than %d segments", path, IMAGE_MAX_SEGMENTS);
    strbuf_addn(image, s->bytes, s->file_size);
    pad_to(image, start + round_page(s->size));
    program->segment[program->count++] = (struct image_segment){
        .offset = start, .vaddr = s->vaddr, .size = image->length - start,
        .flags = SEGMENT_READ | (s->write ? SEGMENT_WRITE : 0) | (s->execute ? SEGMENT_EXEC : 0)};
}

/* contiguous: code that runs before the MMU is on needs one distance for all segments */
static void add_program(const char *path, bool contiguous, struct image_program *program,
                        struct strbuf *image)
{
    const struct elf_program *elf = elf_read(path, 0, UINT64_MAX);
    uint64_t behind = 0;

    vec_each(const struct elf_segment *, s, &elf->segments) {
        if (contiguous && behind && s->vaddr != behind)
            die("'%s': hole before the segment at 0x%lx", path, (unsigned long)s->vaddr);
        add_segment(path, s, program, image);
        behind = s->vaddr + round_page(s->size);
    }
    program->entry = elf->entry;
}

/* offset into the image of what the kernel's linker script calls kernel_pool; 0: nothing */
static uint64_t find_pool(const char *kernel, const struct image_program *program)
{
    const struct elf_program *elf = elf_read(kernel, 0, UINT64_MAX);
    const struct image_segment *last = &program->segment[program->count - 1];

    vec_each(const struct elf_symbol *, s, &elf->symbols)
        if (strcmp(s->name, "kernel_pool") == 0 && s->address - last->vaddr <= last->size)
            return last->offset + (s->address - last->vaddr);
    return 0;
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

struct image_directory pack_image(const struct pack_input *in, struct strbuf *image)
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
    directory.kernel_pool = find_pool(in->kernel, &directory.kernel);
    add_program(in->root, false, &directory.root, image);
    directory.plan_offset = add_pages(image, in->plan, in->plan_size);
    directory.plan_size = in->plan_size;
    directory.payload_offset = add_pages(image, in->payload, in->payload_size);
    directory.payload_size = round_page(in->payload_size);
    directory.root_cnode_bits = in->root_cnode_bits;
    finish(image, directory_offset, &directory);
    return directory;
}

bool pack_read_directory(const char *path, struct image_directory *directory)
{
    struct image_header header;
    FILE *file = fopen(path, "rb");
    bool good = file && fread(&header, sizeof header, 1, file) == 1
             && fseek(file, (long)header.directory, SEEK_SET) == 0
             && fread(directory, sizeof *directory, 1, file) == 1
             && directory->magic == IMAGE_MAGIC && directory->version == IMAGE_VERSION
             && directory->kernel.count >= 1
             && directory->kernel.count <= IMAGE_MAX_SEGMENTS
             && directory->root.count <= IMAGE_MAX_SEGMENTS;

    if (file)
        fclose(file);
    return good;
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
