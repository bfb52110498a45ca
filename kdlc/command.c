#include "command.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

void command_split(struct command_words *words, const char *line)
{
    while (*(line += strspn(line, " "))) {
        size_t length = strcspn(line, " ");

        *vec_push(words) = arena_strndup(line, length);
        line += length;
    }
}

static FILE *temporary(void)
{
    FILE *f = tmpfile();

    if (!f)
        die("cannot make a temporary file: %s", strerror(errno));
    return f;
}

static FILE *holding(const struct strbuf *text)
{
    FILE *f = temporary();

    if (text && text->length)
        fwrite(text->text, 1, text->length, f);
    if (fflush(f) != 0 || ferror(f))
        die("cannot write a temporary file: %s", strerror(errno));
    rewind(f);
    return f;
}

static struct strbuf contents(FILE *f)
{
    struct strbuf b = {0};
    char buffer[65536];
    size_t n;

    rewind(f);
    strbuf_add(&b, "");
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        strbuf_addn(&b, buffer, n);
    fclose(f);
    return b;
}

/* posix_spawn takes them as if it would change them */
static char **arguments(const struct command_words *words)
{
    char **argv = arena_alloc((words->count + 1) * sizeof *argv);

    for (size_t i = 0; i < words->count; i++)
        argv[i] = arena_strndup(words->at[i], strlen(words->at[i]));
    return argv;
}

static bool ended_well(pid_t pid)
{
    int status;

    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

struct command_result command_run(const struct command_words *words, const struct strbuf *in)
{
    FILE *input = holding(in), *out = temporary(), *messages = temporary();
    struct command_result result = {0};
    posix_spawn_file_actions_t actions;
    pid_t pid;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(messages), STDERR_FILENO);
    result.error = posix_spawnp(&pid, words->at[0], &actions, NULL, arguments(words), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (!result.error)
        result.good = ended_well(pid);
    fclose(input);
    result.out = contents(out);
    result.messages = contents(messages);
    return result;
}
