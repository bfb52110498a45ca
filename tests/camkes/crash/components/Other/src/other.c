#include <camkes.h>
#include <camkes/tls.h>
#include <camkes/version.h>
#include <stdio.h>

static volatile unsigned event_thread;

void gone__init(void)
{
    event_thread = camkes_get_tls()->thread_index;
}

int run(void)
{
    gone_wait();
    printf("%s: still here, in thread %u, %s heard in thread %u, as CAmkES %.1s\n",
           get_instance_name(), camkes_get_tls()->thread_index, "gone", event_thread,
           camkes_release);
    return 0;
}
