#include <camkes.h>
#include <stdio.h>

int counter;

int question_answer(int n)
{
    printf("%s: call %d\n", get_instance_name(), ++counter);
    return n * factor;
}
