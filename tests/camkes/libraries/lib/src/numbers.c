#include <numbers.h>
#include "factor.h"

value_t multiplied(value_t n)
{
    int unused_on_purpose;

    return n * factor();
}
