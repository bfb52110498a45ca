/*
 * Bytes from a terminal into keys. No clock is needed: a sequence may be cut anywhere.
 *
 * A lone escape byte could be the Escape key or the start of a sequence whose rest is still to
 * come. keys_undecided() says that this is so; the caller then sends KEYS_ASK to the terminal,
 * whose answer can only come after the rest of the sequence, and so settles it. On a terminal that
 * does not answer, the next key settles it.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEYS_ASK "\033[5n"

enum key_code {
    /* below: characters (Unicode) */
    KEY_UP = 0x110000, KEY_DOWN, KEY_RIGHT, KEY_LEFT, KEY_HOME, KEY_END, KEY_PAGE_UP,
    KEY_PAGE_DOWN, KEY_INSERT, KEY_DELETE, KEY_BACKSPACE, KEY_ENTER, KEY_TAB, KEY_BACK_TAB,
    KEY_ESCAPE,
    KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F7, KEY_F8, KEY_F9, KEY_F10, KEY_F11,
    KEY_F12,
    KEY_PASTE,                          /* pasted byte: 'byte' holds it, as it came */
    KEY_SIZE,                           /* the terminal's size: 'rows' and 'columns' */
    KEY_ANSWER,                         /* to KEYS_ASK */
    KEY_BAD                             /* 'byte' belongs to no character */
};

enum { KEY_SHIFT = 1, KEY_ALT = 2, KEY_CTRL = 4 };

/* Control with a letter comes as the small letter with KEY_CTRL. */
struct key {
    uint32_t code;
    unsigned modifiers;
    unsigned rows, columns;
    uint8_t byte;
};

#define KEYS_SEQUENCE 32
#define KEYS_QUEUE 8

struct keys {
    enum { KEYS_PLAIN, KEYS_ESCAPE, KEYS_CSI, KEYS_SS3, KEYS_UTF8, KEYS_PASTING } state;
    char sequence[KEYS_SEQUENCE];       /* parameters of a sequence, bytes of a character */
    size_t length;
    size_t matched;                     /* bytes of the end-of-paste mark seen */
    struct key queue[KEYS_QUEUE];       /* decoded and not taken */
    size_t queued;
};

void keys_init(struct keys *keys);

/* Takes in a byte. All keys must have been taken before. */
void keys_feed(struct keys *keys, uint8_t byte);

/* The next decoded key; false when there is none. */
bool keys_next(struct keys *keys, struct key *key);

/* The last byte was an escape and nothing has followed yet. */
bool keys_undecided(const struct keys *keys);
