/*
 * Reads entries of .debug_info one after the other (DWARF 5, chapter 7): types are remembered by
 * their offset, parameters by their function; both are joined at the end. Only the attributes that
 * matter are kept, all others skipped by their form. Nothing outside of a section is read.
 */
#include "dwarf.h"

#include <stdlib.h>

enum { TAG_PARAMETER = 0x05, TAG_POINTER = 0x0f, TAG_STRUCTURE = 0x13, TAG_TYPEDEF = 0x16,
       TAG_CONST = 0x26, TAG_SUBPROGRAM = 0x2e, TAG_VOLATILE = 0x35, TAG_RESTRICT = 0x37 };
enum { AT_NAME = 0x03, AT_LOW_PC = 0x11, AT_ORIGIN = 0x31, AT_SPECIFICATION = 0x47,
       AT_TYPE = 0x49 };
enum { FORM_ADDR = 0x01, FORM_BLOCK2 = 0x03, FORM_BLOCK4, FORM_DATA2, FORM_DATA4, FORM_DATA8,
       FORM_STRING, FORM_BLOCK, FORM_BLOCK1, FORM_DATA1, FORM_FLAG, FORM_SDATA, FORM_STRP,
       FORM_UDATA, FORM_REF_ADDR, FORM_REF1, FORM_REF2, FORM_REF4, FORM_REF8, FORM_REF_UDATA,
       FORM_SEC_OFFSET = 0x17, FORM_EXPRLOC, FORM_FLAG_PRESENT, FORM_DATA16 = 0x1e,
       FORM_LINE_STRP, FORM_IMPLICIT_CONST = 0x21 };

#define STREAM "__file"                 /* the structure behind FILE, in picolibc */
#define MAX_TYPES 16                    /* typedefs and pointers in a row */

struct reader { const unsigned char *at, *end; bool good; };

/* what an entry says of the attributes that matter; references are offsets in .debug_info */
struct entry {
    uint64_t offset, tag, type, origin, address;
    const char *name;
    bool has_address;
};
VEC_OF(entries, struct entry);

struct abbreviation { uint64_t code, tag; bool children; const unsigned char *attributes; };
VEC_OF(abbreviations, struct abbreviation);

struct dwarf {
    const struct elf_program *program;
    struct entries kept;                /* types, functions and their parameters; ascending */
    uint64_t unit;                      /* offset of the unit that is read */
    bool wide;                          /* it has offsets of 8 bytes */
};

/* ---- numbers ---- */

static uint64_t number(struct reader *r, size_t bytes)
{
    uint64_t value = 0;

    r->good = r->good && (size_t)(r->end - r->at) >= bytes;
    for (size_t i = 0; r->good && i < bytes; i++)
        value |= (uint64_t)*r->at++ << i * 8;
    return value;
}

static uint64_t uleb(struct reader *r)
{
    uint64_t value = 0, byte = 0x80;

    if (r->good && r->at < r->end && !(*r->at & 0x80))
        return *r->at++;                /* nearly all are this small */
    for (unsigned shift = 0; r->good && byte & 0x80; shift += 7) {
        byte = number(r, 1);
        value |= shift < 64 ? (byte & 0x7f) << shift : 0;
    }
    return value;
}

static void skip(struct reader *r, uint64_t bytes)
{
    r->good = r->good && (uint64_t)(r->end - r->at) >= bytes;
    if (r->good)
        r->at += bytes;
}

static const char *string_of(struct reader *r)
{
    const char *text = (const char *)r->at;
    const unsigned char *end = r->good && r->at < r->end
        ? memchr(r->at, '\0', (size_t)(r->end - r->at)) : NULL;

    r->good = end != NULL;
    if (!end)
        return NULL;
    r->at = end + 1;
    return text;
}

static struct reader at_offset(struct elf_bytes section, uint64_t offset)
{
    if (offset >= section.size)
        return (struct reader){NULL, NULL, true};
    return (struct reader){section.bytes + offset, section.bytes + section.size, true};
}

/* ---- one attribute ---- */

