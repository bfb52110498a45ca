/* Compiled without warnings, as code of other people is: the unused things below are on purpose. */
#include <autoconf.h>
#include <camkes.h>
#include <camkes/dataport.h>
#include <camkes/dma.h>
#include <camkes/error.h>
#include <camkes/io.h>
#include <errno.h>
#include <platsupport/sync/spinlock.h>
#include <sel4/sel4.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
#include <utils/util.h>

#include "../check.h"

static_assert(sizeof(seL4_Word) == 8, "a word");
compile_time_assert(page, PAGE_SIZE_4K == 4096);

static int not_used;
static UNUSED int table[] ALIGN(64) = {1, 2, 3};
static camkes_error_type_t seen;

static camkes_error_action_t note(camkes_error_t *error)
{
    seen = error->type;
    CHECK(strcmp(error->instance, "user") == 0 && error->description);
    return CEA_DISCARD;
}

/* a name of POSIX may be the component's own */
int socket(int domain, int type, int protocol)
{
    return domain + type + protocol;
}

static void macros(void)
{
    CHECK(MIN(3, 4) == 3 && MAX(3, 4) == 4 && ARRAY_SIZE(table) == 3);
    CHECK(BIT(5) == 32 && MASK(5) == 31 && ROUND_UP(5, 4) == 8 && ROUND_DOWN(5, 4) == 4);
    CHECK(ALIGN_UP(5, 8) == 8 && ALIGN_DOWN(13, 8) == 8 && IS_ALIGNED(8, 3) && !IS_ALIGNED(9, 3));
    CHECK(DIV_ROUND_UP(7, 2) == 4 && IS_POWER_OF_2(8) && LOG_BASE_2(4096) == 12);
    CHECK((uintptr_t)table % 64 == 0 && NS_IN_MS == 1000000 && US_IN_MS == 1000);
    COMPILER_MEMORY_FENCE();
    ZF_LOGI("not printed %d", 1);
    ZF_LOGE_IF(false, "not printed %s", "either");
    CHECK(CAMKES_CONST_ATTR(number) == 17 && strcmp(CAMKES_CONST_ATTR(text), "constant") == 0);
    verdict("macros");
}

static void printing(void)
{
    char line[200];

    snprintf(line, sizeof line, "%f %lf %.3e %zd %zu %llu %lld %hhx %5d|%-5d|%05d %c %%",
             1.5, 2.25, 1234.5, (ssize_t)-1, (size_t)2, 3ull, -4ll, 0x1ff, 5, 6, 7, 'x');
    CHECK(strcmp(line, "1.500000 2.250000 1.234e+03 -1 2 3 -4 ff     5|6    |00007 x %") == 0);
    snprintf(line, sizeof line, "%" PRIu64 " %" PRId32 " %" PRIx8 " %" PRIuPTR " %p %s %.*s",
             UINT64_MAX, -5, 255, (uintptr_t)9, (void *)0x1000, "s", 2, "abc");
    CHECK(strcmp(line, "18446744073709551615 -5 ff 9 0x1000 s ab") == 0);
    verdict("printf");
}

