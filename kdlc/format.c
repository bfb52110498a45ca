#include "format.h"

#include <stdio.h>

#include "ast.h"
#include "cpp.h"
#include "output.h"

#define STEP 4
#define DEEPEST 2000

enum piece_kind { PIECE_END, PIECE_WORD, PIECE_SIGN, PIECE_LINE_COMMENT, PIECE_COMMENT,
                  PIECE_DIRECTIVE };

/* a token or comment, and what stood before it */
struct piece {
    enum piece_kind kind;
    const char *text;
    size_t length, column;              /* where it starts in its line, tabs expanded */
    unsigned newlines;                  /* line ends since the piece before */
};

struct formatter {
    const struct source *source;
    size_t at;
    struct strbuf *out;
    size_t line;                        /* offset in out of the current line */
    unsigned blocks;                    /* open braces of blocks */
    unsigned inner;                     /* open brackets of the statement, dictionaries included */
    bool fresh;                         /* nothing of this statement is written yet */
    bool value;                         /* after the '=' of a statement: braces are values */
    bool plain_blocks[DEEPEST];         /* by depth: '}' may be followed by a name */
    char brackets[DEEPEST];             /* the open ones of the statement */
    struct piece before, last;          /* the two tokens written before; END: none */
};

/* ---- text to pieces ---- */

static bool is_word(unsigned char c)
{
    return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0x80;
}

static bool is(const struct piece *piece, const char *text)
{
    return piece->kind != PIECE_END && piece->length == strlen(text)
        && memcmp(piece->text, text, piece->length) == 0;
}

/* after import, include, sources: file names in <> are one piece */
static size_t angle_length(const struct formatter *f, const char *p)
{
    size_t length = strspn(p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_./+-") + 2;

    if (p[length - 1] != '>' || !(is(&f->last, "import") || is(&f->last, "include")
                                  || is(&f->last, "sources") || is(&f->last, ",")))
        return 0;
    return length;
}

static size_t sign_length(const struct formatter *f, const char *p)
{
    static const char *const pairs[] = {"->", "<-", "||", "&&", "==", "!=", "<=", ">=", "<<",
                                        ">>", "**"};

    if (*p == '<' && angle_length(f, p))
        return angle_length(f, p);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strncmp(p, pairs[i], 2) == 0)
            return 2;
    return 1;
}

/* '#' to the end of the line; one at its start goes on behind a backslash */
static size_t hash_length(const char *p, bool first)
{
    size_t length = strcspn(p, "\n");

    while (first && length > 0 && p[length - 1] == '\\' && p[length])
        length += 1 + strcspn(p + length + 1, "\n");
    while (length > 1 && strchr(" \t\r", p[length - 1]))
        length--;
    return length;
}

static bool starts_line(const struct source *s, size_t at)
{
    while (at > 0 && (s->text[at - 1] == ' ' || s->text[at - 1] == '\t'))
        at--;
    return at == 0 || s->text[at - 1] == '\n';
}

/* what is never closed goes on to the last sign of the file */
static size_t rest_length(const char *p)
{
    size_t length = strlen(p);

    while (length > 1 && strchr(" \t\r\n\f\v", p[length - 1]))
        length--;
    return length;
}

static struct piece next_piece(struct formatter *f)
{
    const struct source *s = f->source;
    struct piece piece = {PIECE_END, "", 0, 0, 0};
    const char *p, *end;

