/*
 * Data and templates become C: one m4 process for each template, all at the same time, each fed
 * with all the data that its template is for. What an m4 process writes is split at marks.
 */
#include <ctype.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#include "emit.h"
#include "emit_m4.h"
#include "map.h"
#include "source.h"
#include "suggest.h"
#include "text.h"

#define MARK "\001\n"                   /* ends the output of one job */

extern char **environ;

struct process {
    const char *template;               /* path */
    VEC(struct m4_job *) jobs;
    FILE *in, *out, *err;
    pid_t pid;
};
VEC_OF(processes, struct process);

/* by template, in order of first use */
static void group(const struct m4_jobs *jobs, struct processes *processes)
{
    vec_each(struct m4_job *const *, job, jobs) {
        struct process *process = NULL;

        vec_each(struct process *, p, processes)
            if (p->template == (*job)->template)
                process = p;
        if (!process) {
            process = vec_push(processes);
            *process = (struct process){.template = (*job)->template};
        }
        *vec_push(&process->jobs) = *job;
    }
}

static bool exists(const struct process *process)
{
    const struct connection *c = process->jobs.at[0]->connection;
    struct diag *d;

    if (access(process->template, R_OK) == 0)
        return true;
    if (!c)
        die("cannot read '%s': %s", process->template, strerror(errno));
    d = diag(c->span, DIAG_missing_template, "connector '%s' has no template '%s'",
             c->connector->name, process->template);
    diag_note(d, c->connector->span, "'%s' is declared here", c->connector->name);
    diag_help(d, "its glue is m4, one file for each end (docs/howto/add-a-connector.md); templates "
              "of CAmkES's generator are not read");
    return false;
}

/* ---- running ---- */

static FILE *temporary(void)
{
    FILE *f = tmpfile();

    if (!f)
        die("cannot make a temporary file: %s", strerror(errno));
    return f;
}

/* does the job define the name? Jobs of one template define the same, in the same order. */
static bool defines(const struct m4_job *job, const char *name, size_t *hint)
{
    size_t count = job ? job->names->count : 0;

    for (size_t i = 0; i < count; i++) {
        size_t at = (*hint + i) % count;

        if (job->names->at[at] == name) {
            *hint = at + 1;
            return true;
        }
    }
    return false;
}

/* What the next job defines anew need not be forgotten before. */
static void write_input(struct process *process)
{
    FILE *f = process->in = temporary();
    struct strbuf input = {0};

    for (size_t i = 0; i < process->jobs.count; i++) {
        const struct m4_job *job = process->jobs.at[i];
        const struct m4_job *next = i + 1 < process->jobs.count ? process->jobs.at[i + 1] : NULL;
        size_t hint = 0;

        spool_read(job->input, &input);
        fwrite(input.text, 1, input.length, f);
        fprintf(f, "m4_include([<%s>])m4_divert(0)" MARK, process->template);
        vec_each(const char *const *, name, job->names)
            if (next && next->names == job->names)
                break;                  /* all of them */
            else if (!defines(next, *name, &hint))
                fprintf(f, "m4_undefine([<%s>])", *name);
        fputs("m4_dnl\n", f);
    }
    free(input.text);
    if (fflush(f) != 0 || ferror(f))
        die("cannot write a temporary file: %s", strerror(errno));
    rewind(f);
}

/* own: it is the user's, so that the C says where in it each line comes from */
static void start(struct process *process, const char *library, const char *ends, bool own)
{
    char *argv[] = {"m4", own ? "-Ps" : "-P", "-E", "-E", arena_strndup(library, strlen(library)),
                    arena_strndup(ends, strlen(ends)), "-", NULL};
    posix_spawn_file_actions_t actions;
    int error;

    write_input(process);
    process->out = temporary();
    process->err = temporary();
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(process->in), 0);
    posix_spawn_file_actions_adddup2(&actions, fileno(process->out), 1);
    posix_spawn_file_actions_adddup2(&actions, fileno(process->err), 2);
    error = posix_spawnp(&process->pid, "m4", &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error)
        die("cannot run m4: %s", strerror(error));
}

static struct strbuf contents(FILE *f)
{
    struct strbuf b = {0};
    char buffer[65536];
    size_t n;

    rewind(f);
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        strbuf_addn(&b, buffer, n);
    strbuf_addn(&b, "", 0);
    fclose(f);
    return b;
}

