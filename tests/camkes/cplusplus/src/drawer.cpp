#include <sync/mutex.h>
#include <sync/condition_var.h>
#include <arpa/inet.h>
#include <pthread.h>
#include <camkes.h>
#include <stdio.h>
#include <helper.h>

template <typename T> class Counter {
public:
    explicit Counter(T first) : value(first) { printf("constructed with %d\n", (int)first); }
    T next() { return value++; }

private:
    T value;
};

static Counter<int> counter(4);
static pthread_mutex_t posix = PTHREAD_MUTEX_INITIALIZER;
static sync_mutex_t other;

extern "C" void pre_init(void)
{
    printf("pre_init: %d\n", counter.next());
}

extern "C" int run(void)
{
    int *numbers = new int[2];

    numbers[0] = scale;
    numbers[1] = counter.next();
    printf("%d and %d make %d\n", numbers[0], numbers[1], area_of(numbers[0], numbers[1]));
    delete[] numbers;
    printf("flags %d and %d\n", IN_CXX, in_c());
    pthread_mutex_lock(&posix);
    sync_mutex_lock(&other);
    printf("%d\n", inet_addr("1.0.0.0") == 1);
    sync_mutex_unlock(&other);
    pthread_mutex_unlock(&posix);
    return 0;
}
