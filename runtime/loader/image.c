/*
 * The boot image checked against its directory. After image_check every offset and size in it
 * can be used without further thought.
 */
#include "loader.h"

#include <string.h>

static const char *image_pointer(uint64_t offset)
{
    return _start + offset;
}

/* bytes [offset, offset + size) lie in the part of the image that the CRC covers */
static bool inside(const struct image_directory *d, uint64_t offset, uint64_t size)
{
    uint64_t first = (uint64_t)((const char *)d - _start) + PAGE_SIZE;

    return offset % PAGE_SIZE == 0 && offset >= first && offset <= d->image_size
        && size <= d->image_size - offset;
}

static void check_program(const struct image_directory *d, const struct image_program *program,
                          const char *name)
{
    bool entry = false;

    if (program->count == 0 || program->count > IMAGE_MAX_SEGMENTS)
        refuse("the %s has %lu segments", name, program->count);
    for (uint64_t i = 0; i < program->count; i++) {
        const struct image_segment *s = &program->segment[i];

        if (!inside(d, s->offset, s->size) || s->size == 0 || s->size % PAGE_SIZE
            || s->vaddr % PAGE_SIZE)
            refuse("the %s's segment %lu is not inside the image", name, i);
        for (uint64_t j = 0; j < i; j++)
            if (s->offset < program->segment[j].offset + program->segment[j].size)
                refuse("the %s's segments overlap", name);
        entry |= (s->flags & SEGMENT_EXEC) && program->entry - s->vaddr < s->size;
    }
    if (!entry)
        refuse("the %s's entry is not in its code", name);
}

static void check_crc(const struct image_directory *d, const struct image_header *header)
{
    static struct image_directory page[PAGE_SIZE / sizeof *d + 1];      /* the rest: padding */
    uint64_t behind = header->directory + PAGE_SIZE;
    uint32_t crc;

    memcpy(page, d, PAGE_SIZE);
    page[0].directory_crc = 0;
    if (crc_of(page, PAGE_SIZE) != d->directory_crc)
        refuse("the image's directory is damaged");
    if (crc_of(&header->constant, header->constant) != d->loader_crc)
        refuse("the loader is damaged");
    if (d->image_size != header->image_size || d->image_size % PAGE_SIZE)
        refuse("the image's size is wrong");
    crc = crc_of(image_pointer(behind), d->image_size - behind);
    if (crc != d->crc)
        refuse("the image is damaged: its CRC is %lx instead of %lx", (uint64_t)crc,
               (uint64_t)d->crc);
}

const struct image_directory *image_check(void)
{
    const struct image_header *header = (const struct image_header *)_start;
    const struct image_directory *d;

    if (header->directory != (uint64_t)(loader_end - _start)
        || header->constant != (uint64_t)(loader_writable - (const char *)&header->constant)
        || header->image_size < header->directory + PAGE_SIZE)
        refuse("the image's header is damaged");
    d = (const struct image_directory *)image_pointer(header->directory);
    if (d->magic != IMAGE_MAGIC)
        refuse("there is no image directory behind the loader");
    if (d->version != IMAGE_VERSION)
        refuse("the image has version %u, this loader knows %u", d->version,
               (unsigned)IMAGE_VERSION);
    check_crc(d, header);
    check_program(d, &d->kernel, "kernel");
    check_program(d, &d->root, "root task");
    if (!inside(d, d->plan_offset, d->plan_size)
        || !inside(d, d->payload_offset, d->payload_size) || d->payload_size % PAGE_SIZE)
        refuse("plan or payload are not inside the image");
    return d;
}

static struct boot_range part(uint64_t offset, uint64_t size)
{
    uint64_t start = (uint64_t)image_pointer(offset);

    return (struct boot_range){start, start + size};
}

static uint64_t describe_program(const struct image_program *program, struct boot_segment *out)
{
    for (uint64_t i = 0; i < program->count; i++) {
        const struct image_segment *s = &program->segment[i];

        out[i] = (struct boot_segment){(uint64_t)image_pointer(s->offset), s->vaddr, s->size,
                                       s->flags};
    }
    return program->count;
}

void image_describe(const struct image_directory *d, struct boot_params *params)
{
    params->image = part(0, d->image_size);
    params->kernel_count = describe_program(&d->kernel, params->kernel);
    params->root_count = describe_program(&d->root, params->root);
    params->root_entry = d->root.entry;
    params->plan = part(d->plan_offset, d->plan_size);
    params->payload = part(d->payload_offset, d->payload_size);
    params->root_cnode_bits = d->root_cnode_bits;
}
