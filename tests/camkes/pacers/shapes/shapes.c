#include "shapes.h"
#include <offset.h>

#ifndef CAMKES
#error "the flags of the folder above are missing"
#endif

int scaled(int degrees)
{
    return FACTOR * degrees + OFFSET;
}
