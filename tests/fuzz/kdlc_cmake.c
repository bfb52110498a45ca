/* Any bytes as the CMakeLists.txt of an application: read to the end, or told what is wrong. */
#include "fuzz.h"

#include "kdlc/application.h"
#include "kdlc/strbuf.h"

void fuzz_target(const uint8_t *data, size_t size)
{
    struct strbuf text = {0};
    const char *file;

    fuzz_file("CMakeLists.txt", data, size);
    file = application_read(fuzz_folder());
    MUST(file || diag_failed());
    (void)application_component("Client");
    diag_render(&text);
    free(text.text);
}
