// link: stdlib-components/tui/keys.c stdlib-components/tui/utf8.c
// cflags: -Istdlib-components/tui
/* Keys: every sequence, cut at every place; garbage; pasted text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "keys.h"

static const char *const names[] = {
    "UP", "DOWN", "RIGHT", "LEFT", "HOME", "END", "PGUP", "PGDN", "INS", "DEL", "BS", "ENTER",
    "TAB", "BACKTAB", "ESC", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11",
    "F12", "PASTE", "SIZE", "ANSWER", "BAD"};

static void describe(const struct key *key, char *text)
{
    text += sprintf(text, "%s%s%s", key->modifiers & KEY_CTRL ? "C-" : "",
                    key->modifiers & KEY_ALT ? "A-" : "", key->modifiers & KEY_SHIFT ? "S-" : "");
    if (key->code == KEY_SIZE)
        sprintf(text, "SIZE%ux%u ", key->rows, key->columns);
    else if (key->code == KEY_PASTE || key->code == KEY_BAD)
        sprintf(text, "%s%02x ", names[key->code - KEY_UP], key->byte);
    else if (key->code >= KEY_UP)
        sprintf(text, "%s ", names[key->code - KEY_UP]);
    else if (key->code > ' ' && key->code < 0x7f)
        sprintf(text, "%c ", (char)key->code);
    else
        sprintf(text, "%x ", key->code);
}

static void decode(struct keys *keys, const char *bytes, char *text)
{
    struct key key;
    for (; *bytes != '\0'; bytes++) {
        keys_feed(keys, (uint8_t)*bytes);
        while (keys_next(keys, &key)) {
            describe(&key, text);
            text += strlen(text);
        }
    }
    *text = '\0';
}

static void expect(const char *bytes, const char *expected)
{
    struct keys keys;
    char text[500] = "";
    keys_init(&keys);
    decode(&keys, bytes, text);
    assert_string_equal(text, expected);
    assert_false(keys_undecided(&keys));
}

static void characters(void **state)
{
    (void)state;
    expect("aZ ~", "a Z 20 ~ ");
    expect("é日🙂", "e9 65e5 1f642 ");
    expect("\r\n\t\b\x7f", "ENTER ENTER TAB BS BS ");
    expect("\x01\x1a\x1c\x1f", "C-a C-z C-\\ C-_ ");
}

static void sequences(void **state)
{
    (void)state;
    expect("\033[A\033[B\033[C\033[D\033[H\033[F", "UP DOWN RIGHT LEFT HOME END ");
    expect("\033OA\033OH\033OP\033OS", "UP HOME F1 F4 ");
    expect("\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~",
           "HOME INS DEL END PGUP PGDN HOME END ");
    expect("\033[11~\033[14~\033[15~\033[17~\033[21~\033[23~\033[24~", "F1 F4 F5 F6 F10 F11 F12 ");
    expect("\033[[A\033[[E", "F1 F5 ");
    expect("\033[1;5C\033[1;3A\033[3;2~\033[1;6H", "C-RIGHT A-UP S-DEL C-S-HOME ");
    expect("\033[Z\033x\033\r\033\x7f", "S-BACKTAB A-x A-ENTER A-BS ");
    expect("\033\x01", "C-A-a ");
    expect("\033[8;50;132t\033[24;80R\033[1;200R", "SIZE50x132 SIZE24x80 SIZE1x200 ");
    expect("\033[1;2R\033OR", "S-F3 F3 ");
    expect("\033[0n\033[?1;2c\033[99~\033[200X", "ANSWER ");
}

static void lone_escape(void **state)
{
    struct keys keys;
    char text[100];
    (void)state;
    keys_init(&keys);
    decode(&keys, "\033", text);
    assert_string_equal(text, "");
    assert_true(keys_undecided(&keys));
    decode(&keys, "\033[0n", text);             /* the answer to KEYS_ASK */
    assert_string_equal(text, "ESC ANSWER ");
    decode(&keys, "\033", text);
    decode(&keys, "[A\033[0n", text);           /* it was the start of a sequence */
    assert_string_equal(text, "UP ANSWER ");
    expect("\033\033\033[A", "ESC ESC UP ");
    expect("\033é", "ESC e9 ");
}

static void damaged(void **state)
{
    (void)state;
    expect("\x80\xff" "a", "BAD80 BADff a ");
    expect("\xc3(", "BADc3 ( ");
    expect("\xe2\x82\033[A", "BADe2 BAD82 UP ");
    expect("\xed\xa0\x80", "BADed BADa0 BAD80 ");
    expect("\033[12\033[A", "UP ");
    expect("\033[12\x01" "a", "C-a a ");
    expect("\033[999999999999999999;5~x", "x ");
    expect("\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20Ax", "S-UP x ");
}

static void pasting(void **state)
{
    (void)state;
    expect("\033[200~a\r\033[201~b", "PASTE61 PASTE0d b ");
    expect("\033[200~\033[A\033[20\033[201~x",
           "PASTE1b PASTE5b PASTE41 PASTE1b PASTE5b PASTE32 PASTE30 x ");
    expect("\033[200~\x11\xc3\xa9\033[201~", "PASTE11 PASTEc3 PASTEa9 ");
}

static void random_bytes(void **state)
{
    struct keys keys;
    struct key key;
    (void)state;
    srand(3);
    keys_init(&keys);
    for (int i = 0; i < 1000000; i++) {
        static const char common[] = "\033[O;~0123456789ABtR";
        uint8_t byte = rand() % 2 ? (uint8_t)rand() : (uint8_t)common[rand() % 18];
        keys_feed(&keys, byte);
        while (keys_next(&keys, &key))
            assert_true(key.code <= KEY_BAD);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters), cmocka_unit_test(sequences), cmocka_unit_test(lone_escape),
        cmocka_unit_test(damaged), cmocka_unit_test(pasting), cmocka_unit_test(random_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
