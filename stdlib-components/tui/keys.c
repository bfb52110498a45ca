/*
 * Decoding of what terminals send (ECMA-48 sequences as xterm, VT220, the Linux console, tmux and
 * screen use them); see keys.h. Unknown sequences are swallowed whole.
 */
#include "keys.h"
#include <stdlib.h>
#include <string.h>
#include "utf8.h"

#define ESCAPE 0x1b
#define PARAMETERS 4

static const char paste_end[] = "\033[201~";

void keys_init(struct keys *keys)
{
    *keys = (struct keys){.state = KEYS_PLAIN};
}

static void put(struct keys *keys, struct key key)
{
    if (keys->queued < KEYS_QUEUE)
        keys->queue[keys->queued++] = key;
}

static void put_code(struct keys *keys, uint32_t code, unsigned modifiers)
{
    put(keys, (struct key){.code = code, .modifiers = modifiers});
}

bool keys_next(struct keys *keys, struct key *key)
{
    if (keys->queued == 0)
        return false;
    *key = keys->queue[0];
    keys->queued--;
    memmove(keys->queue, keys->queue + 1, keys->queued * sizeof *keys->queue);
    return true;
}

bool keys_undecided(const struct keys *keys)
{
    return keys->state == KEYS_ESCAPE;
}

/* ---- characters ---- */

static void control_byte(struct keys *keys, uint8_t byte, unsigned modifiers)
{
    switch (byte) {
    case '\r':
    case '\n':
        put_code(keys, KEY_ENTER, modifiers);
        break;
    case '\t':
        put_code(keys, KEY_TAB, modifiers);
        break;
    case 0x08:
    case 0x7f:
        put_code(keys, KEY_BACKSPACE, modifiers);
        break;
    case 0:
        put_code(keys, ' ', modifiers | KEY_CTRL);
        break;
    default:
        /* 1..26 are letters, 28..31 are \ ] ^ _ */
        put_code(keys, byte + (byte < 27 ? 'a' - 1u : '@' + 0u), modifiers | KEY_CTRL);
    }
}

static void put_bad(struct keys *keys, uint8_t byte)
{
    put(keys, (struct key){.code = KEY_BAD, .byte = byte});
}

static void plain_byte(struct keys *keys, uint8_t byte, unsigned modifiers)
{
    keys->state = KEYS_PLAIN;
    if (byte == ESCAPE) {
        keys->state = KEYS_ESCAPE;
    } else if (byte < 0x20 || byte == 0x7f) {
        control_byte(keys, byte, modifiers);
    } else if (byte < 0x80) {
        put_code(keys, byte, modifiers);
    } else if (utf8_length(byte) == 0) {
        put_bad(keys, byte);
    } else {
        keys->state = KEYS_UTF8;
        keys->sequence[0] = (char)byte;
        keys->length = 1;
    }
}

static void utf8_byte(struct keys *keys, uint8_t byte)
{
    uint32_t code;
    if ((byte & 0xc0) != 0x80) {
        for (size_t i = 0; i < keys->length; i++)
            put_bad(keys, (uint8_t)keys->sequence[i]);
        plain_byte(keys, byte, 0);
        return;
    }
    keys->sequence[keys->length++] = (char)byte;
    if (keys->length < utf8_length((uint8_t)keys->sequence[0]))
        return;
    if (utf8_decode(keys->sequence, keys->length, &code) == keys->length)
        put_code(keys, code, 0);
    else
        for (size_t i = 0; i < keys->length; i++)
            put_bad(keys, (uint8_t)keys->sequence[i]);
    keys->state = KEYS_PLAIN;
}

/* ---- sequences ---- */

/* Numbers between semicolons; missing ones are 0. Returns how many there are. */
static size_t parse_parameters(const struct keys *keys, unsigned parameter[PARAMETERS])
{
    const char *at = keys->sequence;
    size_t count = 0;
    memset(parameter, 0, PARAMETERS * sizeof *parameter);
    while (count < PARAMETERS) {
        char *end;
        unsigned long value = strtoul(at, &end, 10);
        parameter[count++] = value < 10000 ? (unsigned)value : 9999;
        if (*end != ';')
            break;
        at = end + 1;
    }
    return count;
}

static uint32_t final_key(char final)
{
    static const struct { char final; uint32_t code; } table[] = {
        {'A', KEY_UP}, {'B', KEY_DOWN}, {'C', KEY_RIGHT}, {'D', KEY_LEFT}, {'H', KEY_HOME},
        {'F', KEY_END}, {'P', KEY_F1}, {'Q', KEY_F2}, {'R', KEY_F3}, {'S', KEY_F4},
        {'Z', KEY_BACK_TAB}, {'M', KEY_ENTER}, {'I', KEY_TAB},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].final == final)
            return table[i].code;
    return 0;
}

static uint32_t tilde_key(unsigned number)
{
    static const uint32_t table[] = {
        [1] = KEY_HOME, [2] = KEY_INSERT, [3] = KEY_DELETE, [4] = KEY_END, [5] = KEY_PAGE_UP,
        [6] = KEY_PAGE_DOWN, [7] = KEY_HOME, [8] = KEY_END, [11] = KEY_F1, [12] = KEY_F2,
        [13] = KEY_F3, [14] = KEY_F4, [15] = KEY_F5, [17] = KEY_F6, [18] = KEY_F7, [19] = KEY_F8,
        [20] = KEY_F9, [21] = KEY_F10, [23] = KEY_F11, [24] = KEY_F12,
    };
    return number < sizeof table / sizeof table[0] ? table[number] : 0;
}

