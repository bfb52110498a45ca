// link: kdlc/arena.c kdlc/text.c kdlc/strbuf.c kdlc/output.c kdlc/spool.c kdlc/map.c kdlc/source.c
// link: kdlc/suggest.c
// link: kdlc/diag.c kdlc/cause.c kdlc/model.c kdlc/plan.c kdlc/plan_part.c kdlc/plan_thread.c
// link: kdlc/plan_bind.c
// link: kdlc/plan_connection.c kdlc/plan_device.c kdlc/plan_global.c kdlc/plan_pool.c
// link: kdlc/plan_restart.c kdlc/layout.c kdlc/elf.c kdlc/link.c kdlc/emit_plan.c
// link: runtime/loader/crc.c kdlc/pack.c kdlc/report.c kdlc/words.c kdlc/schedule.c
// link: kdlc/stack.c kdlc/stack_graph.c kdlc/stack_sum.c kdlc/knots.c kdlc/dwarf.c kdlc/frames.c
// link: kdlc/flow.c kdlc/select.c kdlc/policy.c kdlc/policy_flow.c kdlc/policy_hold.c kdlc/dtb.c
// link: runtime/root/check.c kdlc/plan_memory.c kdlc/ram.c kdlc/build_options.c
// libs: -lelf -ljansson -lfdt
/*
 * From a model to the tables of the root task: slots, badges, addresses and sharing as they
 * should be; the tables pass the root task's own check; and an interpreter that knows the types of
 * objects carries them out without a fault.
 */
#include <elf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "kdlc/emit.h"
#include "kdlc/plan.h"
#include "kdlc/report.h"
#include "kernel/abi/bootinfo.h"
#include "kernel/abi/layout.h"
#include "kernel/abi/message.h"
#include "runtime/root/check.h"

/* ---- making a model ---- */

static struct model *model;

static void new_model(void)
{
    diag_reset();
    model = arena_alloc(sizeof *model);
    model->name = intern("test");
}

static struct component *component(const char *name, bool hardware)
{
    struct component *c = arena_alloc(sizeof *c);

    c->name = intern(name);
    c->hardware = hardware;
    *vec_push(&model->components) = c;
    return c;
}

static struct interface *interface(struct component *c, const char *name, enum interface_kind kind,
                                   uint64_t size)
{
    struct interface *i = arena_alloc(sizeof *i);

    *i = (struct interface){.name = intern(name), .kind = kind, .type_name = intern("Buf"),
                            .size = size};
    *vec_push(&c->interfaces) = i;
    return i;
}

static struct instance *instance(struct component *c, const char *name)
{
    struct instance *i = arena_alloc(sizeof *i);

    i->name = intern(name);
    i->component = c;
    i->index = model->instances.count;
    *vec_push(&model->instances) = i;
    return i;
}

static void set(struct settings *settings, const char *name, int64_t n)
{
    struct value *value = arena_alloc(sizeof *value);

    *value = (struct value){.kind = VALUE_INT, .i = n};
    *vec_push(settings) = (struct setting){.name = intern(name), .value = value};
}

static void set_text(struct settings *settings, const char *name, const char *text)
{
    struct value *value = arena_alloc(sizeof *value);

    *value = (struct value){.kind = VALUE_STRING, .s = text};
    *vec_push(settings) = (struct setting){.name = intern(name), .value = value};
}

static struct connector *connector(const char *name, unsigned from_threads, unsigned to_threads)
{
    struct connector *c = arena_alloc(sizeof *c);

    c->name = intern(name);
    c->from.threads = from_threads;
    c->to.threads = to_threads;
    return c;
}

static void object(struct connector *c, const char *name, enum connector_object_kind kind,
                   enum connector_per per)
{
    *vec_push(&c->objects) = (struct connector_object){.name = intern(name), .kind = kind,
                                                       .per = per};
}

static struct connector_grant *grant(struct connector *c, size_t which, bool to, bool map,
                                     unsigned rights)
{
    struct connector_grant *g = vec_push(&c->grants);

    *g = (struct connector_grant){.object = &c->objects.at[which], .to_side = to, .map = map,
                                  .rights = rights};
    return g;
}

