/* Any bytes as the device tree of a board: refused, or every question has an answer. */
#include "fuzz.h"

#include "kdlc/dtb.h"

static void ask(const char *what)
{
    const struct dtb_device *device = dtb_find(what);

    if (!device)
        return;
    MUST(device->path);
    vec_each(const struct dtb_window *, w, &device->windows) {
        MUST(w->size > 0);
        (void)dtb_in(w);
    }
}

void fuzz_target(const uint8_t *data, size_t size)
{
    struct suggestion s;
    size_t count;

    dtb_load(fuzz_file("board.dtb", data, size));
    ask("/");
    ask("/pl011@9000000");
    ask("arm,pl011");
    ask("virtio,mmio");
    (void)dtb_memory(&count);
    (void)dtb_controller(&count);
    suggest_start(&s, "/pl011@900000");
    dtb_suggest(&s, true);
    suggest_start(&s, "arm,pl01");
    dtb_suggest(&s, false);
}
