/*
 * Diagnostics: collected, sorted by position, printed together.
 * Ids come from diag.def: DIAG(id, SEVERITY, "one-line meaning").
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span { uint32_t lo, hi; };       /* byte offsets into all loaded text; source.h */
#define NO_SPAN ((struct span){0, 0})

enum diag_id {
#define DIAG(id, severity, meaning) DIAG_##id,
#include "diag.def"
#undef DIAG
    DIAG_COUNT
};

struct diag;

/* severity is that of the id */
struct diag *diag(struct span span, enum diag_id id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_note(struct diag *d, struct span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_help(struct diag *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
void diag_fix(struct diag *d, struct span span, const char *replacement);

/* what is told from now on is of no matter to the system: errors are warnings */
void diag_lenient(bool on);

bool diag_told(enum diag_id id);        /* one of this kind has been collected */
bool diag_failed(void);                 /* an error has been collected */
size_t diag_errors(void);               /* so many */
/* has an error been collected that begins exactly there? Then no other is due to what is there */
bool diag_is_wrong(struct span span);
void diag_flush(void);                  /* print all to stderr, as text or JSON, and forget them */
struct strbuf;
void diag_render(struct strbuf *out);   /* the same into a buffer */

/* -Wno-ID -WID -Werror -Werror=ID -w -fmax-errors=N -fdiagnostics-parseable-fixits; else false */
bool diag_option(const char *argument);
void diag_set_json(bool json);
void diag_reset(void);                  /* forget all, failure included */
const char *diag_name(enum diag_id id); /* as shown: "unknown-name" */