static struct connection *connection(struct connector *connector_of, const char *name)
{
    struct connection *c = arena_alloc(sizeof *c);

    c->name = intern(name);
    c->connector = connector_of;
    c->index = model->connections.count;
    *vec_push(&model->connections) = c;
    return c;
}

static void end(struct connection *c, bool to, struct instance *i, struct interface *with)
{
    struct end *e = arena_alloc(sizeof *e);

    *e = (struct end){.instance = i, .interface = with, .to_side = to,
                      .position = to ? c->to.count : c->from.count};
    if (to)
        *vec_push(&c->to) = e;
    else
        *vec_push(&c->from) = e;
    *vec_push(&i->links) = (struct link){c, e};
}

static struct connector *call(bool buffered)
{
    struct connector *c = connector(buffered ? "CallBuffered" : "Call", 0, 1);

    object(c, "ep", CO_ENDPOINT, PER_CONNECTION);
    object(c, "buffer", CO_FRAMES, PER_FROM);
    grant(c, 0, false, false, RIGHT_WRITE | RIGHT_GRANT_REPLY)->badged = true;
    grant(c, 0, true, false, RIGHT_READ);
    if (buffered) {
        grant(c, 1, false, true, RIGHT_READ | RIGHT_WRITE);
        grant(c, 1, true, true, RIGHT_READ | RIGHT_WRITE);
    }
    return c;
}

static struct connector *interrupt(void)
{
    struct connector *c = connector("HardwareInterrupt", 0, 1);

    object(c, "line", CO_IRQ, PER_CONNECTION);
    object(c, "ntfn", CO_NOTIFICATION, PER_CONNECTION);
    grant(c, 0, true, false, 0);
    grant(c, 1, true, false, RIGHT_READ);
    *grant(c, 0, false, false, 0) = (struct connector_grant){.object = &c->objects.at[0],
        .signals = &c->objects.at[1], .badged = true};
    return c;
}

static struct connector *registers(void)
{
    struct connector *c = connector("HardwareMMIO", 0, 0);

    object(c, "regs", CO_DEVICE, PER_CONNECTION);
    grant(c, 0, false, true, RIGHT_READ | RIGHT_WRITE)->uncached = true;
    return c;
}

static struct connector *shared(void)
{
    struct connector *c = connector("SharedData", 0, 0);

    object(c, "memory", CO_FRAMES, PER_CONNECTION);
    grant(c, 0, false, true, RIGHT_READ | RIGHT_WRITE);
    grant(c, 0, true, true, RIGHT_READ | RIGHT_WRITE);
    return c;
}

/* three clients of a server, which drives a device; a monitor; shared memory of 2 MiB + 1 */
struct example {
    struct instance *server, *client[3], *device, *monitor;
    struct connection *call, *memory;
    struct plan *plan;
};

static struct example example(void)
{
    struct example e;
    struct component *server, *client, *device;

    new_model();
    server = component("Server", false);
    client = component("Client", false);
    device = component("Device", true);
    interface(server, "work", IF_PROVIDES, 0);
    interface(server, "regs", IF_DATAPORT, 0);
    interface(server, "irq", IF_CONSUMES, 0);
    interface(client, "work", IF_USES, 0);
    interface(client, "memory", IF_DATAPORT, (2u << 20) + 1);
    interface(device, "regs", IF_DATAPORT, 0);
    interface(device, "irq", IF_EMITS, 0);
    e.server = instance(server, "server");
    for (int i = 0; i < 3; i++)
        e.client[i] = instance(client, arena_printf("client%d", i));
    e.device = instance(device, "device");
    e.monitor = instance(component("Monitor", false), "monitor");
    set(&e.monitor->settings, "handles_faults", 1);
    set(&e.device->settings, "regs_paddr", 0x9000400);
    set(&e.device->settings, "regs_size", 0x1000);
    set(&e.device->settings, "irq_irq_number", 33);
    set_text(&e.device->settings, "irq_irq_trigger", "edge");
    e.call = connection(call(true), "calls");
    for (int i = 0; i < 3; i++)
        end(e.call, false, e.client[i], client->interfaces.at[0]);
    end(e.call, true, e.server, server->interfaces.at[0]);
    e.memory = connection(shared(), "memory");
    end(e.memory, false, e.client[0], client->interfaces.at[1]);
    end(e.memory, true, e.client[1], client->interfaces.at[1]);
    set_text(&e.client[1]->settings, "memory_access", "R");
    end(connection(registers(), "regs"), false, e.server, server->interfaces.at[1]);
    end(model->connections.at[2], true, e.device, device->interfaces.at[0]);
    end(connection(interrupt(), "irq"), false, e.device, device->interfaces.at[1]);
    end(model->connections.at[3], true, e.server, server->interfaces.at[2]);
    e.plan = arena_alloc(sizeof *e.plan);
    return e;
}

