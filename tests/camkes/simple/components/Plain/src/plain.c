#include <camkes.h>
#include <camkes/allocator.h>
#include <simple/simple.h>
#include <stdio.h>

/* only there where the description says `simple` */
void camkes_make_simple(simple_t *simple) __attribute__((weak));

int run(void)
{
    seL4_CPtr page, other;

    done_wait();
    page = camkes_alloc(seL4_UntypedObject, 4096, 0);
    other = camkes_alloc(seL4_UntypedObject, 4096, 0);
    printf("plain: simple %d, pieces of a page %d %d, no third %d\n", camkes_make_simple != NULL,
           page != 0, other != 0 && other != page,
           camkes_alloc(seL4_UntypedObject, 4096, 0) == 0);
    printf("plain: larger %d, none of 8 KiB %d\n", camkes_alloc(seL4_UntypedObject, 65536, 0) != 0,
           camkes_alloc(seL4_UntypedObject, 8192, 0) == 0);
    camkes_free(other);
    printf("plain: again %d\n", camkes_alloc(seL4_UntypedObject, 4096, 0) == other);
    return 0;
}
