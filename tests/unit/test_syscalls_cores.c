// link: tests/unit/derive_check.c @tests/unit/world.link
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1 -DCONFIG_CORES=4
/* Random worlds as in test_syscalls.c, on four cores: who runs elsewhere gives way when asked. */
#include "test_syscalls.c"
