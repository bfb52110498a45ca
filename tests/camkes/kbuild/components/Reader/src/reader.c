#include <camkes.h>
#include <count.h>
#include <stdio.h>

int run(void)
{
    written_wait();
    printf("read '%s', %d times e\n", page->text, count_of(page->text, 'e'));
    return 0;
}