static struct planned_grant *granted(struct plan *plan, size_t connection_index,
                                     const struct instance *i, size_t n)
{
    vec_each(struct planned_grant *, g, &plan->connections.at[connection_index].grants)
        if (g->end->instance == i && n-- == 0)
            return g;
    fail_msg("no such grant");
    return NULL;
}

/* ---- plan ---- */

static void badges_follow_the_source(void **state)
{
    struct example e = example();

    (void)state;
    set(&e.client[1]->settings, "work_attributes", 1);
    assert_true(plan_make(model, e.plan));
    assert_int_equal(granted(e.plan, 0, e.client[0], 0)->badge, 2);
    assert_int_equal(granted(e.plan, 0, e.client[1], 0)->badge, 1);
    assert_int_equal(granted(e.plan, 0, e.client[2], 0)->badge, 3);
    assert_int_equal(granted(e.plan, 0, e.server, 0)->badge, 0);
    assert_int_equal(granted(e.plan, 3, e.server, 0)->badge, 1);
    assert_int_equal(granted(e.plan, 3, e.server, 0)->target->signal_badge, 1);
    assert_int_equal(granted(e.plan, 3, e.server, 0)->target->trigger, 1);
}

static void every_slot_is_used_once(void **state)
{
    struct example e = example();

    (void)state;
    assert_true(plan_make(model, e.plan));
    assert_int_equal(e.plan->instances.count, 5);
    vec_each(struct planned_instance **, pi, &e.plan->instances) {
        for (size_t i = 0; i < (*pi)->caps.count; i++)
            assert_int_equal((*pi)->caps.at[i].slot, i + 1);
        assert_true((*pi)->caps.count < 1ul << (*pi)->space->cnode_bits);
        assert_true((*pi)->space->cnode_bits == 2
                    || (*pi)->caps.count >= 1ul << ((*pi)->space->cnode_bits - 1));
    }
}

/* threads: the control thread and one for each interface that is served */
static void threads_of_the_server(void **state)
{
    struct example e = example();
    struct planned_instance *pi;

    (void)state;
    set(&e.server->settings, "priority", 100);
    set(&e.server->settings, "_priority", 90);
    set(&e.server->settings, "work_priority", 110);
    set(&e.server->settings, "work_stack_size", 5000);
    set(&e.server->settings, "irq_period", 4000);
    set(&e.server->settings, "irq_budget", 1000);
    set(&e.server->settings, "physical_timer", 1);
    assert_true(plan_make(model, e.plan));
    pi = plan_instance(e.plan, e.server);
    assert_int_equal(pi->threads.count, 3);
    assert_string_equal(pi->threads.at[0].name, "control");
    assert_string_equal(pi->threads.at[1].name, "work");
    assert_string_equal(pi->threads.at[2].name, "irq");
    assert_int_equal(pi->threads.at[0].priority, 90);
    assert_int_equal(pi->threads.at[1].priority, 110);
    assert_int_equal(pi->threads.at[2].priority, 100);
    assert_int_equal(pi->threads.at[1].stack_size, 8192);
    assert_int_equal(pi->threads.at[2].budget, 1000);
    assert_int_equal(pi->threads.at[2].flags, 2 | 4);
    assert_int_equal(pi->threads.at[0].reply_slot, 0);
    assert_int_not_equal(pi->threads.at[1].reply_slot, 0);
    assert_int_equal(pi->threads.at[2].reply_slot, 0);
    assert_int_equal(plan_instance(e.plan, e.monitor)->threads.at[0].priority, 255);
    assert_int_not_equal(plan_instance(e.plan, e.monitor)->threads.at[0].reply_slot, 0);
}