    for (; f->at < s->length && strchr(" \t\r\n\f\v", s->text[f->at]); f->at++)
        piece.newlines += s->text[f->at] == '\n';
    if (f->at >= s->length)
        return piece;
    p = piece.text = s->text + f->at;
    piece.column = source_position(s->base + (uint32_t)f->at).column - 1;
    if (*p == '#') {
        piece.kind = starts_line(s, f->at) ? PIECE_DIRECTIVE : PIECE_LINE_COMMENT;
        piece.length = hash_length(p, piece.kind == PIECE_DIRECTIVE);
    } else if (strncmp(p, "//", 2) == 0) {
        piece.kind = PIECE_LINE_COMMENT;
        piece.length = hash_length(p, false);
    } else if (strncmp(p, "/*", 2) == 0) {
        piece.kind = PIECE_COMMENT;
        end = strstr(p + 2, "*/");
        piece.length = end ? (size_t)(end - p) + 2 : rest_length(p);
    } else if (*p == '"') {
        piece.kind = PIECE_WORD;
        end = strchr(p + 1, '"');
        piece.length = end ? (size_t)(end - p) + 1 : rest_length(p);
    } else if (is_word((unsigned char)*p) || (*p == '.' && p[1] >= '0' && p[1] <= '9')) {
        bool number = !((*p | 32) >= 'a' && (*p | 32) <= 'z') && *p != '_';

        piece.kind = PIECE_WORD;
        while (is_word((unsigned char)p[piece.length]) || (number && p[piece.length] == '.')
               || (number && p[1] != 'x' && piece.length > 0 && strchr("+-", p[piece.length])
                   && (p[piece.length - 1] | 32) == 'e'))
            piece.length++;
    } else {
        piece.kind = PIECE_SIGN;
        piece.length = sign_length(f, p);
    }
    f->at += piece.length;
    return piece;
}

/* ---- between two tokens of a line ---- */

static bool is_operand_end(const struct piece *p)
{
    return (p->kind == PIECE_WORD && !is(p, "<-")) || is(p, ")") || is(p, "]") || is(p, "}");
}

/* a sign before a single operand: nothing stands between them */
static bool is_unary(const struct piece *before, const struct piece *sign)
{
    return is(sign, "!") || is(sign, "~")
        || ((is(sign, "-") || is(sign, "+")) && !is_operand_end(before));
}

static bool is_any(const struct piece *p, const char *const *texts)
{
    for (; *texts; texts++)
        if (is(p, *texts))
            return true;
    return false;
}

static bool is_keyword(const struct piece *p)
{
    static const char *const words[] = {
        "assembly", "attribute", "cflags", "component", "composition", "configuration",
        "connection", "connector", "consumes", "control", "dataport", "device", "emits", "export",
        "from", "group", "hardware", "has", "holds", "import", "include", "include_dirs",
        "libraries", "maps", "maybe", "object", "procedure", "provides", "schedule", "sources",
        "struct", "template", "to", "uses", "policy", NULL};

    return p->kind == PIECE_WORD && is_any(p, words);
}

static bool needs_space(const struct formatter *f, const struct piece *p)
{
    static const char *const tight_after[] = {"(", "[", ".", NULL};
    static const char *const tight_before[] = {";", ",", ")", "]", ".", NULL};
    static const char *const grants[] = {"holds", "maps", NULL};

    if (is_any(&f->last, tight_after) || is_any(p, tight_before))
        return false;
    if (is(&f->last, "{") || is(p, "}"))
        return false;                   /* of a dictionary */
    if (is(p, "["))
        return !is_operand_end(&f->last);
    if (is(p, "(") && f->last.kind == PIECE_WORD)
        return is_any(&f->before, grants);      /* rights; else a call or method */
    if (is(p, ":"))
        return f->inner == 0 || f->brackets[f->inner < DEEPEST ? f->inner : 0] != '{';
    return !is_unary(&f->before, &f->last) || f->last.kind == PIECE_WORD;
}

/* ---- lines ---- */

static void end_line(struct formatter *f)
{
    while (f->out->length > f->line && f->out->text[f->out->length - 1] == ' ')
        f->out->length--;
    if (f->out->length > f->line) {
        strbuf_add(f->out, "\n");
        f->line = f->out->length;
    }
}

static bool at_line_start(const struct formatter *f)
{
    return f->out->length == f->line;
}

static void indent(struct formatter *f, unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        strbuf_add(f->out, " ");
}

/* One empty line where there were some, but not at the start of the text or of a block. */
static void keep_blank(struct formatter *f, const struct piece *p)
{
    bool opened = f->out->length >= 2 && memcmp(f->out->text + f->out->length - 2, "{\n", 2) == 0;

    if (p->newlines > 1 && at_line_start(f) && f->out->length > 0 && !opened
        && !(is(p, "}") && f->inner == 0)) {
        strbuf_add(f->out, "\n");
        f->line = f->out->length;
    }
}