struct attribute { uint64_t number; const char *text; bool reference; };

static struct attribute read_form(const struct dwarf *d, struct reader *r, uint64_t form)
{
    size_t offset_size = d->wide ? 8 : 4;
    struct reader text;

    switch (form) {
    case FORM_ADDR: case FORM_DATA8: return (struct attribute){.number = number(r, 8)};
    case FORM_DATA1: case FORM_FLAG: return (struct attribute){.number = number(r, 1)};
    case FORM_DATA2: return (struct attribute){.number = number(r, 2)};
    case FORM_DATA4: return (struct attribute){.number = number(r, 4)};
    case FORM_SDATA: case FORM_UDATA: return (struct attribute){.number = uleb(r)};
    case FORM_REF1: return (struct attribute){d->unit + number(r, 1), NULL, true};
    case FORM_REF2: return (struct attribute){d->unit + number(r, 2), NULL, true};
    case FORM_REF4: return (struct attribute){d->unit + number(r, 4), NULL, true};
    case FORM_REF8: return (struct attribute){d->unit + number(r, 8), NULL, true};
    case FORM_REF_UDATA: return (struct attribute){d->unit + uleb(r), NULL, true};
    case FORM_REF_ADDR: return (struct attribute){number(r, offset_size), NULL, true};
    case FORM_STRING: return (struct attribute){.text = string_of(r)};
    case FORM_STRP:
        text = at_offset(d->program->debug_str, number(r, offset_size));
        return (struct attribute){.text = string_of(&text)};
    case FORM_SEC_OFFSET: case FORM_LINE_STRP: skip(r, offset_size); break;
    case FORM_DATA16: skip(r, 16); break;
    case FORM_EXPRLOC: case FORM_BLOCK: skip(r, uleb(r)); break;
    case FORM_BLOCK1: skip(r, number(r, 1)); break;
    case FORM_BLOCK2: skip(r, number(r, 2)); break;
    case FORM_BLOCK4: skip(r, number(r, 4)); break;
    case FORM_FLAG_PRESENT: case FORM_IMPLICIT_CONST: break;
    default: r->good = false;           /* no compiler for this target writes it */
    }
    return (struct attribute){0};
}

static struct entry read_entry(const struct dwarf *d, struct reader *r,
                               const struct abbreviation *a)
{
    const struct elf_bytes *all = &d->program->debug_abbrev;
    struct reader attributes = {a->attributes, all->bytes + all->size, true};
    struct entry e = {.tag = a->tag};

    for (;;) {
        uint64_t name = uleb(&attributes), form = uleb(&attributes);
        struct attribute value;

        if (!attributes.good || !r->good || (name == 0 && form == 0))
            return e;
        if (form == FORM_IMPLICIT_CONST)
            (void)uleb(&attributes);
        value = read_form(d, r, form);
        if (name == AT_NAME)
            e.name = value.text;
        else if (name == AT_TYPE && value.reference)
            e.type = value.number;
        else if ((name == AT_ORIGIN || name == AT_SPECIFICATION) && value.reference)
            e.origin = value.number;
        else if (name == AT_LOW_PC && form == FORM_ADDR)
            e.address = value.number, e.has_address = true;
    }
}

/* ---- units ---- */

static struct abbreviations read_abbreviations(const struct dwarf *d, uint64_t offset)
{
    struct reader r = at_offset(d->program->debug_abbrev, offset);
    struct abbreviations all = {0};

    while (r.good) {
        struct abbreviation a = {.code = uleb(&r)};
        uint64_t name, form;

        if (a.code == 0 || !r.good)
            break;
        a.tag = uleb(&r);
        a.children = number(&r, 1);
        a.attributes = r.at;
        do {
            name = uleb(&r);
            form = uleb(&r);
            if (form == FORM_IMPLICIT_CONST)
                (void)uleb(&r);
        } while (r.good && (name || form));
        *vec_push(&all) = a;
    }
    return all;
}