/* buffers: each client sees its own, the server all of them */
static void buffers_are_apart(void **state)
{
    struct example e = example();

    (void)state;
    assert_true(plan_make(model, e.plan) && layout_make(e.plan));
    for (size_t i = 0; i < 3; i++) {
        struct planned_grant *mine = granted(e.plan, 0, e.client[i], 1);
        struct planned_grant *served = granted(e.plan, 0, e.server, 1 + i);

        assert_int_equal(mine->peer, i);
        assert_int_equal(served->peer, i);
        assert_ptr_equal(mine->target, served->target);
        assert_int_equal(mine->target->mappings, 2);
        assert_int_equal(mine->region->use, REGION_BUFFER);
    }
}

static void devices_keep_their_offset(void **state)
{
    struct example e = example();
    struct planned_region *r;

    (void)state;
    assert_true(plan_make(model, e.plan) && layout_make(e.plan));
    r = granted(e.plan, 2, e.server, 0)->region;
    assert_int_equal(r->offset, 0x400);
    assert_int_equal(r->bytes, 0x1000);
    assert_int_equal(r->size, 2 * PAGE_SIZE);
    assert_int_equal(r->frames.at[0].object->address, 0x9000000);
    assert_int_equal(r->frames.at[0].object->kind, UNTYPED_DEVICE);
}

static void access_limits_a_dataport(void **state)
{
    struct example e = example();
    struct planned_region *a, *b;

    (void)state;
    assert_true(plan_make(model, e.plan) && layout_make(e.plan));
    a = granted(e.plan, 1, e.client[0], 0)->region;
    b = granted(e.plan, 1, e.client[1], 0)->region;
    assert_int_equal(a->rights, RIGHT_READ | RIGHT_WRITE);
    assert_int_equal(b->rights, RIGHT_READ);
    assert_int_equal(a->bytes, (2u << 20) + 1);
    assert_int_equal(a->frames.count, 2);           /* one large page and a small one */
    assert_int_equal(a->frames.at[0].object->size_bits, LARGE_PAGE_BITS);
    assert_int_equal(a->vaddr % (1u << LARGE_PAGE_BITS), 0);
}

/* one more instance at the end: nothing that was there before gets another number */
static void appending_changes_nothing(void **state)
{
    struct example a = example(), b;
    struct model *first = model;

    (void)state;
    assert_true(plan_make(first, a.plan) && layout_make(a.plan));
    b = example();
    instance(component("Late", false), "late");
    assert_true(plan_make(model, b.plan) && layout_make(b.plan));
    for (size_t i = 0; i < a.plan->instances.count; i++) {
        struct planned_instance *x = a.plan->instances.at[i], *y = b.plan->instances.at[i];

        assert_int_equal(x->caps.count, y->caps.count);
        for (size_t k = 0; k < x->caps.count; k++) {
            assert_string_equal(x->caps.at[k].object->name, y->caps.at[k].object->name);
            assert_int_equal(x->caps.at[k].badge, y->caps.at[k].badge);
        }
        for (size_t k = 0; k < x->threads.count; k++)
            assert_int_equal(x->threads.at[k].number, y->threads.at[k].number);
        for (size_t k = 0; k < x->regions.count; k++)
            assert_int_equal(x->regions.at[k]->vaddr, y->regions.at[k]->vaddr);
    }
}

/* ---- programs ---- */

struct program {
    Elf64_Ehdr header;
    Elf64_Phdr segment[3];
};

#define DATA_AT 0x404000

