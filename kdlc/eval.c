#include "eval.h"

#include <math.h>

#include "eval_dtb.h"
#include "value.h"

static bool tree_is_asked = true;

void eval_ask_tree(bool on)
{
    tree_is_asked = on;
}

static const char *kind_word(const struct value *v)
{
    static const char *const words[] = {"a number", "a number", "a string", "a truth value",
                                        "a list", "a dictionary"};

    return words[v->kind];
}

static bool is_whole(const struct value *v)
{
    return v->kind == VALUE_INT || v->kind == VALUE_BOOL;
}

static bool is_number(const struct value *v)
{
    return is_whole(v) || v->kind == VALUE_FLOAT;
}

static double as_real(const struct value *v)
{
    return v->kind == VALUE_FLOAT ? v->f : (double)v->i;
}

static bool is_true(const struct value *v)
{
    return v->kind == VALUE_FLOAT ? v->f != 0 : v->i != 0;
}

/* ---- operators ---- */

static struct value *overflow(const struct expr *e)
{
    diag(e->span, DIAG_number_overflow, "the result of '%s' does not fit in 64 bits",
         ast_op_text(e->op));
    return NULL;
}

static struct value *fraction(const struct expr *e, double result)
{
    return isfinite(result) ? value_real(result, e->span) : overflow(e);
}

/* Division and remainder round down, so that the remainder has the sign of the divisor. */
static struct value *divide(const struct expr *e, int64_t a, int64_t b)
{
    int64_t quotient, rest;

    if (b == 0) {
        diag(e->b->span, DIAG_division_by_zero, "division by zero");
        return NULL;
    }
    if (b == -1)
        return e->op == OP_MOD ? value_integer(0, e->span)
             : a == INT64_MIN ? overflow(e) : value_integer(-a, e->span);
    quotient = a / b;
    rest = a % b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        quotient--;
        rest += b;
    }
    return value_integer(e->op == OP_DIV ? quotient : rest, e->span);
}

static struct value *power(const struct expr *e, int64_t a, int64_t b)
{
    int64_t result = 1;

    if (b < 0)
        return fraction(e, pow((double)a, (double)b));
    if (a == 0 || a == 1 || a == -1)
        return value_integer(b == 0 ? 1 : a == -1 && b % 2 == 0 ? 1 : a, e->span);
    for (; b > 0; b--)
        if (__builtin_mul_overflow(result, a, &result))
            return overflow(e);
    return value_integer(result, e->span);
}

static struct value *shift(const struct expr *e, int64_t a, int64_t b)
{
    if (b < 0 || b > 63) {
        diag(e->b->span, DIAG_bad_shift, "a shift by %lld is out of the range 0..63",
             (long long)b);
        return NULL;
    }
    if (e->op == OP_SHR)
        return value_integer(a >> b, e->span);
    return value_integer((int64_t)((uint64_t)a << b), e->span);
}

static struct value *compared(const struct expr *e, bool less, bool greater)
{
    bool holds = e->op == OP_LT ? less : e->op == OP_GT ? greater
        : e->op == OP_LE ? !greater : e->op == OP_GE ? !less
        : (less || greater) == (e->op == OP_NE);

    return value_boolean(holds, e->span);
}

static struct value *whole_binary(const struct expr *e, int64_t a, int64_t b)
{
    int64_t n = 0;
    bool large = false;

    switch (e->op) {
    case OP_BIT_OR: n = a | b; break;
    case OP_BIT_XOR: n = a ^ b; break;
    case OP_BIT_AND: n = a & b; break;
    case OP_EQ: case OP_NE: case OP_LT: case OP_LE: case OP_GT: case OP_GE:
        return compared(e, a < b, a > b);
    case OP_SHL: case OP_SHR: return shift(e, a, b);
    case OP_ADD: large = __builtin_add_overflow(a, b, &n); break;
    case OP_SUB: large = __builtin_sub_overflow(a, b, &n); break;
    case OP_MUL: large = __builtin_mul_overflow(a, b, &n); break;
    case OP_DIV: case OP_MOD: return divide(e, a, b);
    case OP_POW: return power(e, a, b);
    case OP_OR: case OP_AND: case OP_NEG: case OP_PLUS: case OP_NOT: case OP_COMPLEMENT: break;
    }
    return large ? overflow(e) : value_integer(n, e->span);
}

