/* The far end of everything. */
#include <camkes.h>
#include <camkes/msgqueue.h>

void *shared_buf(unsigned badge);
size_t shared_buf_size(unsigned badge);
unsigned shared_num_badges(void);
unsigned shared_enumerate_badge(unsigned i);
unsigned shared_largest_badge(void);
void *both_buf(unsigned badge);
void signalled_emit(unsigned badge);
void both_emit(unsigned badge);

int any_add(int a, int b)
{
    return a + b;
}

char *any_name(void)
{
    return strdup("far");
}

size_t any_weigh(const char *s)
{
    return strlen(s);
}

int any_twice(int a)
{
    return 2 * a;
}

static int sum(const void *memory, int count)
{
    const unsigned char *p = memory;
    int all = 0;

    for (int i = 0; p && i < count; i++)
        all += p[i];
    return all;
}

int shared_sum(int count)
{
    unsigned badge = (unsigned)shared_get_sender_id();

    if (shared_num_badges() != 2 || shared_enumerate_badge(2) != -1u || shared_buf(99)
        || shared_buf_size(99) != 0 || shared_largest_badge() < badge)
        return -1;
    return sum(shared_buf(badge), count);
}

void shared_later(int times)
{
    (void)times;
}

int signalled_sum(int count)
{
    return count;
}

void signalled_later(int times)
{
    signalled_emit(99);
    for (int i = 0; i < times; i++)
        signalled_emit((unsigned)signalled_get_sender_id());
}

int both_sum(int count)
{
    return sum(both_buf((unsigned)both_get_sender_id()), count);
}

void both_later(int times)
{
    for (int i = 0; i < times; i++)
        both_emit((unsigned)both_get_sender_id());
}

int run(void)
{
    camkes_msgqueue_receiver_t queue;
    message_t m;

    go_wait();
    native_emit();
    bound_emit();
    global_emit();
    called_emit();
    for (int i = 0; i < 7; i++)
        counted_emit();
    if (camkes_msgqueue_receiver_init(3, &queue) || camkes_msgqueue_receiver_init(4, &queue) == 0)
        return 1;
    (void)camkes_msgqueue_receiver_init(3, &queue);
    for (int i = 0; i < 1000; i++) {
        camkes_msgqueue_poll(&queue);
        if (camkes_msgqueue_get(&queue, &m, sizeof m) || m.number != i
            || strcmp(m.text, "a message"))
            printf("FAIL message %d\n", i);
    }
    strcpy((char *)dma + 5000, "from far");
    __atomic_store_n((int *)dma, 1, __ATOMIC_RELEASE);
    return 0;
}