/* 2 pages of text, 2 equal ones of constants, 1 of variables and 3 pages of zeros behind it */
static void write_program(const char *path, int text, int constant)
{
    static unsigned char bytes[6 * PAGE_SIZE];
    struct program *p = (struct program *)bytes;
    FILE *f;

    memset(bytes, 0, sizeof bytes);
    memset(bytes + PAGE_SIZE, text, 2 * PAGE_SIZE);
    bytes[PAGE_SIZE] = 1;
    memset(bytes + 3 * PAGE_SIZE, constant, 2 * PAGE_SIZE);
    memset(bytes + 5 * PAGE_SIZE, 3, 100);
    *p = (struct program){
        .header = {.e_type = ET_EXEC, .e_machine = EM_AARCH64, .e_version = EV_CURRENT,
            .e_entry = COMPONENT_VADDR + 4, .e_phoff = sizeof(Elf64_Ehdr), .e_phnum = 3,
            .e_ehsize = sizeof(Elf64_Ehdr), .e_phentsize = sizeof(Elf64_Phdr)},
        .segment = {
            {PT_LOAD, PF_R | PF_X, PAGE_SIZE, COMPONENT_VADDR, 0, 2 * PAGE_SIZE, 2 * PAGE_SIZE, 0},
            {PT_LOAD, PF_R, 3 * PAGE_SIZE, COMPONENT_VADDR + 2 * PAGE_SIZE, 0, 2 * PAGE_SIZE,
             2 * PAGE_SIZE, 0},
            {PT_LOAD, PF_R | PF_W, 5 * PAGE_SIZE, DATA_AT, 0, 100, 4 * PAGE_SIZE, 0}}};
    memcpy(p->header.e_ident, ELFMAG, SELFMAG);
    p->header.e_ident[EI_CLASS] = ELFCLASS64;
    p->header.e_ident[EI_DATA] = ELFDATA2LSB;
    p->header.e_ident[EI_VERSION] = EV_CURRENT;
    f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, sizeof bytes, f), sizeof bytes);
    fclose(f);
}

static const char *work(void)
{
    static char folder[] = "/tmp/test_plan.XXXXXX";
    static bool made;

    if (!made) {
        assert_non_null(mkdtemp(folder));
        assert_int_equal(mkdir(arena_printf("%s/elf", folder), 0777), 0);
        made = true;
    }
    return folder;
}

static const char *const names[] = {"server", "client0", "client1", "client2", "monitor", NULL};

static int remove_programs(void **state)
{
    (void)state;
    for (int i = 0; names[i]; i++)
        remove(arena_printf("%s/elf/%s.elf", work(), names[i]));
    remove(arena_printf("%s/elf", work()));
    return remove(work());
}

static void write_programs(void)
{
    for (int i = 0; names[i]; i++)
        write_program(arena_printf("%s/elf/%s.elf", work(), names[i]), 'a', 'A' + (i == 2));
}

static struct planned_region *region(struct planned_instance *pi, enum region_use use)
{
    vec_each(struct planned_region **, r, &pi->regions)
        if ((*r)->use == use)
            return *r;
    fail_msg("no such region");
    return NULL;
}

/*
 * Clients share their text; client1 has other constants; other types share nothing; variables are
 * everybody's own, and memory of zeros is in no image.
 */
static void equal_pages_exist_once(void **state)
{
    struct example e = example();
    struct planned_instance *c[3], *server;
    uint64_t pages = 0;

    (void)state;
    write_programs();
    assert_true(plan_make(model, e.plan) && layout_make(e.plan));
    assert_true(link_read(e.plan, work()));
    server = plan_instance(e.plan, e.server);
    for (int i = 0; i < 3; i++)
        c[i] = plan_instance(e.plan, e.client[i]);
    assert_ptr_equal(region(c[0], REGION_TEXT)->frames.at[0].object,
                     region(c[2], REGION_TEXT)->frames.at[0].object);
    assert_ptr_equal(region(c[0], REGION_RODATA)->frames.at[0].object,
                     region(c[2], REGION_RODATA)->frames.at[0].object);
    assert_ptr_not_equal(region(c[0], REGION_RODATA)->frames.at[0].object,
                         region(c[1], REGION_RODATA)->frames.at[0].object);
    assert_ptr_not_equal(region(c[0], REGION_TEXT)->frames.at[0].object,
                         region(server, REGION_TEXT)->frames.at[0].object);
    assert_ptr_not_equal(region(c[0], REGION_DATA)->frames.at[0].object,
                         region(c[2], REGION_DATA)->frames.at[0].object);
    assert_int_equal(region(c[0], REGION_DATA)->size, 4 * PAGE_SIZE);
    assert_int_equal(c[0]->space->entry, COMPONENT_VADDR + 4);
    vec_each(struct planned_object **, o, &e.plan->objects)
        pages += (*o)->kind == UNTYPED_IMAGE ? (*o)->count : 0;
    assert_int_equal(pages, 3 * (2 + 1) + 1 + 5);
}

