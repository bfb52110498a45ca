#include <camkes.h>
#include <stdio.h>

extern void *buffered_buf, *packets_buf, *loud_packets_buf, *frames_buf;

int run(void)
{
    printf("threadless: %d\n", threadless_add(1, 2));
    printf("pins: %d\n", pins_add(3, 4));
    printf("signalled: %d\n", signalled_add(5, 6));
    printf("buffered: %d, a buffer: %d\n", buffered_add(7, 8), buffered_buf != NULL);
    printf("packets: %d, a buffer: %d\n", packets_add(9, 10), packets_buf != NULL);
    printf("loud packets: %d, a buffer: %d\n", loud_packets_add(11, 12), loud_packets_buf != NULL);
    printf("frames: %d, a buffer: %d\n", frames_add(13, 14), frames_buf != NULL);
    printf("plain: %d\n", plain_add(20, 1));
    printf("short name: %d\n", short_name_add(21, 1));
    printf("old buffered: %d\n", old_buffered_add(22, 1));
    printf("both quiet: %d\n", both_quiet_add(23, 1));
    printf("own buffered: %d\n", own_buffered_add(24, 1));
    printf("own signalled: %d\n", own_signalled_add(25, 1));
    return 0;
}
