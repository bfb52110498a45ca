/* What lexer, parser and their messages share while one file is read. */
#pragma once
#include "ast.h"

/*
 * Brackets of the wrong shape, `component A ( ... )`. depth counts brackets of any shape;
 * open[i].depth is what it was before the wrong one.
 */
#define MOST_WRONG_BRACKETS 32
struct brackets {
    enum { NO_HEAD, BLOCK_HEAD, BLOCK_NAME, TYPE_HEAD, LIST_NAME, CONNECTION_HEAD,
           CONNECTION_TYPE } head;      /* what has been read of what stands before a bracket */
    unsigned depth;
    struct { unsigned depth; int token; struct diag *diag; } open[MOST_WRONG_BRACKETS];
    unsigned count;
};

struct lexer {
    const struct source *source;
    const char *text;                   /* what is read: of source, or what cpp made of it */
    uint32_t length;
    const uint32_t *places;             /* cpp.h; NULL: text is that of source */
    uint32_t at;                        /* of the next byte of text, from 0 */
    struct span last, before;           /* the tokens before the one being looked at */
    struct nodes *declarations;         /* result */
    bool broken;                        /* a string or comment has no end: reported */
    bool misplaced;                     /* what the last error was about */
    bool skipping;                      /* after an error, up to the end of its item */
    bool open;                          /* perhaps a '}' is missing: said */
    uint32_t reported;                  /* where a token starts that makes no sense: reported */
    uint32_t stray;                     /* where the last character stands that begins none */
    unsigned depth;                     /* blocks that are open */
    struct brackets brackets;
    unsigned missing;                   /* '}' to come before what is in the text */
    int token, held;                    /* the last one; one to come again, 0: none */
    struct span token_at;
};

/* the tokens that could have stood there, as the grammar calls them */
struct expected { const char **names; size_t count; };

/* syntax.c: where the next bytes of the text were written; steps over them */
struct span lexer_step(struct lexer *lexer, uint32_t bytes);
/* the place between what has been read and what comes */
struct span lexer_here(const struct lexer *lexer);

/*
 * syntax.c: messages about text that is no description. False: what was found seems to stand in the
 * wrong block, and what follows it may, too.
 */
bool syntax_error(struct lexer *lexer, struct span span, const char *found,
                  const struct expected *expected);
/*
 * syntax_bracket.c: the token that the parser is shown for this one. Behind BLOCK_WORD may follow a
 * name and a block, behind TYPE_WORD a method, behind CONNECTION_WORD a connection.
 */
enum bracket_word { BLOCK_WORD, TYPE_WORD, CONNECTION_WORD, NAME_WORD, OTHER_WORD };
int syntax_bracket(struct brackets *b, int token, enum bracket_word word, struct span at);
void lexer_stray(struct lexer *lexer, struct span span, const char *bytes, size_t length);
void lexer_broken(struct lexer *lexer, struct span span, enum diag_id id, const char *what);
const char *lexer_string(struct span span, const char *bytes, size_t length);
/* syntax_habit.c: digits with letters behind them, and strings in other quotes: their text */
void lexer_bad_number(struct lexer *lexer, struct span span, const char *text);
const char *lexer_other_quotes(struct lexer *lexer, struct span span, const char *bytes,
                               size_t length);

/* syntax_habit.c: help where something was written as in other languages; false: it was not */
bool syntax_habit(struct diag *d, struct lexer *lexer, struct span span, const char *found,
                  const struct expected *expected);
/* the word before what was found */
const char *syntax_last(const struct lexer *lexer);
bool syntax_expects(const struct expected *expected, const char *name);