/* What goes on with a statement may stand further in, below what it belongs to. */
static unsigned column_of(unsigned depth, const struct formatter *f, const struct piece *p)
{
    unsigned column = depth * STEP;

    if (!f->fresh && p->newlines > 0 && p->column > column && p->column < 80)
        column = (unsigned)p->column;
    return column;
}

static unsigned depth_of(const struct formatter *f, const struct piece *p)
{
    bool closes = is(p, ")") || is(p, "]") || is(p, "}");
    unsigned inside = f->inner - (closes && f->inner > 0);

    if (f->fresh)
        return f->blocks - (closes && f->blocks > 0);
    return f->blocks + (inside > 0 ? inside : closes ? 0 : 1);
}

/* ---- pieces to text ---- */

/* Lines of a comment that begin with '*' stand below the first one. */
static void add_comment(struct formatter *f, const struct piece *p, unsigned width)
{
    const char *line = p->text, *stop = p->text + p->length;

    while (line < stop) {
        const char *end = memchr(line, '\n', (size_t)(stop - line));
        const char *last = end ? end : stop, *text = line;

        while (last > line && strchr(" \t\r", last[-1]))
            last--;
        if (line > p->text) {
            strbuf_add(f->out, "\n");
            f->line = f->out->length;
            while (text < last && (*text == ' ' || *text == '\t'))
                text++;
            if (text < last && *text == '*')
                indent(f, width + 1);
            else
                text = line;
        }
        if (text < last)
            strbuf_addn(f->out, text, (size_t)(last - text));
        line = end ? end + 1 : stop;
    }
}

static void add_remark(struct formatter *f, const struct piece *p)
{
    size_t width;

    if (p->newlines > 0 || f->out->length == 0) {
        unsigned depth;

        end_line(f);
        keep_blank(f, p);
        depth = p->kind == PIECE_DIRECTIVE ? 0 : depth_of(f, p);
        indent(f, depth * STEP);
        add_comment(f, p, depth * STEP);
    } else {
        if (at_line_start(f) && f->out->length > 0) {
            /* behind a ';' or '{': back to the end of that line, in the column where it was */
            f->out->length--;
            f->line = f->out->length;
            while (f->line > 0 && f->out->text[f->line - 1] != '\n')
                f->line--;
        }
        width = source_width(f->out->text + f->line, f->out->length - f->line, 0);
        indent(f, p->column > width ? (unsigned)(p->column - width) : 1);
        add_comment(f, p, (unsigned)source_width(f->out->text + f->line,
                                                 f->out->length - f->line, 0));
    }
    if (p->kind != PIECE_COMMENT || f->fresh)
        end_line(f);
}

static void start_statement(struct formatter *f)
{
    f->fresh = true;
    f->value = false;
    f->inner = 0;
    f->before = f->last = (struct piece){PIECE_END, "", 0, 0, 0};
}

static void open_block(struct formatter *f, const struct piece *last)
{
    static const char *const nameless[] = {"component", "connector", "connection", "struct",
                                           "attribute", NULL};

    f->blocks++;
    if (f->blocks < DEEPEST)
        f->plain_blocks[f->blocks] = is_any(last, nameless);
    end_line(f);
    start_statement(f);
}

/* Behind a block comes the name of what it declared in place, a ';', or a new line. */
static void close_block(struct formatter *f)
{
    bool nameless = f->blocks < DEEPEST && f->plain_blocks[f->blocks];
    size_t at = f->at;
    struct piece next = next_piece(f);

    f->at = at;
    f->blocks -= f->blocks > 0;
    if (is(&next, ";") || is(&next, ",") || is(&next, ")"))
        return;
    if (nameless && next.kind == PIECE_WORD && !is_keyword(&next)) {
        f->fresh = false;
        return;
    }
    end_line(f);
    start_statement(f);
}

