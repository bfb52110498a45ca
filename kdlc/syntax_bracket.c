/* Brackets of the wrong shape: one message, and then they are read as if they had the right one. */
#include "lexer_state.h"

static bool opens(int token)
{
    return token == '(' || token == '[' || token == '{';
}

static bool closes(int token)
{
    return token == ')' || token == ']' || token == '}';
}

/* how what stands before a bracket goes on with this word */
static int next_head(int head, int token, enum bracket_word word)
{
    switch (word) {
    case BLOCK_WORD: return BLOCK_HEAD;
    case TYPE_WORD: return TYPE_HEAD;
    case CONNECTION_WORD: return CONNECTION_HEAD;
    case NAME_WORD:
        return head == BLOCK_HEAD ? BLOCK_NAME : head == CONNECTION_HEAD ? CONNECTION_TYPE
             : head == TYPE_HEAD || head == CONNECTION_TYPE ? LIST_NAME : NO_HEAD;
    case OTHER_WORD: break;
    }
    return head == CONNECTION_TYPE && token == '.' ? CONNECTION_HEAD : NO_HEAD;
}

static void report(struct brackets *b, int found, int wanted, struct span at)
{
    struct diag *d = diag(at, DIAG_syntax, "found '%c', expected '%c'", found, wanted);

    diag_help(d, wanted == '{' ? "what belongs to a declaration stands in braces: { ... }"
              : "ends and parameters stand in parentheses: ( ... )");
    diag_fix(d, at, wanted == '{' ? "{" : "(");
    b->open[b->count].depth = b->depth;
    b->open[b->count].token = wanted == '{' ? '}' : ')';
    b->open[b->count++].diag = d;
}

static int close_bracket(struct brackets *b, int token, struct span at)
{
    if (b->depth > 0)
        b->depth--;
    if (b->count == 0 || b->open[b->count - 1].depth != b->depth)
        return token;
    b->count--;
    if (token != b->open[b->count].token)
        diag_fix(b->open[b->count].diag, at, token == '}' ? ")" : "}");
    return b->open[b->count].token;
}

int syntax_bracket(struct brackets *b, int token, enum bracket_word word, struct span at)
{
    int head = b->head, wanted = token;

    b->head = next_head(head, token, word);
    if (closes(token))
        return close_bracket(b, token, at);
    if (!opens(token))
        return token;
    if (head == BLOCK_HEAD || head == BLOCK_NAME)
        wanted = '{';
    else if (head == LIST_NAME && token == '{')
        wanted = '(';
    if (wanted != token && b->count < MOST_WRONG_BRACKETS)
        report(b, token, wanted, at);
    else
        wanted = token;
    b->depth++;
    return wanted;
}
