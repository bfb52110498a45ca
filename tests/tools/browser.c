/*
 * browser: a person at a web page, for tests. Opens headless Chromium, does what a script says
 * with real mouse and key events, and looks at what comes of it.
 *
 *     browser -p PROFILE SCRIPT...        PROFILE: an empty folder for what Chromium keeps
 *
 * Scripts run one after the other, each in a page of its own; prints "PASS name" or "FAIL name"
 * for each, named as its file without folder and ending. One step per line; strings are written
 * as in JSON; EXPRESSION is the rest of the line, JavaScript:
 *
 *     size WIDTH HEIGHT           of the window (1280 800)
 *     dark, light                 what the reader prefers
 *     script off                  for pages that are opened from here on
 *     open FILE                   until it is loaded
 *     click "SELECTOR"            the mouse, at the middle of the first such element
 *     drag "SELECTOR" DX DY       from there
 *     wheel "SELECTOR" DY [ctrl]
 *     key NAME...                 Tab Shift+Tab Enter Escape ArrowDown + - ...
 *     type "TEXT"
 *     expect "TEXT" EXPRESSION    until it is TEXT
 *     check FILE                  JavaScript (beside the script) whose value must be ""
 *     picture FILE                PNG of what the window shows
 *
 * At the end of each script the page must have reported no error and asked for nothing but itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STEP_SECONDS = 30, POLL_MS = 20, STILL = 4 };

static struct {
    pid_t child;
    int to, from;                       /* pipes: messages of the protocol, each ends with a NUL */
    char *heard;                        /* bytes that are no whole message yet */
    size_t length, room;
    int last_id;
    char session[128];                  /* of the page, "" before there is one */
    char url[4096];
    bool loaded;
    const char *script;                 /* file and line that is carried out */
    int line;
    bool failed;
    char complaint[4096];               /* the first thing the page should not have done */
} b;

static void stop_browser(void)
{
    if (b.child > 0) {
        kill(-b.child, SIGKILL);        /* and whatever it has started */
        waitpid(b.child, NULL, 0);
    }
}

static _Noreturn void give_up(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fprintf(stderr, "browser: ");
    vfprintf(stderr, format, args);
    fprintf(stderr, "\n");
    va_end(args);
    stop_browser();
    exit(2);
}