static struct value *real_binary(const struct expr *e, double a, double b)
{
    switch (e->op) {
    case OP_EQ: case OP_NE: case OP_LT: case OP_LE: case OP_GT: case OP_GE:
        return compared(e, a < b, a > b);
    case OP_ADD: return fraction(e, a + b);
    case OP_SUB: return fraction(e, a - b);
    case OP_MUL: return fraction(e, a * b);
    case OP_POW: return fraction(e, pow(a, b));
    case OP_DIV: case OP_MOD:
        if (b == 0) {
            diag(e->b->span, DIAG_division_by_zero, "division by zero");
            return NULL;
        }
        return fraction(e, e->op == OP_DIV ? a / b : a - b * floor(a / b));
    case OP_BIT_OR: case OP_BIT_XOR: case OP_BIT_AND: case OP_SHL: case OP_SHR: case OP_OR:
    case OP_AND: case OP_NEG: case OP_PLUS: case OP_NOT: case OP_COMPLEMENT: break;
    }
    diag(e->span, DIAG_operand_type, "'%s' needs whole numbers", ast_op_text(e->op));
    return NULL;
}

static bool need_number(const struct expr *e, const struct expr *part, const struct value *v)
{
    if (is_number(v))
        return true;
    diag(part->span, DIAG_operand_type, "'%s' needs numbers, found %s", ast_op_text(e->op),
         kind_word(v));
    return false;
}

static struct value *binary(const struct expr *e)
{
    struct value *a = eval(e->a), *b = eval(e->b);

    if (!a || !b || !need_number(e, e->a, a) || !need_number(e, e->b, b))
        return NULL;
    if (e->op == OP_OR)
        return value_boolean(is_true(a) || is_true(b), e->span);
    if (e->op == OP_AND)
        return value_boolean(is_true(a) && is_true(b), e->span);
    if (is_whole(a) && is_whole(b))
        return whole_binary(e, a->i, b->i);
    return real_binary(e, as_real(a), as_real(b));
}

static struct value *unary(const struct expr *e)
{
    struct value *a = eval(e->a);

    if (!a || !need_number(e, e->a, a))
        return NULL;
    if (e->op == OP_NOT)
        return value_boolean(!is_true(a), e->span);
    if (!is_whole(a)) {
        if (e->op == OP_COMPLEMENT) {
            diag(e->span, DIAG_operand_type, "'~' needs whole numbers");
            return NULL;
        }
        return value_real(e->op == OP_NEG ? -a->f : a->f, e->span);
    }
    if (e->op == OP_COMPLEMENT)
        return value_integer(~a->i, e->span);
    return value_integer(e->op == OP_NEG ? (int64_t)(0 - (uint64_t)a->i) : a->i, e->span);
}

static struct value *condition(const struct expr *e)
{
    struct value *a = eval(e->a);

    if (!a)
        return NULL;
    if (!is_number(a)) {
        diag(e->a->span, DIAG_operand_type, "'?' needs a truth value, found %s", kind_word(a));
        return NULL;
    }
    return eval(is_true(a) ? e->b : e->c);
}

/* ---- lists and dictionaries ---- */

static struct value *list(const struct expr *e)
{
    struct value *v = value_new(VALUE_LIST, e->span);

    vec_each(struct expr **, item, &e->items) {
        struct value *element = eval(*item);

        if (!element)
            return NULL;
        *vec_push(&v->items) = element;
    }
    return v;
}

/* The element of that key; of several the last one counts, as it does for CAmkES. */
static void put_last(struct value *dict, const char *key, struct value *item)
{
    key = intern(key);
    for (size_t i = 0; i < dict->keys.count; i++)
        if (dict->keys.at[i] == key) {
            diag_note(diag(item->key, DIAG_said_twice, "the key '%s' stands here a second time, "
                           "and counts", key), dict->items.at[i]->key, "the first time here");
            dict->items.at[i] = item;
            return;
        }
    value_put(dict, key, item);
}

static struct value *dict(const struct expr *e)
{
    struct value *v = value_new(VALUE_DICT, e->span);