/* the template's own text, for the diagnostics; NULL where it cannot be read */
static struct source *source_of(const char *path)
{
    struct source *source = NULL;

    return source_load(path, &source) == SOURCE_FAILED ? NULL : source;
}

static struct span line_of(const char *path, unsigned long line)
{
    const struct source *source = source_of(path);
    uint32_t start, end;

    if (!source || line == 0 || line > source->line_count)
        return NO_SPAN;
    start = source->lines[line - 1];
    end = start + (uint32_t)strcspn(source->text + start, "\n");
    return (struct span){source->base + start, source->base + end};
}

static void note_output(struct diag *d, const struct m4_job *job, size_t line)
{
    if (line > 0)
        diag_note(d, NO_SPAN, "it was left in line %zu of 'gen/%s/%s'", line, job->folder,
                  job->name);
    else
        diag_note(d, NO_SPAN, "while making 'gen/%s/%s'", job->folder, job->name);
}

/* A line of m4's is "m4:FILE:LINE: text", one of k_fail "FILE:LINE: error: text". */
static void report_line(const struct process *process, const char *text)
{
    const char *rest = strncmp(text, "m4:", 3) == 0 ? text + 3 : text;
    const char *colon = strstr(rest, ": "), *number = colon;
    struct span span = NO_SPAN;
    struct diag *d;

    while (number && number > rest && isdigit((unsigned char)number[-1]))
        number--;
    if (number && number > rest && number < colon && number[-1] == ':') {
        span = line_of(arena_strndup(rest, (size_t)(number - 1 - rest)),
                       strtoul(number, NULL, 10));
        rest = colon + 2;
    }
    if (strncasecmp(rest, "error: ", 7) == 0)
        rest += 7;
    d = diag(span, DIAG_template_error, "%s", rest);
    note_output(d, process->jobs.at[0], 0);
}

static void report_errors(const struct process *process, char *text)
{
    char *save = NULL;

    if (!*text)
        diag(NO_SPAN, DIAG_template_error, "m4 failed on '%s'", process->template);
    for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        report_line(process, line);
}

static bool finished(struct process *process)
{
    struct strbuf errors;
    int status;

    while (waitpid(process->pid, &status, 0) < 0)
        if (errno != EINTR)
            die("lost m4: %s", strerror(errno));
    fclose(process->in);
    errors = contents(process->err);
    if (status == 0 && errors.length == 0)
        return true;
    report_errors(process, errors.text);
    return false;
}

/* ---- what came out ---- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* the next place where the text has this word, else NULL */
static const char *find_word(const char *text, const char *from, const char *word)
{
    size_t length = strlen(word);

    for (const char *p = from; (p = strstr(p, word)) != NULL; p += length)
        if ((p == text || !is_word(p[-1])) && !is_word(p[length]))
            return p;
    return NULL;
}

static bool in_comment(const char *text, const char *p)
{
    while (p > text && p[-1] != '\n')
        p--;
    return strncmp(p, "m4_dnl", 6) == 0;
}

static struct span span_of(const char *path, const char *word)
{
    const struct source *source = source_of(path);
    const char *p = source ? find_word(source->text, source->text, word) : NULL;
    uint32_t lo;

    while (p && in_comment(source->text, p))
        p = find_word(source->text, p + 1, word);
    if (!p)
        return NO_SPAN;
    lo = source->base + (uint32_t)(p - source->text);
    return (struct span){lo, lo + (uint32_t)strlen(word)};
}

static void report_leftover(const struct process *process, const struct m4_job *job,
                            const char *word, size_t line)
{
    struct span span = span_of(process->template, word);
    struct diag *d = diag(span, DIAG_template_leftover, "'%s' is not defined for template '%s'",
                          word, process->template);
    struct suggestion s;

    note_output(d, job, line);
    suggest_start(&s, word);
    vec_each(const char *const *, known, job->names)
        suggest_candidate(&s, *known);
    suggest_finish(&s, d, span);
}

/* the next word that begins like a macro, else NULL */
static const char *find_macro(const char *text, const char *from)
{
    for (const char *bar = from; (bar = strchr(bar, '_')) != NULL; bar++) {
        const char *p = bar - text >= 2 && strncmp(bar - 2, "m4", 2) == 0 ? bar - 2
                      : bar > text && bar[-1] == 'k' ? bar - 1 : NULL;

        if (p && p >= from && (p == text || !is_word(p[-1])))
            return p;
    }
    return NULL;
}