static void fail(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    printf("%s:%d: ", b.script, b.line);
    vprintf(format, args);
    printf("\n");
    va_end(args);
    b.failed = true;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the protocol ---- */

static void start_browser(const char *profile)
{
    static char data[4200];
    char *const argv[] = {(char *)"chromium", (char *)"--headless=new", (char *)"--no-sandbox",
        (char *)"--disable-gpu", (char *)"--disable-dev-shm-usage", (char *)"--no-first-run",
        (char *)"--hide-scrollbars", (char *)"--disable-extensions",
        (char *)"--disable-background-networking", (char *)"--disable-component-update",
        (char *)"--remote-debugging-pipe", data, (char *)"about:blank", NULL};
    int in[2], out[2];

    snprintf(data, sizeof data, "--user-data-dir=%s", profile);
    if (pipe(in) != 0 || pipe(out) != 0)
        give_up("no pipe");
    b.child = fork();
    if (b.child == 0) {
        int null = open("/dev/null", O_RDWR), commands = fcntl(in[0], F_DUPFD, 10),
            answers = fcntl(out[1], F_DUPFD, 10);

        setpgid(0, 0);
        for (int fd = 0; fd < 3; fd++)
            dup2(null, fd);
        dup2(commands, 3);              /* where Chromium reads and writes */
        dup2(answers, 4);
        close(commands);
        close(answers);
        execvp(argv[0], argv);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    b.to = in[1];
    b.from = out[0];
}

static void complain(const char *what, const char *text)
{
    if (!*b.complaint)
        snprintf(b.complaint, sizeof b.complaint, "%s: %s", what, text ? text : "?");
}

static const char *text_of(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void on_request(json_t *params)
{
    const char *url = text_of(json_object_get(params, "request"), "url");

    if (url && strncmp(url, b.url, strlen(b.url)) != 0)
        complain("the page asked for", url);
}

static void on_event(const char *method, json_t *params)
{
    if (strcmp(method, "Page.loadEventFired") == 0) {
        b.loaded = true;
    } else if (strcmp(method, "Network.requestWillBeSent") == 0) {
        on_request(params);
    } else if (strcmp(method, "Runtime.exceptionThrown") == 0) {
        json_t *details = json_object_get(params, "exceptionDetails");

        complain("error", text_of(json_object_get(details, "exception"), "description"));
    } else if (strcmp(method, "Runtime.consoleAPICalled") == 0) {
        complain("console", text_of(params, "type"));
    } else if (strcmp(method, "Log.entryAdded") == 0) {
        complain("log", text_of(json_object_get(params, "entry"), "text"));
    }
}

/* The next whole message. */
static json_t *listen_once(double until)
{
    for (;;) {
        char *end = b.length ? memchr(b.heard, '\0', b.length) : NULL;
        struct pollfd p = {.fd = b.from, .events = POLLIN};
        ssize_t n;

        if (end) {
            size_t used = (size_t)(end - b.heard) + 1;
            json_t *message = json_loads(b.heard, 0, NULL);

            memmove(b.heard, b.heard + used, b.length - used);
            b.length -= used;
            return message;
        }
        if (b.length + 65536 > b.room) {
            b.room = b.room * 2 + 65536;
            b.heard = realloc(b.heard, b.room);
        }
        if (now() > until || poll(&p, 1, 1000) < 0)
            give_up("%s:%d: Chromium does not answer", b.script, b.line);
        if (!(p.revents & (POLLIN | POLLHUP)))
            continue;
        n = read(b.from, b.heard + b.length, b.room - b.length);
        if (n <= 0)
            give_up("Chromium has ended");
        b.length += (size_t)n;
    }
}

/* Sends a command (steals params) and returns its result; the caller gives it back. */
static json_t *command(const char *method, json_t *params)
{
    json_t *message = json_pack("{s:i, s:s, s:o}", "id", ++b.last_id, "method", method,
                                "params", params ? params : json_object());
    char *text;

    if (*b.session)
        json_object_set_new(message, "sessionId", json_string(b.session));
    text = json_dumps(message, JSON_COMPACT);
    json_decref(message);
    for (size_t at = 0, all = strlen(text) + 1; at < all;) {
        ssize_t n = write(b.to, text + at, all - at);

        if (n < 0)
            give_up("Chromium does not listen");
        at += (size_t)n;
    }
    free(text);
    for (;;) {
        json_t *answer = listen_once(now() + STEP_SECONDS);
        const char *event = text_of(answer, "method");
        json_t *result = json_object_get(answer, "result");

        if (event)
            on_event(event, json_object_get(answer, "params"));
        if (json_integer_value(json_object_get(answer, "id")) == b.last_id) {
            if (!result)
                fail("%s: %s", method, text_of(json_object_get(answer, "error"), "message"));
            result = result ? json_incref(result) : json_object();
            json_decref(answer);
            return result;
        }
        json_decref(answer);
    }
}

static void tell(const char *method, json_t *params)
{
    json_decref(command(method, params));
}

static void new_page(void)
{
    static const char *const domains[] = {"Page.enable", "Runtime.enable", "Log.enable",
                                          "Network.enable"};
    json_t *target, *session;

    b.session[0] = '\0';
    target = command("Target.createTarget", json_pack("{s:s}", "url", "about:blank"));
    session = command("Target.attachToTarget", json_pack("{s:s, s:b}", "targetId",
                      text_of(target, "targetId"), "flatten", 1));
    snprintf(b.session, sizeof b.session, "%s", text_of(session, "sessionId"));
    json_decref(target);
    json_decref(session);
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        tell(domains[i], NULL);
}

/* ---- what is on the page ---- */

/* The value of an expression as text, or what is wrong with it; the caller frees it. */
static char *value(const char *expression)
{
    json_t *result = command("Runtime.evaluate", json_pack("{s:s, s:b}", "expression", expression,
                                                           "returnByValue", 1));
    json_t *v = json_object_get(json_object_get(result, "result"), "value");
    json_t *error = json_object_get(result, "exceptionDetails");
    char *text;

    if (error)
        v = json_object_get(json_object_get(error, "exception"), "description");
    text = json_is_string(v) ? strdup(json_string_value(v))
                             : json_dumps(v ? v : json_null(), JSON_ENCODE_ANY);
    json_decref(result);
    return text;
}

/*
 * Where the middle of an element is, after it has been scrolled to: when it has stood still for
 * some frames, and nothing else covers it.
 */
static bool find(const char *selector, double *x, double *y)
{
    double last_x = -1, last_y = -1;
    int still = 0;
    json_t *string = json_string(selector);
    char *quoted = json_dumps(string, JSON_ENCODE_ANY), *expression, *at;
    double deadline = now() + STEP_SECONDS;
    bool found;

    if (asprintf(&expression, "(() => { const e = document.querySelector(%s); if (!e) return '';"
                 "e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                 "const x = r.left + r.width / 2, y = r.top + r.height / 2;"
                 "const hit = document.elementFromPoint(x, y);"
                 "return hit && (e.contains(hit) || hit.contains(e)) ? x + ' ' + y : ''; })()",
                 quoted) < 0)
        give_up("out of memory");
    do {
        at = value(expression);
        found = sscanf(at, "%lf %lf", x, y) == 2;
        free(at);
        still = found && *x == last_x && *y == last_y ? still + 1 : 0;
        last_x = *x;
        last_y = *y;
        found = still >= STILL;
    } while (!found && !b.failed && now() < deadline && poll(NULL, 0, POLL_MS) == 0);
    if (!found)
        fail("there is no %s to be seen", selector);
    free(expression);
    free(quoted);
    json_decref(string);
    return found;
}

static void mouse(const char *type, double x, double y)
{
    bool move = strcmp(type, "mouseMoved") == 0;

    tell("Input.dispatchMouseEvent", json_pack("{s:s, s:f, s:f, s:s, s:i, s:i}", "type", type,
         "x", x, "y", y, "button", move ? "none" : "left", "buttons", 1, "clickCount", !move));
}

/* ---- steps ---- */

/* A JSON string at the start of the text, which is advanced behind it. */
static char *string_at(char **text)
{
    json_error_t error;
    json_t *string;
    char *copy;

    *text += strspn(*text, " ");
    string = json_loads(*text, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &error);
    if (!json_is_string(string)) {
        fail("a string was expected at %s", *text);
        return strdup("");
    }
    copy = strdup(json_string_value(string));
    *text += error.position;
    *text += strspn(*text, " ");
    json_decref(string);
    return copy;
}

static void step_open(char *argument)
{
    char path[4000];
    double deadline = now() + STEP_SECONDS;

    if (!realpath(argument, path)) {
        fail("there is no file %s", argument);
        return;
    }
    snprintf(b.url, sizeof b.url, "file://%s", path);
    b.loaded = false;
    tell("Page.navigate", json_pack("{s:s}", "url", b.url));
    while (!b.loaded && now() < deadline) {
        json_t *event = listen_once(deadline);
        const char *name = text_of(event, "method");

        if (name)
            on_event(name, json_object_get(event, "params"));
        json_decref(event);
    }
}

static void step_click(char *argument)
{
    char *selector = string_at(&argument);
    double x, y;

    if (find(selector, &x, &y)) {
        mouse("mouseMoved", x, y);
        mouse("mousePressed", x, y);
        mouse("mouseReleased", x, y);
    }
    free(selector);
}

static void step_drag(char *argument)
{
    char *selector = string_at(&argument);
    double x, y, dx, dy;

    if (sscanf(argument, "%lf %lf", &dx, &dy) != 2)
        fail("drag wants two numbers");
    else if (find(selector, &x, &y)) {
        mouse("mouseMoved", x, y);
        mouse("mousePressed", x, y);
        mouse("mouseMoved", x + dx, y + dy);
        mouse("mouseReleased", x + dx, y + dy);
    }
    free(selector);
}

static void step_wheel(char *argument)
{
    char *selector = string_at(&argument);
    double x, y, dy = atof(argument);

    if (find(selector, &x, &y))
        tell("Input.dispatchMouseEvent", json_pack("{s:s, s:f, s:f, s:f, s:f, s:i}", "type",
             "mouseWheel", "x", x, "y", y, "deltaX", 0.0, "deltaY", dy,
             "modifiers", strstr(argument, "ctrl") ? 2 : 0));
    free(selector);
}

static void press(const char *name)
{
    static const struct { const char *name; int code; const char *text; } keys[] = {
        {"Tab", 9, NULL}, {"Enter", 13, "\r"}, {"Escape", 27, NULL}, {"Space", 32, " "},
        {"ArrowLeft", 37, NULL}, {"ArrowUp", 38, NULL}, {"ArrowRight", 39, NULL},
        {"ArrowDown", 40, NULL}, {"Home", 36, NULL}, {"End", 35, NULL}, {"Backspace", 8, NULL}};
    int modifiers = strncmp(name, "Shift+", 6) == 0 ? 8 : 0, code = 0;
    const char *text;

    name += modifiers ? 6 : 0;
    text = name[1] ? NULL : name;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i].name, name) == 0) {
            code = keys[i].code;
            text = keys[i].text;
        }
    if (!code && !text) {
        fail("there is no key %s", name);
        return;
    }
    for (int up = 0; up < 2; up++)
        tell("Input.dispatchKeyEvent", json_pack("{s:s, s:s, s:i, s:i, s:s*}", "type",
             up ? "keyUp" : text ? "keyDown" : "rawKeyDown",
             "key", strcmp(name, "Space") == 0 ? " " : name, "windowsVirtualKeyCode", code,
             "modifiers", modifiers, "text", up ? NULL : text));
}

