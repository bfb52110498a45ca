/*
 * stack-used REPORT LOG RAM: how much of each stack has been used. REPORT is report.json of a
 * linked system, LOG the dump of its audit, which says where pages lie, RAM the machine's memory
 * from 0x40000000 on after the system has run. Stacks begin as zeros, so the lowest word that is
 * not zero tells. Prints "COMPONENT.THREAD USED BOUND", BOUND 0 where the report has none; fails
 * when one has used more than its bound.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RAM 0x40000000ul
#define PAGE 4096ul
#define NAME_LENGTH 31                  /* of threads in the kernel */

struct run { char owner[NAME_LENGTH + 1]; unsigned long vaddr, paddr, bytes, count; };

static struct run *runs;
static size_t run_count;
static const unsigned char *ram;
static size_t ram_size;

static void *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;

    if (!f || fseek(f, 0, SEEK_END) != 0)
        perror(path), exit(2);
    *size = (size_t)ftell(f);
    rewind(f);
    bytes = calloc(*size + 1, 1);
    if (!bytes || fread(bytes, 1, *size, f) != *size)
        perror(path), exit(2);
    fclose(f);
    return bytes;
}

static void read_runs(char *log)
{
    struct run r;

    for (char *line = strtok(log, "\n"); line; line = strtok(NULL, "\n")) {
        if (sscanf(line, "DUMP| pages %31s vaddr %lx paddr %lx bytes %lx count %lu", r.owner,
                   &r.vaddr, &r.paddr, &r.bytes, &r.count) != 5)
            continue;
        runs = realloc(runs, (run_count + 1) * sizeof *runs);
        runs[run_count++] = r;
    }
}

static const char *text(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value ? value : "";
}

static unsigned long number(const json_t *object, const char *key)
{
    return (unsigned long)json_integer_value(json_object_get(object, key));
}

/* Are the pages of the thread called `owner` those of the component, or of another of its group? */
static bool owns(const json_t *components, const char *owner, const json_t *component)
{
    const json_t *other, *thread;
    size_t i, k;

    json_array_foreach(components, i, other) {
        if (other != component && (!*text(component, "group")
                                   || strcmp(text(other, "group"), text(component, "group")) != 0))
            continue;
        json_array_foreach(json_object_get(other, "threads"), k, thread) {
            char name[256];

            snprintf(name, sizeof name, "%s.%s", text(other, "name"), text(thread, "name"));
            if (strncmp(name, owner, NAME_LENGTH) == 0)
                return true;
        }
    }
    return false;
}

static const unsigned char *page_at(const json_t *components, const json_t *component,
                                    unsigned long vaddr)
{
    for (size_t i = 0; i < run_count; i++) {
        const struct run *r = &runs[i];
        unsigned long at = r->paddr + (vaddr - r->vaddr) - RAM;

        if (vaddr >= r->vaddr && vaddr - r->vaddr < r->bytes * r->count
            && owns(components, r->owner, component))
            return at + PAGE <= ram_size ? ram + at : NULL;
    }
    return NULL;
}

static unsigned long used_of(const json_t *components, const json_t *component,
                             const json_t *thread)
{
    unsigned long bottom = number(thread, "stack_address");
    unsigned long top = bottom + number(thread, "stack_bytes");

    for (unsigned long at = bottom; at < top; at += PAGE) {
        const unsigned char *page = page_at(components, component, at);

        if (!page)
            fprintf(stderr, "no page at 0x%lx of %s\n", at, text(component, "name")), exit(2);
        for (unsigned long i = 0; i < PAGE; i++)
            if (page[i])
                return top - (at + i);
    }
    return 0;
}

int main(int argc, char **argv)
{
    const json_t *components, *component, *thread;
    bool good = true;
    size_t size, i, k;
    json_t *report;

    if (argc != 4 || !(report = json_load_file(argv[1], 0, NULL)))
        return fprintf(stderr, "stack-used REPORT LOG RAM\n"), 2;
    read_runs(read_file(argv[2], &size));
    ram = read_file(argv[3], &ram_size);
    components = json_object_get(report, "components");
    json_array_foreach(components, i, component) {
        json_array_foreach(json_object_get(component, "threads"), k, thread) {
            const json_t *use = json_object_get(thread, "stack_use");
            bool bounded = json_is_true(json_object_get(use, "bounded"));
            unsigned long used = used_of(components, component, thread);
            unsigned long bound = bounded ? number(use, "bytes") : 0;

            printf("%s.%s %lu %lu\n", text(component, "name"), text(thread, "name"), used, bound);
            good = good && (!bounded || used <= bound);
        }
    }
    return !good;
}