/* ---- carrying out the tables ---- */

enum { UNTYPED = 0, TCB = 1, ENDPOINT = 2, NOTIFICATION = 3, CNODE = 4, CONTEXT = 5, REPLY = 6,
       VSPACE = 8, FRAME_4K = 9, FRAME_2M = 10, PAGE_TABLE = 11, IRQ = 50, EMPTY = 99 };

#define SLOTS 16384
#define MAX_PAGES 8192
static struct { int type; unsigned bits; uint64_t mapped; uint32_t in; } slot[SLOTS];
static struct { uint32_t vspace; uint64_t vaddr, size; bool write, execute; } page[MAX_PAGES];
static size_t page_count;
static struct { uint32_t vspace; uint64_t at; unsigned bits; } table[MAX_PAGES];
static size_t table_count;
static uint8_t used[SLOTS][64];         /* slots of CNodes */

static const void *rows(const struct plan_header *h, enum plan_table which)
{
    return (const char *)h + h->table[which].offset;
}

static int type_of(uint32_t s)
{
    assert_true(s < SLOTS);
    return slot[s].type;
}

static void make(uint32_t s, int type, unsigned bits)
{
    assert_true(s < SLOTS);
    assert_int_equal(slot[s].type, EMPTY);
    slot[s].type = type;
    slot[s].bits = bits;
}

static size_t find_page(uint32_t vspace, uint64_t vaddr)
{
    for (size_t i = 0; i < page_count; i++)
        if (page[i].vspace == vspace && vaddr - page[i].vaddr < page[i].size)
            return i;
    return MAX_PAGES;
}

static bool has_table(uint32_t vspace, uint64_t vaddr, unsigned bits)
{
    for (size_t i = 0; i < table_count; i++)
        if (table[i].vspace == vspace && table[i].bits == bits
            && vaddr >> bits == table[i].at >> bits)
            return true;
    return false;
}

static void map_table(const struct plan_map *m)
{
    unsigned bits = !has_table(m->vspace, m->vaddr, 39) ? 39
                  : !has_table(m->vspace, m->vaddr, 30) ? 30 : 21;

    assert_int_equal(type_of(m->slot), PAGE_TABLE);
    assert_int_equal(slot[m->slot].mapped, 0);
    assert_false(has_table(m->vspace, m->vaddr, bits));
    slot[m->slot].mapped = 1;
    table[table_count].vspace = m->vspace;
    table[table_count].at = m->vaddr;
    table[table_count++].bits = bits;
}

static void map_frame(const struct plan_map *m, uint32_t i)
{
    uint64_t vaddr = m->vaddr + ((uint64_t)i << m->page_bits);
    uint32_t s = m->slot + i;

    if (m->source)
        make(s, type_of(m->source + i), slot[m->source + i].bits);
    assert_int_equal(type_of(s), m->page_bits == 12 ? FRAME_4K : FRAME_2M);
    assert_int_equal(slot[s].mapped, 0);
    assert_int_equal(find_page(m->vspace, vaddr), MAX_PAGES);
    assert_true(has_table(m->vspace, vaddr, 39) && has_table(m->vspace, vaddr, 30));
    assert_int_equal(has_table(m->vspace, vaddr, 21), m->page_bits == 12);
    slot[s].mapped = vaddr;
    slot[s].in = m->vspace;
    page[page_count].vspace = m->vspace;
    page[page_count].vaddr = vaddr;
    page[page_count].size = 1ul << m->page_bits;
    page[page_count].write = m->rights & RIGHT_WRITE;
    page[page_count++].execute = !(m->attributes & ATTR_EXECUTE_NEVER);
}

