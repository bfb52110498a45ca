#include "c_names.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"

/* sorted, as the next */
static const char *const words[] = {
    "_Alignas", "_Alignof", "_Atomic", "_Bool", "_Complex", "_Decimal128", "_Decimal32",
    "_Decimal64", "_Generic", "_Imaginary", "_Noreturn", "_Static_assert", "_Thread_local",
    "__FUNCTION__", "__PRETTY_FUNCTION__", "__alignof", "__alignof__", "__asm", "__asm__",
    "__attribute", "__attribute__", "__auto_type", "__complex", "__complex__", "__const",
    "__const__", "__extension__", "__func__", "__imag", "__imag__", "__inline", "__inline__",
    "__int128", "__label__", "__real", "__real__", "__restrict", "__restrict__", "__signed",
    "__signed__", "__thread", "__typeof", "__typeof__", "__volatile", "__volatile__", "asm",
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
    "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
    "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef",
    "typeof", "union", "unsigned", "void", "volatile", "wchar_t", "while",
};

/* types that are words of C, or a macro */
static const char *const other_types[] = {
    "_Bool", "bool", "char", "double", "float", "int", "long", "short", "unsigned", "wchar_t",
};

static const struct taken { enum c_name kind; const char *name; } taken[] = {
#define TAKEN(kind, name) {C_##kind, name},
#include "c_names.def"
#undef TAKEN
};

#define COUNT(list) (sizeof (list) / sizeof *(list))

static int by_word(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, ((const struct taken *)b)->name);
}

enum c_name c_name_of(const char *name)
{
    const struct taken *found;

    if (bsearch(name, words, COUNT(words), sizeof *words, by_word))
        return C_WORD;
    found = bsearch(name, taken, COUNT(taken), sizeof *taken, by_name);
    return found ? found->kind : C_FREE;
}

bool c_is_type(const char *name)
{
    return c_name_of(name) == C_TYPE
        || bsearch(name, other_types, COUNT(other_types), sizeof *other_types, by_word);
}

/* "u32", "uint32", "s8", "i64": as other programs call them */
static const char *short_integer(const char *name)
{
    static const char *const signs[][2] = {{"uint", "uint"}, {"int", "int"}, {"u", "uint"},
                                           {"s", "int"}, {"i", "int"}};
    static const char *const widths[] = {"8", "16", "32", "64"};

    for (size_t i = 0; i < COUNT(signs); i++)
        for (size_t w = 0; w < COUNT(widths); w++)
            if (strncmp(name, signs[i][0], strlen(signs[i][0])) == 0
                && strcmp(name + strlen(signs[i][0]), widths[w]) == 0)
                return intern_printf("%s%s_t", signs[i][1], widths[w]);
    return NULL;
}

void c_suggest_types(struct suggestion *s)
{
    static const char *const ours[] = {"string", "integer", "boolean", "character"};

    for (size_t i = 0; i < COUNT(ours); i++)
        suggest_candidate(s, ours[i]);
    for (size_t i = 0; i < COUNT(taken); i++)
        if (taken[i].kind == C_TYPE)
            suggest_candidate(s, taken[i].name);
    for (size_t i = 0; i < COUNT(other_types); i++)
        suggest_candidate(s, other_types[i]);
    if (short_integer(s->name))
        suggest_only(s, short_integer(s->name));
}

void c_unknown_type(const char *name, struct span span, const struct suggestion *s)
{
    suggest_finish(s, diag(span, DIAG_unknown_type, "there is no type '%s', and no include that "
                           "could declare it", name), span);
}
