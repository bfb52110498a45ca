#include "check.h"

static int errors;

static camkes_error_action_t went_wrong(camkes_error_t *error)
{
    printf("client: %s_%s: %s\n", error->interface, error->method, error->description);
    CHECK(error->type == CE_SYSCALL_FAILED);
    errors++;
    return CEA_DISCARD;
}

static void crash(const char *how)
{
    int before = errors;

    CHECK(work_crash(how) == 0 && errors == before + 1);
    CHECK(work_next() == 41);
    CHECK(work_next() == 42 && errors == before + 1);
    verdict(how);
}

/* signals that came before the fault are gone, later ones count as ever */
static void events(void)
{
    int before = errors;

    tick_emit();
    tick_emit();
    CHECK(work_next() / 1000 == 2);
    CHECK(work_crash("read") == 0 && errors == before + 1);
    CHECK(work_next() / 1000 == 0);
    tick_emit();
    CHECK(work_next() / 1000 == 1);
    verdict("events");
}

/* a passive server is lent time again */
static void passive(void)
{
    CHECK(frugal_next() == 41);
    errors = 0;
    CHECK(frugal_crash("read") == 0 && errors == 1);
    CHECK(frugal_next() == 41 && frugal_next() == 42 && errors == 1);
    CHECK(frugal_crash("stack") == 0 && errors == 2);
    CHECK(frugal_next() == 41 && errors == 2);
    verdict("passive");
}

static void group(void)
{
    CHECK(part_next() == 5 && part_next() == 6 && quiet_next() == 500 && quiet_next() == 501);
    errors = 0;
    CHECK(part_crash("") == 0 && errors == 1);
    CHECK(part_next() == 5 && quiet_next() == 500 && errors == 1);
    verdict("group");
}

int run(void)
{
    camkes_register_error_handler(went_wrong);
    CHECK(work_next() == 41);
    crash("read");
    crash("stack");
    crash("abort");
    crash("assert");
    events();
    group();
    passive();
    go_emit();
    finished_wait();
    verdict("interrupt");
    switch_off();
    return 0;
}
