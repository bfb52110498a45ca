#include <sync/condition_var.h>
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
    return 0;
}