    for (size_t i = 0; i < e->keys.count; i++) {
        struct value *key = eval(e->keys.at[i]), *item = eval(e->items.at[i]);

        if (!key || !item)
            return NULL;
        item->key = key->span;
        if (key->kind == VALUE_INT) {
            put_last(v, arena_printf("%lld", (long long)key->i), item);
        } else if (key->kind == VALUE_STRING) {
            put_last(v, key->s, item);
        } else {
            diag(key->span, DIAG_operand_type, "a key is a string or a number, found %s",
                 kind_word(key));
            return NULL;
        }
    }
    return v;
}

static struct value *by_key(struct value *v, const struct value *index)
{
    const char *key = index->kind == VALUE_STRING ? index->s
                    : arena_printf("%lld", (long long)index->i);
    struct suggestion s;
    struct diag *d;

    suggest_start(&s, key);
    for (size_t i = 0; i < v->keys.count; i++) {
        if (strcmp(v->keys.at[i], key) == 0)
            return v->items.at[i];
        suggest_candidate(&s, v->keys.at[i]);
    }
    d = diag(index->span, DIAG_no_such_key, "there is no key '%s'", key);
    suggest_finish(&s, d, NO_SPAN);
    return NULL;
}

struct value *eval_index(struct value *v, const struct value *index)
{
    if (v->kind == VALUE_DICT && (index->kind == VALUE_STRING || index->kind == VALUE_INT))
        return by_key(v, index);
    if (v->kind == VALUE_LIST && index->kind == VALUE_INT) {
        if (index->i >= 0 && (uint64_t)index->i < v->items.count)
            return v->items.at[index->i];
        diag(index->span, DIAG_no_such_key, "the list has %zu element%s, there is no [%lld]",
             v->items.count, v->items.count == 1 ? "" : "s", (long long)index->i);
        return NULL;
    }
    diag(index->span, DIAG_operand_type, "%s has no elements by %s", kind_word(v),
         kind_word(index));
    return NULL;
}

/* ---- queries ---- */

static struct value *device_value(const struct dtb_device *device, struct span span)
{
    struct value *v = value_new(VALUE_DICT, span), *windows = value_new(VALUE_LIST, span);
    struct value *lines = value_new(VALUE_LIST, span);

    vec_each(const struct dtb_window *, w, &device->windows) {
        struct value *pair = value_new(VALUE_LIST, span);

        *vec_push(&pair->items) = value_integer((int64_t)w->address, span);
        *vec_push(&pair->items) = value_integer((int64_t)w->size, span);
        *vec_push(&windows->items) = pair;
    }
    vec_each(const struct dtb_interrupt *, line, &device->interrupts) {
        struct value *pair = value_new(VALUE_LIST, span);

        *vec_push(&pair->items) = value_integer(line->number, span);
        *vec_push(&pair->items) = value_string(intern(line->edge ? "edge" : "level"), span);
        *vec_push(&lines->items) = pair;
    }
    value_put(v, "path", value_string(device->path, span));
    value_put(v, "reg", windows);
    value_put(v, "interrupts", lines);
    return v;
}

static struct value *no_device(const struct value *what)
{
    struct diag *d;

    if (*what->s == '/')
        d = diag(what->span, DIAG_unknown_device, "the device tree '%s' has no node '%s'",
                 dtb_file(), what->s);
    else
        d = diag(what->span, DIAG_unknown_device,
                 "no device in the device tree '%s' is compatible with '%s'", dtb_file(), what->s);
    if (*what->s != '/' && dtb_find(arena_printf("/%s", what->s))) {
        diag_help(d, "a path begins with '/'");
        diag_fix(d, what->span, arena_printf("\"/%s\"", what->s));
        return NULL;
    }
    dtb_did_you_mean(d, what, *what->s == '/');
    return NULL;
}

static struct value *no_tree(struct span span)
{
    diag_help(diag(span, DIAG_no_device_tree, "dtb() needs the device tree of the board"),
              "pass it with --dtb FILE");
    return NULL;
}

static struct value *find_device(const struct value *what, struct span span)
{
    const struct dtb_device *device;

    if (!dtb_loaded())
        return no_tree(span);
    device = dtb_find(what->s);
    if (!device)
        return no_device(what);
    if (device->matches > 1) {
        diag_help(diag(what->span, DIAG_ambiguous_device,
                       "%zu devices are compatible with '%s'", device->matches, what->s),
                  "name one by its path, such as \"%s\"", device->path);
        return NULL;
    }
    return device_value(device, span);
}

