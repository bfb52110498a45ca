/* One input after the other in one process: linked with -Wl,--wrap=die. */
#include "fuzz.h"

#include <setjmp.h>
#include <stdio.h>

#include "kdlc/front.h"

void __wrap_die(const char *format, ...);

static jmp_buf on_death;

void __wrap_die(const char *format, ...)
{
    (void)format;
    longjmp(on_death, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (setjmp(on_death) == 0)
        fuzz_target(data, size);
    front_reset();
    return 0;
}

const char *fuzz_folder(void)
{
    const char *folder = getenv("FUZZ_FOLDER");

    MUST(folder);
    return folder;
}

const char *fuzz_file(const char *name, const void *data, size_t size)
{
    const char *path = arena_printf("%s/%s", fuzz_folder(), name);
    FILE *f = fopen(path, "wb");

    MUST(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
    return path;
}
