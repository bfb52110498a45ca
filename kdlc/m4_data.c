#include "m4_data.h"

#include "text.h"

void m4_begin(struct m4_data *data)
{
    strbuf_add(&data->text, "m4_divert(-1)\n");
}

void m4_end(struct m4_data *data)
{
    data->end = data->text.length;
    strbuf_add(&data->text, "m4_divert(0)m4_dnl\n");
}

/* up to its value */
static void define(struct m4_data *data, const char *name)
{
    *vec_push(&data->definitions) = (struct m4_definition){name, data->text.length};
    strbuf_add(&data->text, "m4_define([<");
    strbuf_add(&data->text, name);
    strbuf_add(&data->text, ">], [<");
}

void m4_scalar(struct m4_data *data, const char *name, const char *value)
{
    define(data, intern_printf("k_%s", name));
    strbuf_add(&data->text, "[<");
    strbuf_add(&data->text, value);
    strbuf_add(&data->text, ">]>])\n");
}

void m4_list_begin(struct m4_data *data, const char *name)
{
    define(data, intern_printf("k_each_%s", name));
}

void m4_row(struct m4_data *data, size_t count, const char *const *columns)
{
    strbuf_add(&data->text, "m4_dnl\n$1(");
    for (size_t i = 0; i < count; i++) {
        bool once = columns[i][0] == '\'';

        strbuf_add(&data->text, i ? ", " : "");
        strbuf_add(&data->text, once ? "[<" : "[<[<");
        strbuf_add(&data->text, columns[i] + once);
        strbuf_add(&data->text, once ? ">]" : ">]>]");
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
    char text[TEXT_NUMBER_ROOM];

    return intern_n(text, text_number(text, n, 10));
}

const char *c_address(uint64_t n)
{
    char text[TEXT_NUMBER_ROOM + 4] = "0x";
    size_t length = 2 + text_number(text + 2, n, 16);

    memcpy(text + length, "ul", 2);
    return intern_n(text, length + 2);
}