/* "x", {"path": "x"} or a list of such dictionaries: the device; NULL: reported */
static struct value *ask_tree(const struct expr *e, const struct value *what)
{
    if (what->kind == VALUE_STRING && *what->s)
        return find_device(what, e->span);
    if (what->kind == VALUE_DICT || (what->kind == VALUE_LIST && what->items.count > 0)) {
        if (!dtb_loaded())
            return no_tree(e->span);
        return dtb_dictionary(what, e->span, device_value);
    }
    diag(e->span, DIAG_query_arguments, "dtb() takes a path, a compatible string or a dictionary, "
         "and perhaps the number of an interrupt");
    return NULL;
}

/*
 * gpio({"pins": ...}), as CAmkES answers it: what is asked for, and the pins of the board, of which
 * there is no list here.
 */
static struct value *ask_pins(const struct expr *e)
{
    struct value *argument = e->items.count == 1 ? eval(e->items.at[0]) : NULL;
    struct value *answer, *pins, *asked, *list;

    pins = argument && argument->kind == VALUE_DICT ? value_at(argument, "pins") : NULL;
    if (!pins) {
        diag(e->span, DIAG_query_arguments, "gpio() takes a dictionary with 'pins'");
        return NULL;
    }
    asked = value_new(VALUE_DICT, e->span);
    value_put(asked, "desired-pins", pins);
    list = value_new(VALUE_LIST, e->span);
    *vec_push(&list->items) = asked;
    answer = value_new(VALUE_DICT, e->span);
    value_put(answer, "query", list);
    value_put(answer, "all-pins", value_new(VALUE_LIST, e->span));
    return answer;
}

static struct value *unknown_query(const struct expr *e)
{
    struct suggestion s;
    struct diag *d = diag(e->span, DIAG_unknown_query, "there is no query '%s'", e->text);

    suggest_start(&s, e->text);
    suggest_candidate(&s, "dtb");
    suggest_candidate(&s, "gpio");
    suggest_finish(&s, d, (struct span){e->span.lo, e->span.lo + (uint32_t)strlen(e->text)});
    return NULL;
}

static struct value *query(const struct expr *e)
{
    struct value *device, *argument, *number = NULL;

    if (strcmp(e->text, "gpio") == 0)
        return ask_pins(e);
    if (strcmp(e->text, "dtb") != 0)
        return unknown_query(e);
    if (!tree_is_asked)
        return NULL;
    if (e->items.count < 1 || e->items.count > 2) {
        diag(e->span, DIAG_query_arguments, "dtb() takes a path, a compatible string or a "
             "dictionary, and perhaps the number of an interrupt");
        return NULL;
    }
    argument = eval(e->items.at[0]);
    if (e->items.count == 2)
        number = eval(e->items.at[1]);
    if (!argument || (e->items.count == 2 && !number))
        return NULL;
    if (number && number->kind != VALUE_INT) {
        diag(number->span, DIAG_query_arguments, "an interrupt of a device is given by its place "
             "in the device's list, counted from 0");
        return NULL;
    }
    device = ask_tree(e, argument);
    if (device)
        value_put(device, "index", number ? number : value_integer(0, e->span));
    return device;
}

static struct value *index_of(const struct expr *e)
{
    struct value *v = eval(e->a), *index = eval(e->b);

    return v && index ? eval_index(v, index) : NULL;
}

struct value *eval(const struct expr *e)
{
    switch (e->kind) {
    case EXPR_INT: return value_integer(e->i, e->span);
    case EXPR_FLOAT: return value_real(e->f, e->span);
    case EXPR_BOOL: return value_boolean(e->i, e->span);
    case EXPR_STRING: return value_string(e->text, e->span);
    case EXPR_LIST: return list(e);
    case EXPR_DICT: return dict(e);
    case EXPR_UNARY: return unary(e);
    case EXPR_BINARY: return binary(e);
    case EXPR_CONDITION: return condition(e);
    case EXPR_QUERY: return query(e);
    case EXPR_INDEX: return index_of(e);
    case EXPR_ERROR: return NULL;
    }
    return NULL;
}
