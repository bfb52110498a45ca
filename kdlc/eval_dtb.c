/*
 * A dictionary asks for the first node, in the order of the tree, that has all it says:
 *     path         the whole path, else an extended regular expression found in it
 *     aliases      the name of an alias
 *     chosen       the name of a property of /chosen
 *     compatible   one of the compatible strings
 *     properties   {"name[i]": value}: element i of the property is that; "name": the first one;
 *                  {"name[*]": list}, {"name": list}: that is all of it
 * The answer has the properties of the node: a list each, of strings or of 32-bit cells.
 */
#include "eval_dtb.h"

#include <ctype.h>
#include <stdlib.h>

#include "dtb_node.h"
#include "suggest.h"
#include "value.h"

/* ---- properties ---- */

/* printable strings, each with its end, none of them empty */
static bool is_text(const struct dtb_property *p)
{
    const char *s = p->data;

    if (p->length < 2 || s[p->length - 1] != '\0')
        return false;
    for (int i = 0; i < p->length; i++)
        if (s[i] ? !isprint((unsigned char)s[i]) : i == 0 || s[i - 1] == '\0')
            return false;
    return true;
}

static uint32_t cell(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static struct value *property_value(const struct dtb_property *p, struct span span)
{
    struct value *list = value_new(VALUE_LIST, span);
    const char *s = p->data;
    const unsigned char *bytes = p->data;

    if (is_text(p))
        for (int at = 0; at < p->length; at += (int)strlen(s + at) + 1)
            *vec_push(&list->items) = value_string(intern(s + at), span);
    else if (p->length % 4 == 0)
        for (int at = 0; at < p->length; at += 4)
            *vec_push(&list->items) = value_integer(cell(bytes + at), span);
    else
        for (int at = 0; at < p->length; at++)
            *vec_push(&list->items) = value_integer(bytes[at], span);
    return list;
}

/* The addresses in reg as the processor sees them; what no bus maps, or has no room, stays. */
static void translate(int node, struct value *reg, int address, int size)
{
    size_t step = (size_t)(address + size), last = (size_t)address - 1;

    if (address < 1 || address > 2 || size < 1)
        return;
    if (reg->items.count == 0 || reg->items.at[0]->kind != VALUE_INT)
        return;
    for (size_t at = 0; at + step <= reg->items.count; at += step) {
        struct value **cells = reg->items.at + at;
        uint64_t seen = (address == 2 ? (uint64_t)cells[0]->i << 32 : 0)
                      | (uint64_t)cells[last]->i;

        if (!dtb_translate(node, &seen) || (address == 1 && seen >> 32))
            continue;
        cells[0] = value_integer((int64_t)(seen >> 32), reg->span);
        cells[last] = value_integer((int64_t)(seen & UINT32_MAX), reg->span);
    }
}

static struct value *list_of(struct value *item)
{
    struct value *list = value_new(VALUE_LIST, item->span);

    *vec_push(&list->items) = item;
    return list;
}

static struct value *node_value(int node, struct span span)
{
    struct value *v = value_new(VALUE_DICT, span), *reg;
    struct dtb_property p;
    int address, size;

    for (size_t i = 0; dtb_property_at(node, i, &p); i++)
        value_put(v, p.name, property_value(&p, span));
    dtb_cells(node, &address, &size);
    reg = value_at(v, "reg");
    if (reg)
        translate(node, reg, address, size);
    value_put(v, "this-address-cells", list_of(value_integer(address, span)));
    value_put(v, "this-size-cells", list_of(value_integer(size, span)));
    value_put(v, "this-node-path", value_string(dtb_path(node), span));
    return v;
}

/* ---- is it this one? ---- */

static bool equal(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    return a->kind == VALUE_STRING ? strcmp(a->s, b->s) == 0 : a->i == b->i;
}

static bool equal_lists(const struct value *has, const struct value *wanted)
{
    if (has->items.count != wanted->items.count)
        return false;
    for (size_t i = 0; i < has->items.count; i++)
        if (!equal(has->items.at[i], wanted->items.at[i]))
            return false;
    return true;
}

static bool has_property(int node, const char *key, const struct value *wanted)
{
    size_t length = strcspn(key, "["), i = 0;
    struct dtb_property p;
    const struct value *has;

    if (!dtb_node_property(node, arena_strndup(key, length), &p))
        return false;
    has = property_value(&p, wanted->span);
    if (wanted->kind == VALUE_LIST)
        return equal_lists(has, wanted);
    if (key[length])
        i = strtoul(key + length + 1, NULL, 0);
    return i < has->items.count && equal(has->items.at[i], wanted);
}

static bool is_compatible(int node, const char *wanted)
{
    struct dtb_property p;
    const struct value *has;

    if (!dtb_node_property(node, "compatible", &p))
        return false;
    has = property_value(&p, NO_SPAN);
    vec_each(struct value *const *, v, &has->items)
        if ((*v)->kind == VALUE_STRING && strcmp((*v)->s, wanted) == 0)
            return true;
    return false;
}

static bool answers(int node, const struct value *asked, bool exactly)
{
    for (size_t i = 0; i < asked->keys.count; i++) {
        const char *key = asked->keys.at[i];
        const struct value *v = asked->items.at[i];
        bool good = false;

        if (strcmp(key, "properties") == 0 && v->kind == VALUE_DICT) {
            good = true;
            for (size_t k = 0; k < v->keys.count; k++)
                good &= has_property(node, v->keys.at[k], v->items.at[k]);
        } else if (v->kind != VALUE_STRING) {
            good = false;
        } else if (strcmp(key, "path") == 0) {
            good = exactly ? dtb_path_is(node, v->s) : dtb_path_matches(node, v->s);
        } else if (strcmp(key, "aliases") == 0 || strcmp(key, "chosen") == 0) {
            good = dtb_aliased(v->s, *key == 'c') == node;
        } else if (strcmp(key, "compatible") == 0) {
            good = is_compatible(node, v->s);
        }
        if (!good)
            return false;
    }
    return asked->keys.count > 0;
}

static int find(const struct value *asked)
{
    for (int exactly = 1; exactly >= 0; exactly--)
        for (int node = dtb_next_node(-1); node >= 0; node = dtb_next_node(node))
            if (answers(node, asked, exactly))
                return node;
    return -1;
}

/* What the dictionary asks for that no node has, whatever else it asks for; NULL: each is there. */
static const struct value *unmet(const struct value *asked, const char **key)
{
    for (size_t i = 0; i < asked->keys.count; i++) {
        struct value one = {.kind = VALUE_DICT};

        *key = asked->keys.at[i];
        value_put(&one, *key, asked->items.at[i]);
        if (find(&one) < 0)
            return asked->items.at[i];
    }
    return NULL;
}

/* All but "properties", which is a dictionary, or a value that no node has. */
static bool is_string(const struct value *asked, size_t i)
{
    if (asked->items.at[i]->kind == VALUE_STRING || strcmp(asked->keys.at[i], "properties") == 0)
        return true;
    diag(asked->items.at[i]->span, DIAG_query_arguments, "'%s' of dtb() is a string",
         asked->keys.at[i]);
    return false;
}

static bool knows_keys(const struct value *asked)
{
    static const char *const keys[] = {"path", "aliases", "chosen", "compatible", "properties"};
    bool good = true;

    for (size_t i = 0; i < asked->keys.count; i++) {
        struct span key = asked->items.at[i]->key;
        bool known = false;
        struct suggestion s;

        suggest_start(&s, asked->keys.at[i]);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            known |= strcmp(keys[k], asked->keys.at[i]) == 0;
            suggest_candidate(&s, keys[k]);
        }
        if (!known)
            suggest_finish(&s, diag(key.lo ? key : asked->span, DIAG_query_arguments,
                                    "dtb() does not ask for '%s'", asked->keys.at[i]), NO_SPAN);
        good &= known && is_string(asked, i);
    }
    return good;
}

