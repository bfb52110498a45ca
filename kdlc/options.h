/* The command line. */
#pragma once
#include "diff.h"
#include "emit.h"
#include "front.h"

enum command { CHECK, GENERATE, LINK, REPORT, AUDIT, QUERY, DIFF };

struct options {
    enum command command;
    struct front_options front;
    struct link_options link;           /* its directory is -o, for all commands */
    const char *templates, *dump;
    const char *second;                 /* the question, or the new description */
    enum diff_form form;
};

extern const char options_usage[];

/* Of the command argv[1]; what the options say to other files is told them. Mistakes end kdlc. */
struct options options_read(int argc, char **argv);
