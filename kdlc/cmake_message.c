/* message(...) of CMake: that an application is for another machine, as a rule */
#include <ctype.h>

#include "cmake_parts.h"
#include "strbuf.h"

/* The words from there on as one line: CMake puts nothing between them. */
static const char *line_of(const struct cmake_words *words, size_t from)
{
    struct strbuf out = {0};

    strbuf_add(&out, "");
    for (size_t i = from; i < words->count; i++)
        for (const char *p = words->at[i].text; *p; p++) {
            if (!isspace((unsigned char)*p))
                strbuf_addn(&out, p, 1);
            else if (out.length > 0 && out.text[out.length - 1] != ' ')
                strbuf_add(&out, " ");
        }
    return out.text ? out.text : "";
}

void cmake_do_message(const struct command *command, const struct cmake_words *words)
{
    const char *mode = words->count > 0 ? words->at[0].text : "";

    if (strcmp(mode, "FATAL_ERROR") == 0 || strcmp(mode, "SEND_ERROR") == 0)
        diag_help(diag(command->span, DIAG_cmake_message, "here the application gives up: %s",
                       line_of(words, 1)),
                  "as a rule it is for another machine; it is built for this one all the same");
    else if (strcmp(mode, "WARNING") == 0)
        diag(command->span, DIAG_cmake_message, "the application warns: %s", line_of(words, 1));
}
