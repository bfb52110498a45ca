/*
 * How each parameter of a method travels, and the C text for it. The C types follow CAmkES:
 *
 *              scalar       string          array                     array of strings
 *     in       T a          const char *a   size_t a_sz, const T *a   size_t a_sz, char **a
 *     refin    const T *a   char **a        const size_t *a_sz, T **a     ..., char ***a
 *     out      T *a         char **a        size_t *a_sz, T **a           ..., char ***a
 *     inout    as out
 */
#include "emit_m4_methods.h"

#define REGISTERS 8                     /* words of a message that travel in registers */

static bool is_in(const struct parameter *p)
{
    return p->direction != DIR_OUT;
}

static bool is_out(const struct parameter *p)
{
    return p->direction == DIR_OUT || p->direction == DIR_INOUT;
}

static bool is_scalar(const struct type *type)
{
    return type->kind == TYPE_INTEGER || type->kind == TYPE_FLOAT;
}

static const char *type_name(const struct type *type)
{
    return type->kind == TYPE_STRING ? "char *" : type->c_name;
}

static const char *formal(const struct parameter *p)
{
    bool in = p->direction == DIR_IN, refin = p->direction == DIR_REFIN;
    bool string = p->type.kind == TYPE_STRING;
    const char *type = string ? "char" : p->type.c_name, *stars = in ? "" : "*";

    if (p->array)
        return arena_printf("%ssize_t %s%s_sz, %s%s %s*%s%s", refin ? "const " : "", stars,
                            p->name, in && !string ? "const " : "", type, string ? "*" : "",
                            stars, p->name);
    if (string)
        return arena_printf("%schar *%s%s", in ? "const " : "", stars, p->name);
    return arena_printf("%s%s %s%s", refin ? "const " : "", type, stars, p->name);
}

static const char *actual(const struct parameter *p)
{
    const char *reference = p->direction == DIR_IN ? "" : "&";

    if (p->array)
        return arena_printf("%s%s_sz, %s%s", reference, p->name, reference, p->name);
    return arena_printf("%s%s", reference, p->name);
}

static const char *name_alone(const struct parameter *p)
{
    return p->array ? arena_printf("%s_sz, %s", p->name, p->name) : p->name;
}

static const char *joined(const struct method *method,
                          const char *(*text)(const struct parameter *))
{
    const char *list = "";

    vec_each(const struct parameter *, p, &method->parameters)
        list = arena_printf("%s%s%s", list, *list ? ", " : "", text(p));
    return list;
}

const char *method_formals(const struct method *method)
{
    return method->parameters.count ? joined(method, formal) : "void";
}

const char *method_result(const struct method *method)
{
    return method->result ? type_name(method->result) : "void";
}

/* In registers go integers and floats, if there is nothing else and they fit. */
static bool fits_registers(const struct method *method, bool out)
{
    size_t words = out && method->result;

    if (words && !is_scalar(method->result))
        return false;
    vec_each(const struct parameter *, p, &method->parameters)
        if (out ? is_out(p) : is_in(p)) {
            if (p->array || !is_scalar(&p->type))
                return false;
            words++;
        }
    return words <= REGISTERS;
}

static size_t count_words(const struct method *method, bool out)
{
    size_t words = out && method->result;

    vec_each(const struct parameter *, p, &method->parameters)
        words += out ? is_out(p) : is_in(p);
    return words;
}

/* lent: the serving end gives it back when it has answered, and must not keep it */
static const char *kind_of(const struct type *type, bool array, bool registers, bool lent)
{
    if (array && type->kind != TYPE_STRING)
        return lent ? "'lent_array" : "'array";
    if (array)
        return "'strings";
    switch (type->kind) {
    case TYPE_INTEGER:
        return registers ? "'register_word" : "'word";
    case TYPE_FLOAT:
        return registers ? "'register_real" : "'real";
    case TYPE_STRING:
        return lent ? "'lent_string" : "'string";
    case TYPE_OPAQUE:
        return "'value";
    }
    return "";
}

static void result_row(struct m4_data *data, const struct method *method, bool registers)
{
    m4_rows(data, "kdl_result", type_name(method->result),
            kind_of(method->result, false, registers, false), "kdl_result", "", "0");
}

/* the serving end has the value itself, the calling end whatever its caller gave */
static void parameter_row(struct m4_data *data, const struct parameter *p, bool serving,
                          bool registers, size_t place)
{
    const char *star = serving || p->direction == DIR_IN ? "" : "*";

    m4_rows(data, p->name, type_name(&p->type),
            kind_of(&p->type, p->array, registers, serving && p->direction == DIR_IN),
            arena_printf("%s%s", star, p->name), arena_printf("%s%s_sz", star, p->name),
            c_number(place));
}

static void parameter_lists(struct m4_data *data, const struct method *method, size_t index,
                            bool serving)
{
    bool in_registers = fits_registers(method, false), out_registers = fits_registers(method, true);
    size_t in = 0, out = method->result != NULL;

    m4_list_begin(data, arena_printf("in_%zu", index));
    vec_each(const struct parameter *, p, &method->parameters)
        if (is_in(p))
            parameter_row(data, p, serving, in_registers, in++);
    m4_list_end(data);
    m4_list_begin(data, arena_printf("out_%zu", index));
    if (method->result)
        result_row(data, method, out_registers);
    vec_each(const struct parameter *, p, &method->parameters)
        if (is_out(p))
            parameter_row(data, p, serving, out_registers, out++);
    m4_list_end(data);
    m4_list_begin(data, arena_printf("local_%zu", index));
    if (method->result)
        result_row(data, method, false);
    if (serving)
        vec_each(const struct parameter *, p, &method->parameters)
            parameter_row(data, p, true, false, 0);
    m4_list_end(data);
}

static void method_row(struct m4_data *data, const struct method *m, size_t index)
{
    m4_rows(data, arena_printf("'%zu", index), m->name, method_result(m), method_formals(m),
            joined(m, actual), fits_registers(m, false) ? "'words" : "'bytes",
            fits_registers(m, true) ? "'words" : "'bytes", c_number(count_words(m, false)),
            c_number(count_words(m, true)), joined(m, name_alone));
}

void emit_methods(struct m4_data *data, const struct procedures *procedures, bool serving)
{
    size_t index = 0;

    vec_each(const struct procedure *const *, p, procedures)
        vec_each(const struct method *, m, &(*p)->methods)
            parameter_lists(data, m, index++, serving);
    index = 0;
    m4_list_begin(data, "method");
    vec_each(const struct procedure *const *, p, procedures)
        vec_each(const struct method *, m, &(*p)->methods)
            method_row(data, m, index++);
    m4_list_end(data);
}
