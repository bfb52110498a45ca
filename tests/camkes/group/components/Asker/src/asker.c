#include <camkes.h>
#include <stdio.h>

int counter = 100;

int run(void)
{
    printf("answer %d\n", question_answer(first));
    printf("answer %d\n", question_answer(first + 1));
    printf("my counter %d\n", counter);
    return 0;
}
