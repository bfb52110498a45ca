#include <camkes.h>
#include <camkes/tls.h>
#include <count.h>
#include <stdio.h>

int run(void)
{
    written_wait();
    printf("thread %u ", camkes_get_tls()->thread_index);
    printf("read '%s', %d times e\n", page->text, count_of(page->text, 'e'));
    return 0;
}
