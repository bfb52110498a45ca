#include <camkes/debug.h>
#include "check.h"

static volatile char data[64] = {0x1f, 0x20, 0x03, 0xd5};       /* a NOP */
static volatile uintptr_t zero;

/* not a tail call: every level needs its frame */
static int deeper(volatile int *up)
{
    volatile int frame[64] = {*up};

    return frame[0] < 0 ? 0 : deeper(&frame[0]) + frame[0];
}

static bool is(const char *what)
{
    return strcmp(kind, what) == 0;
}

int run(void)
{
    const uint64_t words[8] = {0};
    volatile int start = 0;

    if (is("null"))
        data[0] = *(volatile char *)(zero + 8);
    if (is("text"))
        *(volatile char *)(uintptr_t)run = 0;
    if (is("data"))
        ((void (*)(void))(uintptr_t)data)();
    if (is("kernel"))
        data[0] = *(volatile char *)(UINT64_C(0xffffff8000000000) + zero);
    if (is("stack"))
        printf("%d\n", deeper(&start));
    if (is("break"))
        camkes_software_breakpoint();
    if (is("slot"))
        (void)kdl_call(4000, 0, words);
    if (is("syscall"))
        __asm__ volatile("svc #999");
    if (is("last"))
        switch_off();
    printf("%s: survived %s\n", get_instance_name(), kind);
    return 0;
}
