/*
 * The second call of kdlc: the linked programs of the components join the plan. Their pages become
 * the payload of the boot image, where they are mapped as they lie; read-only pages that are equal
 * between instances of one type exist once. Then everything has its final place and is written.
 */
#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "elf.h"
#include "emit.h"
#include "pack.h"
#include "plan.h"
#include "policy.h"
#include "stack.h"
#include "text.h"

#include <stdlib.h>
#include <unistd.h>

#define POOL_SPACES (1u << ASID_POOL_BITS)
#define FIRST_POOL_SPACES (POOL_SPACES - 2)     /* identifier 0 and the root task's are taken */

/* ---- payload ---- */

struct page {
    uint64_t hash;
    const struct component *type;
    struct planned_object *object;              /* NULL: unused entry */
    uint32_t index;                             /* page within the run */
};

struct payload {
    struct strbuf pages;
    struct page *set;                           /* read-only pages; open addressing */
    size_t room, count;
};

static bool is_page(const struct payload *payload, const struct page *p, const struct page *wanted,
                    const unsigned char *bytes)
{
    uint64_t offset = p->object->address + (uint64_t)p->index * PAGE_SIZE;

    return p->hash == wanted->hash && p->type == wanted->type
        && memcmp(payload->pages.text + offset, bytes, PAGE_SIZE) == 0;
}

static struct page *find_page(const struct payload *payload, const struct page *wanted,
                              const unsigned char *bytes)
{
    size_t i = wanted->hash & (payload->room - 1);

    while (payload->set[i].object && !is_page(payload, &payload->set[i], wanted, bytes))
        i = (i + 1) & (payload->room - 1);
    return &payload->set[i];
}

static void grow_set(struct payload *payload)
{
    struct page *old = payload->set;
    size_t old_room = payload->room;

    payload->room = old_room ? old_room * 2 : 1024;
    payload->set = arena_alloc(payload->room * sizeof *payload->set);
    for (size_t i = 0; i < old_room; i++) {
        size_t at = old[i].hash & (payload->room - 1);

        if (!old[i].object)
            continue;
        while (payload->set[at].object)
            at = (at + 1) & (payload->room - 1);
        payload->set[at] = old[i];
    }
}

/* ---- one program ---- */

struct loading {
    struct plan *plan;
    struct payload *payload;
    struct planned_space *space;
    struct planned_instance *pi;                /* its first member */
    struct planned_region *region;
};

/* Show page `index` of the run at the end of the region; consecutive pages form one part. */
static void show_page(struct planned_region *region, struct planned_object *object,
                      uint32_t index)
{
    struct planned_frames *last = region->frames.count
        ? &region->frames.at[region->frames.count - 1] : NULL;

    if (last && last->object == object && last->first + last->count == index) {
        last->count++;
        return;
    }
    *vec_push(&region->frames) = (struct planned_frames){object, index, 1};
    object->mappings++;
}

/* a fresh page: the next of the run that the region ended with, if that is the last object */
static void show_new_page(struct loading *l, unsigned kind, uint64_t address)
{
    struct planned_region *r = l->region;
    struct planned_object *last = r->frames.count
        ? r->frames.at[r->frames.count - 1].object : NULL;

    /* pages of the payload follow each other as long as no other object came between */
    if (last && last->kind == kind && last->index + 1 == l->plan->objects.count) {
        last->count++;
    } else {
        last = plan_add_object(l->plan, OBJECT_FRAME_4K, PAGE_BITS, l->pi->instance,
                               intern_printf("%s.%s", l->space->name, r->name));
        last->kind = kind;
        last->address = kind == UNTYPED_IMAGE ? address : 0;
    }
    show_page(r, last, last->count - 1);
}

static void add_to_payload(struct loading *l, const unsigned char *bytes)
{
    uint64_t offset = l->payload->pages.length;

    strbuf_addn(&l->payload->pages, bytes, PAGE_SIZE);
    show_new_page(l, UNTYPED_IMAGE, offset);
}

static void load_shared_page(struct loading *l, const unsigned char *bytes)
{
    struct page wanted = {.hash = text_hash(bytes, PAGE_SIZE), .type = l->pi->instance->component};
    struct planned_frames *last;
    struct page *place;

    if (l->payload->count * 2 >= l->payload->room)
        grow_set(l->payload);
    place = find_page(l->payload, &wanted, bytes);
    if (place->object) {
        show_page(l->region, place->object, place->index);
        return;
    }
    add_to_payload(l, bytes);
    last = &l->region->frames.at[l->region->frames.count - 1];
    wanted.object = last->object;
    wanted.index = last->first + last->count - 1;
    *place = wanted;
    l->payload->count++;
}

static bool is_zero(const unsigned char *bytes)
{
    return bytes[0] == 0 && memcmp(bytes, bytes + 1, PAGE_SIZE - 1) == 0;
}

/* memory that starts as zeros is not in the image: the kernel clears it when it makes the frames */
static void load_zeros(struct loading *l, uint64_t vaddr, uint64_t size)
{
    struct planned_object like = {.kind = UNTYPED_RAM, .owner = l->pi->instance, .address = vaddr,
        .name = intern_printf("%s.bss", l->space->name)};
    struct frame_runs runs = {0};

    plan_add_frames(l->plan, &like, size, &runs);
    region_show(l->region, &runs);
}

