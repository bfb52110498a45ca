/*
 * Notepad: a full-screen editor. This file joins the editor (editor.h), which knows no connections,
 * to the terminal, the files and the power switch.
 */
#include <camkes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <files.h>
#include <keys.h>
#include <screen.h>
#include <terminal.h>
#include "editor.h"
#include "view.h"
#include "welcome.h"

#define BATCH 65536                     /* bytes taken in before the screen is drawn again */
#define BURST 12                        /* a key sends no more bytes than this */
#define DRAW_NS UINT64_C(250000000)     /* time between drawings while text pours in */
#define ANSWER_NS UINT64_C(2000000000)  /* an answer that takes longer is lost */

static struct terminal terminal = TERMINAL(serial, serial_ready);
static const struct files files = FILES(fs);
static struct screen screen;
static struct keys keys;
static struct editor editor;

/*
 * Text that is pasted comes in bursts; drawing after each would take longer than reading it. So
 * after a burst the terminal is asked for a sign of life, which comes behind what it has still to
 * send, and drawing waits for that. A few times a second it is done anyway.
 */
static struct {
    bool answers;                       /* the terminal has ever answered anything */
    bool asked;                         /* an answer is to come */
    uint64_t asked_at, drawn_at;        /* times in ns */
} pace;

static void show(void *context, const char *data, size_t size)
{
    (void)context;
    terminal_write(&terminal, data, size);
}

static void resize(const struct key *key)
{
    if (screen_resize(&screen, key->rows, key->columns))
        editor_resize(&editor, screen.rows, screen.columns);
    else
        editor_say(&editor, "No memory for a screen of that size");
}

static void take_key(const struct key *key)
{
    bool same = key->rows == screen.rows && key->columns == screen.columns;
    if (key->code == KEY_ANSWER)
        pace.asked = false;
    pace.answers |= key->code == KEY_ANSWER || key->code == KEY_SIZE;
    if (key->code == KEY_SIZE && !same)
        resize(key);
    else if (key->code != KEY_SIZE && key->code != KEY_ANSWER)
        editor_key(&editor, key);
}

static void take_bytes(const char *bytes, int count)
{
    for (int i = 0; i < count && !editor.quit; i++) {
        struct key key;
        keys_feed(&keys, (uint8_t)bytes[i]);
        while (keys_next(&keys, &key))
            take_key(&key);
    }
}

/* Waits for input and takes in all there is, up to a batch. Returns the number of bytes, or a
 * negative errno when the line is gone. */
static int take_input(void)
{
    char bytes[TERMINAL_ATOMIC];
    int count = terminal_read(&terminal, bytes, sizeof bytes), total = 0;
    while (count > 0) {
        take_bytes(bytes, count);
        total += count;
        if (total >= BATCH || editor.quit)
            return total;
        count = terminal_poll(&terminal, bytes, sizeof bytes);
    }
    return count < 0 ? count : total;
}

/* Whether to draw after this many bytes; if not, an answer will come. */
static bool time_to_draw(int taken)
{
    if (!pace.answers || (taken <= BURST && !pace.asked))
        return true;
    uint64_t now = clock_now();
    if (!pace.asked) {
        screen_send(&screen, KEYS_ASK);
        pace.asked_at = now;
    }
    pace.asked = now - pace.asked_at < ANSWER_NS;
    return !pace.asked || now - pace.drawn_at >= DRAW_NS;
}

static void draw(void)
{
    if (editor.redraw) {
        screen_forget(&screen);
        screen_ask_size(&screen);
        editor.redraw = false;
    }
    view_draw(&editor, &screen);
    screen_show(&screen);
    pace.drawn_at = clock_now();
    if (keys_undecided(&keys))
        screen_send(&screen, KEYS_ASK);
}

static bool start(void)
{
    if (terminal_mode(&terminal, SERIAL_RAW) != 0 ||
        !screen_init(&screen, 24, 80, show, NULL)) {
        terminal_printf(&terminal, "notepad: not enough memory to start\r\n");
        return false;
    }
    files_close_all(&files);
    keys_init(&keys);
    screen_start(&screen);
    screen_ask_size(&screen);
    editor_init(&editor, &files);
    int result = welcome_write(&files);
    editor_open(&editor, startup_file);
    if (result != 0)
        editor_fail(&editor, "The disk cannot be written", result);
    return true;
}

int run(void)
{
    int taken = 0;
    if (!start())
        return 1;
    while (taken >= 0 && !editor.quit) {
        if (time_to_draw(taken))
            draw();
        taken = take_input();
    }
    screen_stop(&screen);
    terminal_printf(&terminal, "Goodbye.\r\n");
    terminal_flush(&terminal);
    power_off();
    terminal_printf(&terminal, "The machine does not switch off.\r\n");
    return 1;
}
