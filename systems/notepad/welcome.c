/* The text that a new disk starts with; see welcome.h. */
#include "welcome.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>

static const char welcome[] =
    "Welcome to Notepad.\n"
    "\n"
    "Type, and your text appears here. The arrow keys move about, F1 shows all keys,\n"
    "F2 saves, F10 leaves and switches the machine off.\n"
    "\n"
    "What you are using is six programs that cannot reach each other except through\n"
    "the connections that systems/notepad/notepad.kdl draws:\n"
    "\n"
    "    notepad   this editor; it owns no device and no file\n"
    "    uart      the only one that can touch the serial line\n"
    "    vfs       keeps the files\n"
    "    timer     knows the time\n"
    "    machine   may switch the power off, and nothing else\n"
    "    monitor   is told when another one makes a mistake\n"
    "\n"
    "The disk is memory: what you save lives until the machine is switched off.\n"
    "F7 lists the files, /tmp is a second file system.\n"
    "\n"
    "Any UTF-8 text will do: áéíóú, ελληνικά, русский, "
    "日本語, 한국어, emoji 🙂.\n"
    "Long lines are not broken but scrolled: this one goes on beyond the right edge of most "
    "terminals, and the screen follows when the cursor gets there.\n";

int welcome_write(const struct files *files)
{
    int fd = files_open(files, "/README", O_WRONLY | O_CREAT | O_EXCL);
    if (fd < 0)
        return errno == EEXIST ? 0 : -errno;
    int64_t written = files_write(files, fd, welcome, strlen(welcome));
    int result = written == (int64_t)strlen(welcome) ? 0 : -errno;
    files_close(files, fd);
    return result;
}
