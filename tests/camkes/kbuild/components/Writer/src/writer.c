#include <Writer.h>
#include <string.h>

int run(void)
{
    strcpy(page->text, "three green trees");
    written_emit();
    return 0;
}