static size_t line_at(const char *text, const char *p)
{
    size_t line = 1;

    while (p > text)
        line += *--p == '\n';
    return line;
}

/*
 * A macro that is not defined stays in the output as it was written. What the user wrote may look
 * like one: it stands in the data.
 */
static bool check_leftovers(const struct process *process, const struct m4_job *job,
                            const char *text)
{
    struct strbuf data = {0};
    bool good = true;

    for (const char *at = text, *p; (p = find_macro(text, at)) != NULL;) {
        size_t length = 0;
        const char *word;

        while (is_word(p[length]))
            length++;
        at = p + length;
        word = arena_strndup(p, length);
        if (!data.text)
            spool_read(job->text, &data);
        if (find_word(data.text, data.text, word))
            continue;
        report_leftover(process, job, word, line_at(text, p));
        good = false;
    }
    free(data.text);
    return good;
}

/*
 * Takes over the text of a job: its file, and the data beside it; or the file of an earlier job of
 * the type that made the same.
 */
static void keep(const char *directory, struct m4_job *job, const char *from, size_t length,
                 struct map *made)
{
    const struct m4_job *earlier = NULL;
    const char *folder;

    if (job->type)
        earlier = map_add(made, intern_printf("%s/%lx", job->type->name,
                                              (unsigned long)text_hash(from, length)), job);
    if (earlier && spool_equal(earlier->output, from, length)) {
        job->folder = earlier->folder;
        job->name = earlier->name;
        return;
    }
    job->output = spool_add(from, length);
    folder = arena_printf("%s/gen/%s", directory, job->folder);
    output_add_spooled(arena_printf("%s/%s", folder, job->name), job->output);
    output_add_spooled(arena_printf("%s/%.*s.m4", folder, (int)strcspn(job->name, "."), job->name),
                       job->text);
}

/* the #line before what comes from no file */
static bool is_of_input(const char *line)
{
    return strncmp(line, "#line ", 6) == 0 && strstr(line, " \"stdin\"\n") != NULL;
}

/* the output of the next job */
static void read_to_mark(const struct process *process, struct strbuf *text)
{
    char *piece = NULL;
    size_t room = 0, mark = strlen(MARK);
    ssize_t length;

    text->length = 0;
    strbuf_addn(text, "", 0);
    while ((length = getline(&piece, &room, process->out)) > 0) {
        if (is_of_input(piece))
            continue;
        strbuf_addn(text, piece, (size_t)length);
        if (text->length >= mark && strcmp(text->text + text->length - mark, MARK) == 0) {
            text->text[text->length -= mark] = '\0';
            break;
        }
    }
    free(piece);
    if (length <= 0)
        die("the template '%s' ends m4 early", process->template);
}

static bool split(struct process *process, const char *directory, struct map *made)
{
    struct strbuf text = {0};
    bool good = true;

    rewind(process->out);
    vec_each(struct m4_job *const *, job, &process->jobs) {
        read_to_mark(process, &text);
        good = good && check_leftovers(process, *job, text.text);
        keep(directory, *job, text.text, text.length, made);
    }
    free(text.text);
    fclose(process->out);
    return good;
}

/* whichever way they are named; both exist */
static bool is_below(const char *path, const char *folder)
{
    char *real = realpath(path, NULL), *above = realpath(folder, NULL);
    size_t length = above ? strlen(above) : 0;
    bool below = real && above && strncmp(real, above, length) == 0 && real[length] == '/';

    free(real);
    free(above);
    return below;
}

bool run_m4(const struct m4_jobs *jobs, const char *directory, const char *templates)
{
    struct map made = {0};              /* type and text -> struct m4_job */
    struct processes processes = {0};
    const char *library = intern_printf("%s/lib/kdl.m4", templates);
    const char *ends = intern_printf("%s/lib/ends.m4", templates);
    bool good = true;

    group(jobs, &processes);
    vec_each(const struct process *, p, &processes)
        good &= exists(p);
    if (!good)
        return false;
    source_add_input(library);
    source_add_input(ends);
    vec_each(struct process *, p, &processes) {
        source_add_input(p->template);
        start(p, library, ends, !is_below(p->template, templates));
    }
    vec_each(struct process *, p, &processes)
        good &= finished(p);
    vec_each(struct process *, p, &processes)
        good = good && split(p, directory, &made);
    return good;
}
