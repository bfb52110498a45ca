/* How long each stage takes and how much memory is in use after it: option --times. */
#pragma once

void stage_start(void);                 /* without it, stage_end says nothing */
void stage_end(const char *name);       /* to stderr: name, time, KiB at most so far */