/* xterm: 1 + shift + 2 alt + 4 control */
static unsigned modifiers_of(unsigned parameter)
{
    return parameter > 1 ? (parameter - 1) & (KEY_SHIFT | KEY_ALT | KEY_CTRL) : 0;
}

static void put_size(struct keys *keys, unsigned rows, unsigned columns)
{
    if (rows > 0 && columns > 0)
        put(keys, (struct key){.code = KEY_SIZE, .rows = rows, .columns = columns});
}

static void finish_csi(struct keys *keys, char final)
{
    unsigned parameter[PARAMETERS];
    uint32_t code = 0;
    keys->sequence[keys->length] = '\0';
    keys->state = KEYS_PLAIN;
    bool private = strchr("<=>?", keys->sequence[0]) != NULL && keys->length > 0;
    if (private)
        return;
    size_t count = parse_parameters(keys, parameter);
    if (final == '~' && parameter[0] == 200) {
        keys->state = KEYS_PASTING;
        keys->matched = 0;
    } else if (final == '~') {
        code = tilde_key(parameter[0]);
    } else if (final == 'n' && parameter[0] == 0) {
        code = KEY_ANSWER;
    } else if (final == 't' && parameter[0] == 8) {
        put_size(keys, parameter[1], parameter[2]);
    } else if (final == 'R' && count == 2 && !(parameter[0] == 1 && parameter[1] <= 8)) {
        /* the answer about a cursor in the far corner; 1;2..8 is F3 with a modifier */
        put_size(keys, parameter[0], parameter[1]);
    } else {
        code = final_key(final);
    }
    if (code == KEY_BACK_TAB)
        put_code(keys, code, KEY_SHIFT);
    else if (code != 0)
        put_code(keys, code, modifiers_of(parameter[1]));
}

static void csi_byte(struct keys *keys, uint8_t byte)
{
    if (byte == ESCAPE) {
        keys->state = KEYS_ESCAPE;      /* the sequence broke off */
    } else if (byte == '[' && keys->length == 0) {
        keys->sequence[keys->length++] = '[';       /* Linux console: ESC [ [ A..E are F1..F5 */
    } else if (keys->length == 1 && keys->sequence[0] == '[') {
        keys->state = KEYS_PLAIN;
        if (byte >= 'A' && byte <= 'E')
            put_code(keys, KEY_F1 + (byte - 'A'), 0);
    } else if (byte >= 0x40 && byte <= 0x7e) {
        finish_csi(keys, (char)byte);
    } else if (byte < 0x20 || byte >= 0x7f) {
        plain_byte(keys, byte, 0);      /* no sequence at all */
    } else if (keys->length < KEYS_SEQUENCE - 1) {
        keys->sequence[keys->length++] = (char)byte;
    }
}

static void escape_byte(struct keys *keys, uint8_t byte)
{
    if (byte == '[' || byte == 'O') {
        keys->state = byte == '[' ? KEYS_CSI : KEYS_SS3;
        keys->length = 0;
    } else if (byte == ESCAPE) {
        put_code(keys, KEY_ESCAPE, 0);  /* and the second one is as undecided as the first was */
    } else if (byte < 0x80) {
        plain_byte(keys, byte, KEY_ALT);
    } else {
        put_code(keys, KEY_ESCAPE, 0);
        plain_byte(keys, byte, 0);
    }
}

static void ss3_byte(struct keys *keys, uint8_t byte)
{
    uint32_t code = final_key((char)byte);
    keys->state = KEYS_PLAIN;
    if (code != 0) {
        put_code(keys, code, 0);
        return;
    }
    put_code(keys, 'O', KEY_ALT);       /* Alt-O, and a key after it */
    plain_byte(keys, byte, 0);
}

/* ---- pasted text: everything up to the mark that ends it ---- */

static void put_pasted(struct keys *keys, uint8_t byte)
{
    put(keys, (struct key){.code = KEY_PASTE, .byte = byte});
}

static void pasted_byte(struct keys *keys, uint8_t byte)
{
    if (byte == (uint8_t)paste_end[keys->matched]) {
        if (paste_end[++keys->matched] == '\0')
            keys->state = KEYS_PLAIN;
        return;
    }
    for (size_t i = 0; i < keys->matched; i++)
        put_pasted(keys, (uint8_t)paste_end[i]);
    keys->matched = byte == ESCAPE;
    if (byte != ESCAPE)
        put_pasted(keys, byte);
}

void keys_feed(struct keys *keys, uint8_t byte)
{
    switch (keys->state) {
    case KEYS_PLAIN:
        plain_byte(keys, byte, 0);
        break;
    case KEYS_ESCAPE:
        escape_byte(keys, byte);
        break;
    case KEYS_CSI:
        csi_byte(keys, byte);
        break;
    case KEYS_SS3:
        ss3_byte(keys, byte);
        break;
    case KEYS_UTF8:
        utf8_byte(keys, byte);
        break;
    case KEYS_PASTING:
        pasted_byte(keys, byte);
        break;
    }
}