/* They are numbered from 1 on. */
static const struct abbreviation *find_abbreviation(const struct abbreviations *all, uint64_t code)
{
    if (code >= 1 && code <= all->count && all->at[code - 1].code == code)
        return &all->at[code - 1];
    vec_each(const struct abbreviation *, a, all)
        if (a->code == code)
            return a;
    return NULL;
}

static bool is_kept(uint64_t tag)
{
    return tag == TAG_PARAMETER || tag == TAG_POINTER || tag == TAG_STRUCTURE || tag == TAG_TYPEDEF
        || tag == TAG_CONST || tag == TAG_SUBPROGRAM || tag == TAG_VOLATILE || tag == TAG_RESTRICT;
}

static void read_entries(struct dwarf *d, struct reader *r, const struct abbreviations *all)
{
    while (r->good && r->at < r->end) {
        uint64_t offset = (uint64_t)(r->at - d->program->debug_info.bytes), code = uleb(r);
        const struct abbreviation *a = find_abbreviation(all, code);
        struct entry e;

        if (code == 0)
            continue;
        if (!a) {
            r->good = false;
            return;
        }
        e = read_entry(d, r, a);
        e.offset = offset;
        if (r->good && is_kept(e.tag))
            *vec_push(&d->kept) = e;
    }
}

/* One unit; false: what follows cannot be found. */
static bool read_unit(struct dwarf *d, struct reader *r)
{
    uint64_t length, version, type = 1, abbrev;
    struct abbreviations all;
    struct reader unit;

    d->unit = (uint64_t)(r->at - d->program->debug_info.bytes);
    length = number(r, 4);
    d->wide = length == 0xffffffff;
    if (d->wide)
        length = number(r, 8);
    if (!r->good || length > (uint64_t)(r->end - r->at))
        return false;
    unit = (struct reader){r->at, r->at + length, true};
    r->at += length;
    version = number(&unit, 2);
    if (version == 5)
        type = number(&unit, 1), skip(&unit, 1);
    abbrev = number(&unit, d->wide ? 8 : 4);
    if (version == 4)
        skip(&unit, 1);
    if (!unit.good || (version != 4 && version != 5) || type != 1)
        return true;
    all = read_abbreviations(d, abbrev);
    read_entries(d, &unit, &all);
    return true;
}

/* ---- what they come to ---- */

static const struct entry *entry_at(const struct dwarf *d, uint64_t offset)
{
    size_t low = 0, high = d->kept.count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (d->kept.at[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < d->kept.count && d->kept.at[low].offset == offset ? &d->kept.at[low] : NULL;
}

/* a pointer to FILE, whatever it is called and qualified with */
static bool is_stream(const struct dwarf *d, const struct entry *parameter)
{
    const struct entry *e = parameter;
    bool pointer = false;

    for (int i = 0; e && i < MAX_TYPES; i++) {
        if (e->tag == TAG_STRUCTURE)
            return pointer && e->name && strcmp(e->name, STREAM) == 0;
        pointer |= e->tag == TAG_POINTER;
        e = entry_at(d, e->type ? e->type : e->origin);
    }
    return false;
}

static int by_address(const void *a, const void *b)
{
    const struct stream_function *x = a, *y = b;

    return (x->address > y->address) - (x->address < y->address);
}

/* Its parameters follow a function, up to the next function. */
static bool takes_stream(const struct dwarf *d, const struct entry *function)
{
    const struct entry *end = d->kept.at + d->kept.count;

    for (const struct entry *e = function + 1; e < end && e->tag != TAG_SUBPROGRAM; e++)
        if (e->tag == TAG_PARAMETER && is_stream(d, e))
            return true;
    return false;
}

void dwarf_read(const struct elf_program *program, struct stream_functions *out)
{
    struct dwarf d = {.program = program};
    struct reader r = at_offset(program->debug_info, 0);

    while (r.good && r.at < r.end && read_unit(&d, &r))
        ;
    vec_each(const struct entry *, e, &d.kept)
        if (e->tag == TAG_SUBPROGRAM && e->has_address)
            *vec_push(out) = (struct stream_function){e->address, takes_stream(&d, e)};
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, by_address);
}