static void step_key(char *argument)
{
    for (char *key = strtok(argument, " "); key; key = strtok(NULL, " "))
        press(key);
}

static void step_type(char *argument)
{
    char *text = string_at(&argument);

    for (char *c = text; *c; c++)
        press((char[]){*c, '\0'});
    free(text);
}

static void step_expect(char *argument)
{
    char *wanted = string_at(&argument), *got = value(argument);
    double deadline = now() + STEP_SECONDS / 5;

    while (strcmp(got, wanted) != 0 && !b.failed && now() < deadline) {
        poll(NULL, 0, POLL_MS);
        free(got);
        got = value(argument);
    }
    if (strcmp(got, wanted) != 0)
        fail("%s\n    is       %s\n    expected %s", argument, got, wanted);
    free(got);
    free(wanted);
}

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t length;
    char *text;

    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    length = (size_t)ftell(f);
    rewind(f);
    text = calloc(1, length + 1);
    if (fread(text, 1, length, f) != length)
        give_up("cannot read %s", path);
    fclose(f);
    return text;
}

static void step_check(char *argument)
{
    const char *slash = strrchr(b.script, '/');
    char path[4200], *text, *got;

    snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash - b.script) + 1 : 0, b.script,
             argument);
    text = read_file(path);
    if (!text) {
        fail("there is no file %s", path);
        return;
    }
    got = value(text);
    if (*got)
        fail("%s finds:\n%s", argument, got);
    free(got);
    free(text);
}

