#include "m4_data.h"

void m4_begin(struct m4_data *data)
{
    strbuf_add(&data->text, "m4_divert(-1)\n");
}

void m4_end(struct m4_data *data)
{
    data->end = data->text.length;
    strbuf_add(&data->text, "m4_divert(0)m4_dnl\n");
}

static void define(struct m4_data *data, const char *name)
{
    *vec_push(&data->definitions) = (struct m4_definition){name, data->text.length};
}

void m4_scalar(struct m4_data *data, const char *name, const char *value)
{
    define(data, intern_printf("k_%s", name));
    strbuf_printf(&data->text, "m4_define([<k_%s>], [<[<%s>]>])\n", name, value);
}

void m4_list_begin(struct m4_data *data, const char *name)
{
    define(data, intern_printf("k_each_%s", name));
    strbuf_printf(&data->text, "m4_define([<k_each_%s>], [<", name);
}

void m4_row(struct m4_data *data, size_t count, const char *const *columns)
{
    strbuf_add(&data->text, "m4_dnl\n$1(");
    for (size_t i = 0; i < count; i++) {
        const char *separator = i ? ", " : "";

        if (columns[i][0] == '\'')
            strbuf_printf(&data->text, "%s[<%s>]", separator, columns[i] + 1);
        else
            strbuf_printf(&data->text, "%s[<[<%s>]>]", separator, columns[i]);
    }
    strbuf_add(&data->text, ")");
}

void m4_list_end(struct m4_data *data)
{
    strbuf_add(&data->text, ">])\n");
}

const char *c_string(const char *s)
{
    struct strbuf b = {0};

    strbuf_add(&b, "\"");
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;

        /* '$' and the quotes mean something to m4; C's escapes stay what they are */
        if (c == '\\' && s[1] && strchr("abfnrtv\\'01234567x", s[1]))
            strbuf_addn(&b, s++, 2);
        else if (c < ' ' || c > '~' || strchr("\"\\?$<>", c))
            strbuf_printf(&b, "\\%03o", c);
        else
            strbuf_addn(&b, s, 1);
    }
    strbuf_add(&b, "\"");
    return arena_strndup(b.text, b.length);
}

const char *c_number(uint64_t n)
{
    return intern_printf("%lu", (unsigned long)n);
}

const char *c_address(uint64_t n)
{
    return intern_printf("0x%lxul", (unsigned long)n);
}