static void load_segment(struct loading *l, const struct elf_segment *s)
{
    uint64_t at = 0, end = (s->size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
    unsigned char page[PAGE_SIZE];

    for (; at < s->file_size; at += PAGE_SIZE) {
        size_t n = s->file_size - at < PAGE_SIZE ? s->file_size - at : PAGE_SIZE;

        memset(page, 0, sizeof page);
        memcpy(page, s->bytes + at, n);
        if (!s->write)
            load_shared_page(l, page);
        else if (is_zero(page))
            show_new_page(l, UNTYPED_RAM, 0);
        else
            add_to_payload(l, page);
    }
    if (at < end)
        load_zeros(l, s->vaddr + at, end - at);
}

/* what the data of a program that can start again is restored from */
static void load_first_contents(struct loading *l, const struct elf_segment *s)
{
    struct elf_segment copy = *s;

    copy.vaddr = COMPONENT_DATA_VADDR;
    copy.size = copy.file_size;
    copy.write = false;
    l->region = plan_add_region(l->pi, REGION_RODATA, "first contents of data", copy.size);
    l->region->vaddr = copy.vaddr;
    l->region->rights = RIGHT_READ;
    load_segment(l, &copy);
    layout_tables(l->plan, l->space, l->region);
}

static void load_program(struct plan *plan, struct planned_space *space,
                         const struct elf_program *program, struct payload *payload)
{
    struct planned_instance *pi = space->members.at[0];
    struct loading l = {.plan = plan, .payload = payload, .space = space, .pi = pi};

    space->entry = program->entry;
    stack_measure(program, space);
    vec_each(const struct elf_segment *, s, &program->segments) {
        enum region_use use = s->write ? REGION_DATA : s->execute ? REGION_TEXT : REGION_RODATA;
        const char *name = s->write ? "data" : s->execute ? "text" : "rodata";

        l.region = plan_add_region(pi, use, name, s->size);
        l.region->vaddr = s->vaddr;
        l.region->rights = s->write ? RIGHT_READ | RIGHT_WRITE : RIGHT_READ;
        l.region->execute = s->execute;
        load_segment(&l, s);
        layout_tables(plan, space, l.region);
        if (space->restarts && s->write && s->file_size > 0)
            load_first_contents(&l, s);
    }
}

/* ---- all of them ---- */

static const char *program_path(const char *directory, const struct planned_space *space)
{
    return arena_printf("%s/elf/%s.elf", directory, space->name);
}

/* in passing memory */
static const struct elf_program *read_program(const char *directory,
                                              const struct planned_space *space)
{
    const struct elf_program *program;

    arena_begin_passing();
    program = elf_read(program_path(directory, space), COMPONENT_VADDR,
                       space->restarts ? COMPONENT_DATA_VADDR : COMPONENT_AREA_VADDR);
    arena_end_passing();
    return program;
}

/* address spaces beyond those of the pool that the kernel makes */
static void add_pools(struct plan *plan)
{
    size_t spaces = plan->spaces.count;

    if (spaces > FIRST_POOL_SPACES)
        plan_add_object(plan, OBJECT_UNTYPED, PAGE_BITS, NULL, "asid pools")->count =
            (uint32_t)((spaces - FIRST_POOL_SPACES + POOL_SPACES - 1) / POOL_SPACES);
}

static void load_all(struct plan *plan, const char *directory, struct payload *payload)
{
    vec_each(struct planned_space **, s, &plan->spaces) {
        load_program(plan, *s, read_program(directory, *s), payload);
        arena_forget_passing();
    }
    add_pools(plan);
}

bool link_tables(struct plan *plan, const char *directory, uint64_t flags, struct strbuf *tables)
{
    struct payload payload = {0};
    struct image_directory image;

    vec_each(struct planned_space **, s, &plan->spaces)
        if (access(program_path(directory, *s), R_OK) != 0)
            return false;
    load_all(plan, directory, &payload);
    free(payload.pages.text);
    emit_plan(plan, payload.pages.length, flags, tables);
    if (pack_read_directory(arena_printf("%s/image", directory), &image)) {
        plan->image_size = image.image_size;
        plan_place(plan, &image);
    }
    return policy_check_linked(plan);
}

bool link_read(struct plan *plan, const char *directory)
{
    struct strbuf tables = {0};
    bool good = link_tables(plan, directory, 0, &tables);

    free(tables.text);
    return good;
}

bool link_system(struct plan *plan, const struct link_options *options)
{
    struct payload payload = {0};
    struct strbuf tables = {0}, image = {0};
    struct image_directory in_image;
    const char *directory = options->audit ? arena_printf("%s/audit", options->directory)
                                           : options->directory;

    load_all(plan, options->directory, &payload);
    emit_plan(plan, payload.pages.length, options->audit ? PLAN_AUDIT : 0, &tables);
    in_image = pack_image(&(struct pack_input){
        .loader = options->loader, .kernel = options->kernel, .root = options->root,
        .plan = tables.text, .plan_size = tables.length,
        .payload = payload.pages.text, .payload_size = payload.pages.length,
        .root_cnode_bits = plan->root_cnode_bits}, &image);
    plan->image_size = image.length;
    if (!plan_place(plan, &in_image) || !policy_check_linked(plan) || !stack_check(plan))
        return false;
    output_add(arena_printf("%s/plan.bin", directory), &tables);
    output_add(arena_printf("%s/payload.bin", directory), &payload.pages);
    output_add(arena_printf("%s/image", directory), &image);
    return true;
}
