/*
 * screen: a person at a terminal, for tests. Runs a program on a pseudo terminal, types what a
 * script says and looks at the screen.
 *
 *     screen [-o FILE] SCRIPT -- PROGRAM [ARGUMENT...]
 *
 * -o keeps every byte that the program wrote. UPDATE=1 in the environment rewrites the golden
 * screens. The script has one step per line; strings are written as in C:
 *
 *     timeout SECONDS     how long the steps that follow may take (20)
 *     wait "TEXT"         until it stands on the screen
 *     gone "TEXT"         until it no longer does
 *     expect "TEXT"       until the program has written it, behind what was expected last
 *     never "TEXT"        fail if it has been written so far
 *     screen FILE         until the screen and the cursor are as in the file (beside the script)
 *     send "BYTES"        at once
 *     type "TEXT"         as fingers do, with a pause between keys
 *     key NAME...         UP F1 CTRL-S DOWN*20 ...; what is none of the names is typed as it is
 *     paste FILE          a whole file, as terminals paste
 *     paste-lines N TEXT  N numbered lines: 000001 TEXT ...
 *     pause SECONDS
 *     exit STATUS         the program ends with this status
 *     kill                as by power failure
 */
#include "terminal.h"
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { KEY_PAUSE_MS = 20, SETTLE_MS = 300 };

static struct {
    struct terminal terminal;
    char *heard;                        /* everything the program wrote, 0-terminated */
    size_t length, capacity, expected;  /* expected: end of what `expect` found last */
    int pty;                            /* -1: the program has closed it */
    pid_t child;
    double timeout;
    const char *script;
    int line;
    FILE *output;
} s;

static void stop_child(void)
{
    if (s.child > 0) {
        kill(-s.child, SIGKILL);        /* and whatever it has started */
        waitpid(s.child, NULL, 0);
    }
}

