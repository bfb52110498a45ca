/* See cores.h. */
#include "cores.h"
#include <stdlib.h>
#include <ucontext.h>

#define STACK_BYTES (256u << 10)
#define PATIENCE 100000u                /* turns after which nobody gets anywhere any more */

enum progress { DONE, RUNNING, HALTED };

static struct {
    ucontext_t context;
    void (*body)(void);
    enum progress progress;
} core[CONFIG_CORES];
static ucontext_t test;
static _Alignas(16) char stacks[CONFIG_CORES][STACK_BYTES];

static void leave(enum progress progress)
{
    word_t self = fake.core;

    core[self].progress = progress;
    swapcontext(&core[self].context, &test);
}

void core_pause(void) { leave(RUNNING); }
static void halt(void) { leave(HALTED); }

static void execute(void)
{
    core[fake.core].body();
    leave(DONE);
}

void cores_reset(void)
{
    for (word_t i = 0; i < CONFIG_CORES; i++)
        core[i].progress = DONE;
    fake.relax = core_pause;
    fake.halt = halt;
}

void core_begin(word_t number, void (*body)(void))
{
    ucontext_t *context = &core[number].context;

    getcontext(context);
    context->uc_stack.ss_sp = stacks[number];
    context->uc_stack.ss_size = STACK_BYTES;
    context->uc_link = NULL;
    makecontext(context, execute, 0);
    core[number].body = body;
    core[number].progress = RUNNING;
}

bool core_step(word_t number)
{
    word_t before = fake.core;

    if (core[number].progress != RUNNING)
        return false;
    fake.core = number;
    swapcontext(&test, &core[number].context);
    fake.core = before;
    return core[number].progress == RUNNING;
}

bool core_done(word_t number) { return core[number].progress == DONE; }
bool core_halted(word_t number) { return core[number].progress == HALTED; }

void core_finish(word_t number)
{
    for (unsigned turns = 0; core_step(number); turns++)
        if (turns == PATIENCE)
            abort();
}

void cores_finish(unsigned (*choose)(void))
{
    unsigned running = 1;

    for (unsigned turns = 0; running > 0; turns++) {
        if (turns == PATIENCE)
            abort();
        core_step(choose() % CONFIG_CORES);
        running = 0;
        for (word_t i = 0; i < CONFIG_CORES; i++)
            running += core[i].progress == RUNNING;
    }
}