static void posix(void)
{
    struct timespec a, b;
    struct utsname name;
    sync_spinlock_t lock;

    CHECK(getppid() == 1 && getpid() >= 2 && getpid() == camkes_pid);
    CHECK(syscall(SYS_gettid) == gettid() && sched_yield() == 0);
    CHECK(clock_gettime(CLOCK_MONOTONIC, &a) == 0 && usleep(1000) == 0);
    CHECK(clock_gettime(CLOCK_MONOTONIC, &b) == 0);
    CHECK((b.tv_sec - a.tv_sec) * 1000000000 + b.tv_nsec - a.tv_nsec >= 1000000);
    CHECK(uname(&name) == 0 && strcmp(name.machine, "aarch64") == 0);
    CHECK(mlock(table, 12) == 0 && munlockall() == 0 && socket(1, 2, 3) == 6);
    CHECK(sigaction(SIGINT, NULL, NULL) == -1 && errno == ENOSYS);
    CHECK(select(0, NULL, NULL, NULL, NULL) == -1 && connect(0, NULL, 0) == -1);
    CHECK(ioctl(0, 1, NULL) == -1 && errno == ENOSYS);
    CHECK(stat(".", NULL) == -1 && lstat(".", NULL) == -1 && errno == ENOSYS && !getcwd(NULL, 0));
    CHECK(mmap(NULL, 1, PROT_READ, MAP_PRIVATE, 3, 0) == MAP_FAILED && munmap(table, 1) == -1);
    CHECK(fsync(1) == -1 && access("f", 0) == -1 && FILENAME_MAX > 0 && geteuid() == 0);
    CHECK(sysconf(_SC_PAGESIZE) == 4096 && sysconf(-1) == -1 && errno == EINVAL);
    CHECK(tgkill(getpid(), gettid(), 0) == 0 && tgkill(1, 1, 9) == -1);
    CHECK(sync_spinlock_init(&lock) == 0 && sync_spinlock_lock(&lock) == 0);
    CHECK(sync_spinlock_trylock(&lock) != 0 && sync_spinlock_unlock(&lock) == 0);
    verdict("POSIX");
}

static void kernel(void)
{
    seL4_MessageInfo_t info = seL4_MessageInfo_new(5, 0, 1, 3);

    CHECK(seL4_MessageInfo_get_label(info) == 5 && seL4_MessageInfo_get_length(info) == 3);
    CHECK(seL4_MessageInfo_get_extraCaps(info) == 1);
    seL4_SetMR(50, 77);
    CHECK(seL4_GetMR(50) == 77 && seL4_GetIPCBuffer()->msg[50] == 77);
    seL4_Yield();
    verdict("seL4 names");
}

static void errors(void)
{
    char *large = calloc(1, 3000), *result;

    memset(large, 'x', 2999);
    CHECK(camkes_register_error_handler(note) != NULL);
    result = calls_big(large);
    CHECK(result == NULL && seen == CE_BUFFER_LENGTH_EXCEEDED);
    seen = CE_NO_ERROR;
    CHECK(calls_register_error_handler(note) == NULL);
    CHECK(calls_big(large) == NULL && seen == CE_BUFFER_LENGTH_EXCEEDED);
    CHECK(camkes_register_error_handler(NULL) == note);
    free(large);
    result = calls_big("small");
    CHECK(result && strcmp(result, "small") == 0 && calls_work(1) == 2);
    free(result);
    verdict("error handlers");
}

static void memory(void)
{
    char *p = here, *q = there;
    dataport_ptr_t d = dataport_wrap_ptr(p + 100);

    p[100] = 5;
    here_release();
    there_acquire();
    CHECK(q[100] == 5 && here_size == 4096 && there_get_size() == 4096);
    CHECK(dataport_unwrap_ptr(d) == p + 100 && there_unwrap_ptr(here_wrap_ptr(p + 7)) == q + 7);
    CHECK(here_cache_op(0, 4096, DMA_CACHE_OP_CLEAN) == 0);
    CHECK(here_cache_op(4000, 97, DMA_CACHE_OP_CLEAN) == -1);
    CHECK(camkes_dma_alloc(1, 0, true) == NULL && camkes_dma_get_paddr(p) == 0);
    m_lock();
    m_unlock();
    CHECK(s_wait() == 0 && s_trywait() == 0 && s_trywait() != 0 && s_post() == 0);
    CHECK(b_post() == 0 && b_wait() == 0);
    verdict("dataports and locks");
}

int run(void)
{
    macros();
    printing();
    posix();
    kernel();
    errors();
    memory();
    CHECK(strcmp(get_instance_name(), "user") == 0 && get_instance_affinity() == 0);
    CHECK(strcmp(get_thread_name(), "control") == 0);
    verdict("identity");
    switch_off();
    return 0;
}