static void carry_out_objects(const struct plan_header *h)
{
    const struct plan_object *o = rows(h, PLAN_OBJECTS);

    for (uint32_t i = 0; i < h->table[PLAN_OBJECTS].count; i++)
        for (uint32_t k = 0; k < o[i].count; k++)
            make(o[i].slot + k, o[i].type, o[i].size_bits);
}

static void carry_out_caps(const struct plan_header *h, bool own)
{
    const struct plan_cap *c = rows(h, PLAN_CAPS);

    for (uint32_t i = 0; i < h->table[PLAN_CAPS].count; i++, c++) {
        if ((c->cnode == ROOT_SLOT_CNODE) != own)
            continue;
        assert_true(c->source < ROOT_SLOT_PLAN || type_of(c->source) != EMPTY);
        if (own) {
            assert_true(type_of(c->source) == ENDPOINT || type_of(c->source) == NOTIFICATION);
            make(c->index, type_of(c->source), 0);
            continue;
        }
        assert_int_equal(type_of(c->cnode), CNODE);
        assert_int_equal(slot[c->cnode].bits, c->cnode_bits);
        assert_int_equal(used[c->cnode][c->index], 0);
        used[c->cnode][c->index] = 1;
    }
}

static void carry_out_irqs(const struct plan_header *h)
{
    const struct plan_irq *irq = rows(h, PLAN_IRQS);

    for (uint32_t i = 0; i < h->table[PLAN_IRQS].count; i++) {
        make(irq[i].slot, IRQ, 0);
        assert_int_equal(type_of(irq[i].notification), NOTIFICATION);
    }
}

static void carry_out_maps(const struct plan_header *h)
{
    const struct plan_map *m = rows(h, PLAN_MAPS);

    for (uint32_t i = 0; i < h->table[PLAN_MAPS].count; i++) {
        assert_int_equal(type_of(m[i].vspace), VSPACE);
        if (m[i].is_table)
            map_table(&m[i]);
        else
            for (uint32_t k = 0; k < m[i].count; k++)
                map_frame(&m[i], k);
    }
}

static void carry_out_threads(const struct plan_header *h)
{
    const struct plan_thread *t = rows(h, PLAN_THREADS);

    for (uint32_t i = 0; i < h->table[PLAN_THREADS].count; i++, t++) {
        size_t entry = find_page(t->vspace, t->entry), stack = find_page(t->vspace, t->stack - 1);
        uint64_t at = t->stack - 1;

        assert_int_equal(type_of(t->tcb), TCB);
        slot[t->tcb].type = TCB + 1000;
        assert_int_equal(type_of(t->sched_context), CONTEXT);
        slot[t->sched_context].type = CONTEXT + 1000;
        assert_int_equal(type_of(t->cnode), CNODE);
        assert_int_equal(slot[t->ipc_frame].mapped, t->ipc_vaddr);
        assert_int_equal(slot[t->ipc_frame].in, t->vspace);
        assert_true(entry < MAX_PAGES && page[entry].execute);
        assert_true(stack < MAX_PAGES && page[stack].write);
        while (find_page(t->vspace, at) < MAX_PAGES)
            at -= PAGE_SIZE;
        assert_int_equal(t->stack - 1 - at, 16384);     /* what lies below is not mapped */
        if (t->fault)
            assert_int_equal(type_of(t->fault), ENDPOINT);
    }
}