static int sextet(char c)
{
    const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

static void step_picture(char *argument)
{
    json_t *result = command("Page.captureScreenshot", NULL);
    const char *data = text_of(result, "data");
    FILE *f = fopen(argument, "wb");
    unsigned bits = 0, count = 0;

    if (!f || !data)
        fail("cannot write %s", argument);
    for (; f && data && *data && sextet(*data) >= 0; data++) {
        bits = bits << 6 | (unsigned)sextet(*data);
        count += 6;
        if (count >= 8) {
            count -= 8;
            fputc((int)(bits >> count & 0xff), f);
        }
    }
    if (f)
        fclose(f);
    json_decref(result);
}

static void step_size(char *argument)
{
    int width = 0, height = 0;

    if (sscanf(argument, "%d %d", &width, &height) != 2)
        fail("size wants two numbers");
    tell("Emulation.setDeviceMetricsOverride", json_pack("{s:i, s:i, s:i, s:b}", "width", width,
         "height", height, "deviceScaleFactor", 1, "mobile", 0));
}

static void prefer(const char *scheme)
{
    tell("Emulation.setEmulatedMedia", json_pack("{s:[{s:s, s:s}]}", "features", "name",
                                                 "prefers-color-scheme", "value", scheme));
}

static void step_dark(char *argument)
{
    (void)argument;
    prefer("dark");
}

static void step_light(char *argument)
{
    (void)argument;
    prefer("light");
}

static void step_script(char *argument)
{
    tell("Emulation.setScriptExecutionDisabled", json_pack("{s:b}", "value",
                                                           strcmp(argument, "off") == 0));
}

static const struct { const char *word; void (*step)(char *argument); } steps[] = {
    {"size", step_size}, {"dark", step_dark}, {"light", step_light}, {"script", step_script},
    {"open", step_open}, {"click", step_click}, {"drag", step_drag}, {"wheel", step_wheel},
    {"key", step_key}, {"type", step_type}, {"expect", step_expect}, {"check", step_check},
    {"picture", step_picture}};

static void carry_out(char *line)
{
    size_t length = strcspn(line, " ");
    char *argument = line + length + strspn(line + length, " ");

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strlen(steps[i].word) == length && strncmp(steps[i].word, line, length) == 0) {
            steps[i].step(argument);
            return;
        }
    fail("there is no step %.*s", (int)length, line);
}

static bool run(const char *script)
{
    FILE *f = fopen(script, "r");
    char *line = NULL;
    size_t room = 0;

    b.script = script;
    b.line = 0;
    b.failed = false;
    b.complaint[0] = '\0';
    if (!f)
        give_up("cannot open %s", script);
    new_page();
    carry_out((char[]){"size 1280 800"});
    while (!b.failed && getline(&line, &room, f) > 0) {
        b.line++;
        line[strcspn(line, "\n")] = '\0';
        if (*line && *line != '#')
            carry_out(line);
    }
    free(line);
    fclose(f);
    if (*b.complaint)
        fail("%s", b.complaint);
    tell("Page.close", NULL);
    return !b.failed;
}

int main(int argc, char **argv)
{
    bool good = true;

    if (argc < 4 || strcmp(argv[1], "-p") != 0)
        give_up("usage: browser -p PROFILE SCRIPT...");
    signal(SIGPIPE, SIG_IGN);
    start_browser(argv[2]);
    for (int i = 3; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *name = slash ? slash + 1 : argv[i];
        bool passed = run(argv[i]);

        printf("%s html/%.*s\n", passed ? "PASS" : "FAIL", (int)strcspn(name, "."), name);
        fflush(stdout);
        good = good && passed;
    }
    stop_browser();
    return !good;
}