static void add_token(struct formatter *f, const struct piece *p)
{
    bool block_end = is(p, "}") && f->inner == 0, empty = false;

    if (block_end && is(&f->last, "{"))
        empty = true;
    if (block_end && !f->fresh && !empty) {
        end_line(f);                    /* the last item has no ';' */
        f->fresh = true;
    }
    if (p->newlines > 0 && !f->fresh && !is(p, ";") && !is(p, ","))
        end_line(f);
    keep_blank(f, p);
    if (at_line_start(f))
        indent(f, column_of(depth_of(f, p), f, p));
    else if (needs_space(f, p))
        strbuf_add(f->out, " ");
    strbuf_addn(f->out, p->text, p->length);
}

static void step(struct formatter *f, const struct piece *p)
{
    struct piece last = f->last;
    bool block;

    if (p->kind != PIECE_WORD && p->kind != PIECE_SIGN) {
        add_remark(f, p);
        return;
    }
    block = is(p, "{") && f->inner == 0 && !f->value;
    if (is(p, "}") && f->inner == 0 && f->fresh && f->out->length > 1
        && memcmp(f->out->text + f->out->length - 2, "{\n", 2) == 0) {
        f->out->length--;               /* "{}" */
        f->line = 0;
        strbuf_add(f->out, "}");
    } else {
        add_token(f, p);
    }
    f->before = last;
    f->last = *p;
    f->fresh = false;
    if (block) {
        open_block(f, &last);
    } else if (is(p, "{") || is(p, "(") || is(p, "[")) {
        f->inner++;
        f->brackets[f->inner < DEEPEST ? f->inner : 0] = *p->text;
    } else if (is(p, "}") && f->inner == 0) {
        close_block(f);
    } else if (is(p, "}") || is(p, ")") || is(p, "]")) {
        f->inner -= f->inner > 0;
    } else if (is(p, ";") && f->inner == 0) {
        end_line(f);
        start_statement(f);
    } else if (is(p, "=") || is(p, "<-")) {
        f->value = true;
    }
}

void format_text(const struct source *source, struct strbuf *out)
{
    struct formatter *f = arena_alloc(sizeof *f);

    *f = (struct formatter){.source = source, .out = out, .fresh = true};
    strbuf_add(out, "");
    for (struct piece p = next_piece(f); p.kind != PIECE_END; p = next_piece(f))
        step(f, &p);
    end_line(f);
    out->text[out->length] = '\0';
}

/* ---- the command ---- */

/* All but white space is as before: what this file is trusted with. */
static bool same_text(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t i = 0, j = 0;

    for (;;) {
        while (i < a_length && strchr(" \t\r\n\f\v", a[i]))
            i++;
        while (j < b_length && strchr(" \t\r\n\f\v", b[j]))
            j++;
        if (i == a_length || j == b_length)
            return i == a_length && j == b_length;
        if (a[i++] != b[j++])
            return false;
    }
}

/* 0: as it should be, 1: not, or with errors */
static int format_file(const char *path, bool check)
{
    struct source *source;
    struct strbuf out = {0};

    switch (source_load(path, &source)) {
    case SOURCE_OK: break;
    case SOURCE_AGAIN: return 0;
    case SOURCE_FAILED: die("cannot read '%s'", path);
    }
    if (!cpp_needed(source))            /* with macros it need not parse before they are expanded */
        parse(source);
    if (diag_failed() || memchr(source->text, '\0', source->length))
        return 1;
    format_text(source, &out);
    if (!same_text(source->text, source->length, out.text, out.length))
        die("'%s': formatting would change more than white space", path);
    if (out.length == source->length && memcmp(out.text, source->text, out.length) == 0)
        return 0;
    if (check)
        printf("%s\n", path);
    else
        output_add(path, &out);
    return check;
}

int cmd_format(int argc, char **argv)
{
    bool check = false;
    int status = 0, files = 0;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--check") == 0) {
            check = true;
            continue;
        }
        if (argv[i][0] == '-')
            die("there is no option '%s': kdlc fmt [--check] FILE...", argv[i]);
        files++;
        status |= format_file(argv[i], check);
    }
    if (files == 0)
        die("usage: kdlc fmt [--check] FILE...");
    diag_flush();
    if (!check)
        output_commit();
    return status;
}
