#include <camkes.h>
#include <stdio.h>

int run(void)
{
    turn_wait();
    printf("%s: answer %d\n", get_instance_name(), log_note(get_instance_name()));
    printf("%s: board says %s\n", get_instance_name(), (char *)board);
    done_emit();
    return 0;
}
