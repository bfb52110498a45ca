/* A client of the file system, beside another one. */
#include <camkes.h>
#include <errno.h>
#include <fcntl.h>
#include <files.h>
#include <stdio.h>
#include <string.h>

static const struct files files = FILES(fs);
static char text[9000], back[9000], path[40];

static void say(const char *what, bool good)
{
    printf("%s: %s %s\n", get_instance_name(), what, good ? "good" : "WRONG");
}

static bool round_trip(void)
{
    memset(text, 'a' + fill, sizeof text);
    int fd = files_open(&files, path, O_RDWR | O_CREAT | O_TRUNC);
    return fd >= 0 && files_write(&files, fd, text, sizeof text) == sizeof text &&
           files_seek(&files, fd, 0, SEEK_SET) == 0 &&
           files_read(&files, fd, back, sizeof back) == sizeof back &&
           memcmp(text, back, sizeof text) == 0 && files_close(&files, fd) == 0;
}

static bool directories(void)
{
    char folder[50], file[120];
    struct files_entry entry;
    snprintf(folder, sizeof folder, "%s.d", path);
    snprintf(file, sizeof file, "%s/../%s.d/./file", folder, path + 1);
    if (files_mkdir(&files, folder) != 0)
        return false;
    int fd = files_open(&files, file, O_WRONLY | O_CREAT | O_EXCL);
    int list = files_open(&files, folder, O_RDONLY | O_DIRECTORY);
    bool good = fd >= 0 && list >= 0 && files_readdir(&files, list, &entry) == 1 &&
                strcmp(entry.name, "file") == 0 && files_readdir(&files, list, &entry) == 0;
    good = good && files_rmdir(&files, folder) == -1 && errno == ENOTEMPTY;
    good = good && files_unlink(&files, file) == 0 && files_rmdir(&files, folder) == 0;
    return good && files_close_all(&files) == 0;
}

/* Descriptors of one client mean nothing to another. */
static bool isolated(void)
{
    return files_close(&files, 0) == -1 && errno == EBADF && files_close(&files, -1) == -1 &&
           files_read(&files, 1000000, back, 1) == -1 && errno == EBADF;
}

static bool limits(void)
{
    static char longest[2000];
    struct files_entry entry;
    memset(longest, 'x', sizeof longest - 1);
    if (files_stat(&files, longest, &entry) != -1 || errno != ENAMETOOLONG)
        return false;
    longest[1000] = '\0';
    return files_stat(&files, longest, &entry) == -1 && errno == ENAMETOOLONG &&
           files_stat(&files, "/none", &entry) == -1 && errno == ENOENT;
}

static bool greeted(void)
{
    char *answer = NULL;
    bool good = greeter_greet("you", 100, &answer) == 10 && strcmp(answer, "Hello, you") == 0;
    free(answer);
    answer = NULL;
    good = good && greeter_greet("you", 3, &answer) == -EMSGSIZE;
    free(answer);
    return good;
}

int run(void)
{
    snprintf(path, sizeof path, "/%s", get_instance_name());
    bool good = true;
    for (int i = 0; i < 20; i++)
        good = good && round_trip();
    say("files", good);
    say("directories", directories());
    say("isolation", isolated());
    say("limits", limits());
    say("greeting", greeted());
    return 0;
}