static void tables_can_be_carried_out(void **state)
{
    struct example e = example();
    struct strbuf out = {0}, again = {0};
    const struct plan_header *h;
    struct bootinfo boot = {.core_count = 1};
    struct plan_fault fault;
    uint64_t pages = 0;

    (void)state;
    write_programs();
    assert_true(plan_make(model, e.plan) && layout_make(e.plan) && link_read(e.plan, work()));
    vec_each(struct planned_object **, o, &e.plan->objects)
        pages += (*o)->kind == UNTYPED_IMAGE ? (*o)->count : 0;
    emit_plan(e.plan, pages * PAGE_SIZE, 0, &out);
    emit_plan(e.plan, pages * PAGE_SIZE, 0, &again);
    assert_int_equal(out.length, again.length);
    assert_memory_equal(out.text, again.text, out.length);
    h = (const struct plan_header *)out.text;
    boot.payload_size = pages * PAGE_SIZE;
    boot.root_cnode_bits = h->root_cnode_bits;
    fault = plan_check(h, out.length, &boot);
    if (fault.what)
        fail_msg("%s %lu: %s", fault.table, (unsigned long)fault.row, fault.what);
    assert_true(h->slot_end <= SLOTS);
    for (size_t i = 0; i < SLOTS; i++)
        slot[i].type = EMPTY;
    carry_out_objects(h);
    carry_out_caps(h, true);
    carry_out_irqs(h);
    carry_out_caps(h, false);
    carry_out_maps(h);
    carry_out_threads(h);
    for (size_t i = ROOT_SLOT_PLAN; i < h->slot_end; i++) {
        bool mappable = slot[i].type == FRAME_4K || slot[i].type == FRAME_2M
                     || slot[i].type == PAGE_TABLE;

        assert_int_not_equal(slot[i].type, EMPTY);
        assert_false(mappable && !slot[i].mapped);
        assert_true(slot[i].type != TCB && slot[i].type != CONTEXT);
    }
}

/* the sums of the report are those of the objects */
static void reports_add_up(void **state)
{
    struct example e = example();
    struct report *r;
    uint64_t own = 0, common = 0;

    (void)state;
    write_programs();
    assert_true(plan_make(model, e.plan) && layout_make(e.plan) && link_read(e.plan, work()));
    r = report_make(e.plan);
    for (size_t i = 0; i < e.plan->instances.count; i++) {
        own += r->instances[i].own_total;
        common += r->instances[i].common_total;
    }
    /* clients share two pages of text; two of them one of constants, the third has its own */
    assert_int_equal(common, (3 * 2 + 2) * PAGE_SIZE);
    assert_int_equal(own + r->connections_ram + 3 * PAGE_SIZE, r->ram + r->programs);
}

/* ---- refusals ---- */

static void refuses_what_cannot_be(void **state)
{
    struct example e;

    (void)state;
    freopen("/dev/null", "w", stderr);
    for (int i = 0; i < 9; i++) {
        e = example();
        if (i == 0)
            set(&e.server->settings, "priority", 256);
        else if (i == 1)
            set(&e.server->settings, "budget", 20000);
        else if (i == 2)
            set(&e.server->settings, "stack_size", 16);
        else if (i == 3)
            set(&e.client[0]->settings, "handles_faults", 1);
        else if (i == 4)
            e.plan->board_ram = 1 << 20;
        else if (i == 5)
            set(&e.server->settings, "heap_size", INT64_MAX);
        else if (i == 6)
            e.device->settings.at[2].value->i = MAX_IRQ;
        else if (i == 7)
            e.device->settings.at[1].value->i = 0;
        else
            e.device->settings.count = 1;       /* no interrupt number */
        assert_false(plan_make(model, e.plan));
        assert_true(diag_failed());
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(badges_follow_the_source), cmocka_unit_test(every_slot_is_used_once),
        cmocka_unit_test(threads_of_the_server), cmocka_unit_test(buffers_are_apart),
        cmocka_unit_test(devices_keep_their_offset), cmocka_unit_test(access_limits_a_dataport),
        cmocka_unit_test(appending_changes_nothing), cmocka_unit_test(equal_pages_exist_once),
        cmocka_unit_test(tables_can_be_carried_out), cmocka_unit_test(reports_add_up),
        cmocka_unit_test(refuses_what_cannot_be)};

    return cmocka_run_group_tests(tests, NULL, remove_programs);
}
