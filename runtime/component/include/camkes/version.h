#pragma once

/* the release of CAmkES whose interface this is */
extern const char *camkes_release;
