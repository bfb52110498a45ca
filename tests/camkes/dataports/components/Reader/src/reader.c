#include <camkes.h>
#include <stdio.h>
#include <string.h>

char *copier_copy(const char *text)
{
    return strdup(text);
}

char *small_copy(const char *text)
{
    return strdup(text);
}

int reader_look(dataport_ptr_t pointer)
{
    char *text = dataport_unwrap_ptr(pointer);
    int sum = 0;

    scratch_acquire();
    large_acquire();
    for (size_t i = 0; i < large_get_size(); i++)
        sum += ((volatile char *)large)[i];
    printf("reader sees %s, %s, %d at %d\n", text, board->names[3], board->score,
           (int)(text - (char *)scratch));
    strcpy(text, "an answer");
    scratch_release();
    return sum;
}
