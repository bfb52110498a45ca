/*
 * What a compiler of C++ leaves to a library, for components whose sources are C++: memory of the
 * heap for new and delete, and an end for a call of a function that has no body. Without memory
 * the thread stops, for there are no exceptions. Objects with static storage are constructed
 * before pre_init (start.c) and never destroyed. The names are those of the C++ ABI.
 */
#include <stddef.h>
#include <stdlib.h>

void *kdl_new(size_t size) __asm__("_Znwm");
void *kdl_new_array(size_t size) __asm__("_Znam");
void kdl_delete(void *object) __asm__("_ZdlPv");
void kdl_delete_array(void *object) __asm__("_ZdaPv");
void kdl_delete_sized(void *object, size_t size) __asm__("_ZdlPvm");
void kdl_delete_sized_array(void *object, size_t size) __asm__("_ZdaPvm");
_Noreturn void __cxa_pure_virtual(void);

void *kdl_new(size_t size)
{
    void *object = malloc(size ? size : 1);

    if (!object)
        abort();
    return object;
}

void *kdl_new_array(size_t size)
{
    return kdl_new(size);
}

void kdl_delete(void *object)
{
    free(object);
}

void kdl_delete_array(void *object)
{
    free(object);
}

void kdl_delete_sized(void *object, size_t size)
{
    (void)size;
    free(object);
}

void kdl_delete_sized_array(void *object, size_t size)
{
    (void)size;
    free(object);
}

void __cxa_pure_virtual(void)
{
    abort();
}