static void __attribute__((noreturn, format(printf, 1, 2))) fail(const char *format, ...)
{
    char text[8192];
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: ", s.script, s.line);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    terminal_text(&s.terminal, text);
    fprintf(stderr, "\n---- the screen (cursor %d,%d) ----\n%s----\n", s.terminal.row + 1,
            s.terminal.column + 1, text);
    stop_child();
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *must(void *pointer)
{
    if (pointer == NULL)
        fail("out of memory");
    return pointer;
}

static void hear(const char *bytes, size_t count)
{
    if (s.length + count + 1 > s.capacity) {
        s.capacity = 2 * (s.length + count + 1);
        s.heard = must(realloc(s.heard, s.capacity));
    }
    memcpy(s.heard + s.length, bytes, count);
    s.length += count;
    s.heard[s.length] = '\0';
    if (s.output)
        fwrite(bytes, 1, count, s.output);
    terminal_feed(&s.terminal, bytes, count);
}

/* take what the program writes for up to `seconds`; true when something came */
static bool listen_for(double seconds)
{
    char buffer[4096];
    struct pollfd fd = { .fd = s.pty, .events = POLLIN };
    if (poll(&fd, 1, (int)(seconds * 1000)) <= 0)
        return false;
    ssize_t count = read(s.pty, buffer, sizeof buffer);
    if (count <= 0) {
        close(s.pty);
        s.pty = -1;
        return false;
    }
    for (ssize_t i = 0; i < count; i++)
        if (buffer[i] == '\0')
            buffer[i] = '?';
    hear(buffer, (size_t)count);
    return true;
}

/* write bytes while listening, so that neither side waits for the other for ever */
static void say(const char *bytes, size_t count)
{
    double end = now() + s.timeout;
    while (count > 0) {
        struct pollfd fd = { .fd = s.pty, .events = POLLIN | POLLOUT };
        if (s.pty < 0)
            fail("the program has ended");
        if (now() > end)
            fail("the program does not read: %zu bytes left", count);
        poll(&fd, 1, 1000);
        if (fd.revents & (POLLIN | POLLHUP)) {
            listen_for(0);
        } else if (fd.revents & POLLOUT) {
            ssize_t done = write(s.pty, bytes, count < 256 ? count : 256);
            if (done < 0 && errno != EAGAIN)
                fail("cannot write: %s", strerror(errno));
            bytes += done > 0 ? done : 0;
            count -= done > 0 ? (size_t)done : 0;
        }
    }
}

/* answer what the program asked the terminal, then listen a little */
static void pump(double seconds)
{
    double end = now() + seconds;
    do {
        if (s.pty < 0) {
            usleep(10000);
        } else {
            listen_for(end - now() > 0.05 ? 0.05 : 0.01);
            if (s.terminal.reply_length > 0 && s.pty >= 0) {
                char reply[sizeof s.terminal.reply];   /* more may come while this is said */
                size_t length = s.terminal.reply_length;
                memcpy(reply, s.terminal.reply, length);
                s.terminal.reply_length = 0;
                say(reply, length);
            }
        }
    } while (now() < end);
}

/* Steps. Each gets the unescaped argument and its length. */

static bool on_screen(const char *text)
{
    char screen[8192];
    terminal_text(&s.terminal, screen);
    return strstr(screen, text) != NULL;
}

static void step_wait(const char *text, bool wanted)
{
    double end = now() + s.timeout;
    while (on_screen(text) != wanted) {
        if (now() > end || s.pty < 0)
            fail(wanted ? "\"%s\" does not appear" : "\"%s\" does not go away", text);
        pump(0.01);
    }
}

static void step_expect(const char *text)
{
    double end = now() + s.timeout;
    for (;;) {
        bool closed = s.pty < 0;
        char *found = s.heard ? strstr(s.heard + s.expected, text) : NULL;
        if (found) {
            s.expected = (size_t)(found - s.heard) + strlen(text);
            return;
        }
        if (now() > end || closed)
            fail("\"%s\" is not written%s", text, closed ? ", and the program has ended" : "");
        pump(0.01);
    }
}

static char *beside_script(const char *name)
{
    const char *slash = strrchr(s.script, '/');
    char *path = NULL;
    if (name[0] == '/' || slash == NULL)
        return must(strdup(name));
    if (asprintf(&path, "%.*s/%s", (int)(slash - s.script), s.script, name) < 0)
        fail("out of memory");
    return path;
}

static char *read_file(const char *name, size_t *length)
{
    char *path = beside_script(name), *text = NULL;
    FILE *file = fopen(path, "r");
    size_t capacity = 0;
    *length = 0;
    if (!file)
        return NULL;
    do {
        capacity += 65536;
        text = must(realloc(text, capacity + 1));
        *length += fread(text + *length, 1, capacity - *length, file);
    } while (*length == capacity);
    text[*length] = '\0';
    fclose(file);
    free(path);
    return text;
}

/* as terminals paste: line ends as Enter sends them, in brackets for a program that asked */
static void paste(char *text, size_t length)
{
    bool brackets = s.terminal.brackets;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\n')
            text[i] = '\r';
    say("\033[200~", brackets ? 6 : 0);
    say(text, length);
    say("\033[201~", brackets ? 6 : 0);
}

static void step_paste(const char *name)
{
    size_t length;
    char *text = read_file(name, &length);
    if (!text)
        fail("no file %s", name);
    paste(text, length);
    free(text);
}

static void step_paste_lines(const char *argument)
{
    char rest[200] = "", *text = NULL;
    size_t length = 0;
    unsigned count = 0;
    sscanf(argument, "%u %199[^\n]", &count, rest);
    FILE *lines = must(open_memstream(&text, &length));
    for (unsigned i = 1; i <= count; i++)
        fprintf(lines, "%06u %s\n", i, rest);
    fclose(lines);
    paste(text, length);
    free(text);
}

static void screen_now(char *text)
{
    terminal_text(&s.terminal, text);
    text += strlen(text);
    if (s.terminal.hidden)
        strcpy(text, "cursor hidden\n");
    else
        sprintf(text, "cursor %d,%d\n", s.terminal.row + 1, s.terminal.column + 1);
}

static void step_screen(const char *name)
{
    char screen[8400];
    size_t length;
    double end = now() + s.timeout;
    char *golden = read_file(name, &length);
    const char *update = getenv("UPDATE");
    if (update && update[0] == '1') {
        pump(2 * SETTLE_MS / 1000.0);
        screen_now(screen);
        if (!golden || strcmp(golden, screen) != 0) {
            FILE *file = must(fopen(beside_script(name), "w"));
            fputs(screen, file);
            fclose(file);
            printf("updated %s\n", name);
        }
    } else {
        for (screen_now(screen); !golden || strcmp(golden, screen) != 0; screen_now(screen)) {
            if (!golden || now() > end || s.pty < 0)
                fail("the screen is not as in %s:\n%s", name, golden ? golden : "(no such file)");
            pump(0.05);
        }
    }
    free(golden);
}

static void step_type(const char *text)
{
    for (; *text; text++) {
        say(text, 1);
        if (((unsigned char)text[1] & 0xc0) != 0x80)    /* not inside a UTF-8 character */
            pump(KEY_PAUSE_MS / 1000.0);
    }
}

static const struct { const char *name, *bytes; } keys[] = {
    { "UP", "\033[A" }, { "DOWN", "\033[B" }, { "RIGHT", "\033[C" }, { "LEFT", "\033[D" },
    { "HOME", "\033[H" }, { "END", "\033[F" }, { "INSERT", "\033[2~" }, { "DELETE", "\033[3~" },
    { "PGUP", "\033[5~" }, { "PGDN", "\033[6~" }, { "ENTER", "\r" }, { "TAB", "\t" },
    { "ESC", "\033" }, { "BACKSPACE", "\177" }, { "SPACE", " " },
    { "F1", "\033OP" }, { "F2", "\033OQ" }, { "F3", "\033OR" }, { "F4", "\033OS" },
    { "F5", "\033[15~" }, { "F6", "\033[17~" }, { "F7", "\033[18~" }, { "F8", "\033[19~" },
    { "F9", "\033[20~" }, { "F10", "\033[21~" }, { "F11", "\033[23~" }, { "F12", "\033[24~" },
};

static void press(const char *name)
{
    char control[2] = { 0 };
    if (strncmp(name, "CTRL-", 5) == 0 && name[5] != '\0' && name[6] == '\0') {
        control[0] = (char)(toupper((unsigned char)name[5]) & 0x1f);
        say(control, 1);
        return;
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(keys[i].name, name) == 0) {
            say(keys[i].bytes, strlen(keys[i].bytes));
            return;
        }
    say(name, strlen(name));
}

/* NAME, or NAME*COUNT */
static void step_key(char *names)
{
    for (char *name = strtok(names, " "); name; name = strtok(NULL, " ")) {
        char *star = name[1] ? strchr(name, '*') : NULL;
        int count = star ? atoi(star + 1) : 1;
        if (star)
            *star = '\0';
        for (; count > 0; count--) {
            press(name);
            pump(KEY_PAUSE_MS / 1000.0);
        }
    }
}

static void step_exit(int wanted)
{
    int status;
    double end = now() + s.timeout;
    while (waitpid(s.child, &status, WNOHANG) == 0) {
        if (now() > end)
            fail("the program does not end");
        pump(0.02);
    }
    s.child = 0;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (code != wanted)
        fail("the program ended with status %d, not %d", code, wanted);
}

/* undo the quotes and escapes of a C string, in place; returns its length */
static size_t unquote(char *text)
{
    char *in = text, *out = text;
    size_t end = strlen(text);
    if (end < 2 || text[0] != '"' || text[end - 1] != '"')
        return end;
    text[end - 1] = '\0';
    for (in++; *in; in++) {
        if (*in != '\\') {
            *out++ = *in;
        } else if (*++in == 'x') {
            *out++ = (char)strtol((char[]){ in[1], in[2], 0 }, NULL, 16);
            in += 2;
        } else {
            const char *letter = strchr("n\nr\rt\te\033", *in);
            *out++ = letter ? letter[1] : *in;
        }
    }
    *out = '\0';
    return (size_t)(out - text);
}

static void step(const char *verb, char *argument)
{
    size_t length = unquote(argument);
    if (strcmp(verb, "timeout") == 0)
        s.timeout = atof(argument);
    else if (strcmp(verb, "wait") == 0 || strcmp(verb, "gone") == 0)
        step_wait(argument, verb[0] == 'w');
    else if (strcmp(verb, "expect") == 0)
        step_expect(argument);
    else if (strcmp(verb, "never") == 0) {
        if (s.heard && strstr(s.heard, argument))
            fail("\"%s\" is written", argument);
    } else if (strcmp(verb, "screen") == 0)
        step_screen(argument);
    else if (strcmp(verb, "send") == 0)
        say(argument, length);
    else if (strcmp(verb, "type") == 0)
        step_type(argument);
    else if (strcmp(verb, "key") == 0)
        step_key(argument);
    else if (strcmp(verb, "paste") == 0)
        step_paste(argument);
    else if (strcmp(verb, "paste-lines") == 0)
        step_paste_lines(argument);
    else if (strcmp(verb, "pause") == 0)
        pump(atof(argument));
    else if (strcmp(verb, "exit") == 0)
        step_exit(atoi(argument));
    else if (strcmp(verb, "kill") == 0)
        stop_child();
    else
        fail("there is no step '%s'", verb);
}

static void start(char **command)
{
    struct winsize size = { .ws_row = TERMINAL_ROWS, .ws_col = TERMINAL_COLUMNS };
    struct termios raw;
    memset(&raw, 0, sizeof raw);
    cfmakeraw(&raw);
    s.child = forkpty(&s.pty, NULL, &raw, &size);
    if (s.child < 0)
        fail("no pseudo terminal: %s", strerror(errno));
    if (s.child == 0) {
        execvp(command[0], command);
        fprintf(stderr, "%s: %s\r\n", command[0], strerror(errno));
        _exit(127);
    }
    fcntl(s.pty, F_SETFL, O_NONBLOCK);
}

int main(int argc, char **argv)
{
    char line[4096], verb[16];
    int at = 1, skip;
    if (argc > 2 && strcmp(argv[1], "-o") == 0) {
        s.output = fopen(argv[2], "w");
        at = 3;
    }
    if (argc < at + 3 || strcmp(argv[at + 1], "--") != 0) {
        fprintf(stderr, "usage: screen [-o FILE] SCRIPT -- PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    s.script = argv[at];
    s.timeout = 20;
    FILE *script = fopen(s.script, "r");
    if (!script) {
        perror(s.script);
        return 2;
    }
    terminal_reset(&s.terminal);
    start(argv + at + 2);
    while (fgets(line, sizeof line, script)) {
        s.line++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#' && sscanf(line, "%15s %n", verb, &skip) == 1)
            step(verb, line + skip);
    }
    stop_child();
    return 0;
}