void dtb_did_you_mean(struct diag *d, const struct value *what, bool path)
{
    struct suggestion s;

    suggest_start(&s, what->s);
    dtb_suggest(&s, path);
    suggest_finish(&s, d, NO_SPAN);
    if (s.best && !s.second)
        diag_fix(d, what->span, arena_printf("\"%s\"", s.best));
}

static void report_no_node(const struct value *asked)
{
    const char *key = "";
    const struct value *what = unmet(asked, &key);
    struct diag *d;

    if (!what)
        diag(asked->span, DIAG_unknown_device, "the device tree '%s' has nodes with each of this, "
             "but none with all of it", dtb_file());
    else if (what->kind != VALUE_STRING)
        diag(what->span, DIAG_unknown_device, "the device tree '%s' has no node with these "
             "properties", dtb_file());
    else {
        d = diag(what->span, DIAG_unknown_device, "the device tree '%s' has no node with %s '%s'",
                 dtb_file(), key, what->s);
        if (strcmp(key, "path") == 0 || strcmp(key, "compatible") == 0)
            dtb_did_you_mean(d, what, *key == 'p');
    }
}

/* of one dictionary; -1: it is empty, which asks for nothing; -2: reported */
static int node_of(const struct value *asked)
{
    int node;

    if (asked->kind == VALUE_DICT && asked->keys.count == 0)
        return -1;
    if (asked->kind == VALUE_DICT && !knows_keys(asked))
        return -2;
    node = asked->kind == VALUE_DICT ? find(asked) : -1;
    if (node >= 0)
        return node;
    if (asked->kind == VALUE_DICT)
        report_no_node(asked);
    else
        diag(asked->span, DIAG_query_arguments, "dtb() takes a list of dictionaries");
    return -2;
}

static struct value *nothing(struct span span)
{
    struct value *v = value_new(VALUE_DICT, span);

    value_put(v, "path", value_string("", span));
    value_put(v, NODE_WINDOWS, value_new(VALUE_LIST, span));
    value_put(v, NODE_LINES, value_new(VALUE_LIST, span));
    return v;
}

/* what `device` items and `dtb` settings read, besides the node's properties */
static struct value *first_value(int node, struct span span,
                                 struct value *(*translated)(const struct dtb_device *,
                                                             struct span))
{
    struct value *first, *device;

    if (node < 0)
        return nothing(span);
    first = node_value(node, span);
    device = translated(dtb_device_of(node), span);
    value_put(first, "path", value_at(device, "path"));
    value_put(first, NODE_WINDOWS, value_at(device, "reg"));
    value_put(first, NODE_LINES, value_at(device, "interrupts"));
    return first;
}

struct value *dtb_dictionary(const struct value *asked, struct span span,
                             struct value *(*translated)(const struct dtb_device *, struct span))
{
    struct value *all = value_new(VALUE_LIST, span), *first = NULL;
    const struct value *const *each = asked->kind == VALUE_LIST
        ? (const struct value *const *)asked->items.at : &asked;
    size_t count = asked->kind == VALUE_LIST ? asked->items.count : 1;

    for (size_t i = 0; i < count; i++) {
        int node = node_of(each[i]);

        if (node < -1)
            return NULL;
        if (i == 0)
            first = first_value(node, span, translated);
        *vec_push(&all->items) = node < 0 ? value_new(VALUE_DICT, span) : node_value(node, span);
    }
    if (first) {
        value_put(first, "query", all);
        value_put(first, "dtb-size", list_of(value_integer((int64_t)dtb_size(), span)));
    }
    return first;
}
