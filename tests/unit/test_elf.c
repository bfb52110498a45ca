// link: kdlc/arena.c kdlc/text.c kdlc/strbuf.c kdlc/elf.c kdlc/spool.c
// libs: -lelf
/*
 * Programs of components: what a good one yields, and that each kind of bad one is refused with a
 * message and never crashes the reader.
 */
#include <elf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "kdlc/elf.h"
#include "kernel/abi/layout.h"

#define LOW  COMPONENT_VADDR
#define HIGH COMPONENT_AREA_VADDR

struct file {
    Elf64_Ehdr header;
    Elf64_Phdr segment[2];
    unsigned char rest[3 * PAGE_SIZE - sizeof(Elf64_Ehdr) - 2 * sizeof(Elf64_Phdr)];
};

static char path[] = "/tmp/test_elf.XXXXXX";

static struct file good(void)
{
    struct file f;

    memset(&f, 0, sizeof f);
    memcpy(f.header.e_ident, ELFMAG, SELFMAG);
    f.header.e_ident[EI_CLASS] = ELFCLASS64;
    f.header.e_ident[EI_DATA] = ELFDATA2LSB;
    f.header.e_ident[EI_VERSION] = EV_CURRENT;
    f.header.e_type = ET_EXEC;
    f.header.e_machine = EM_AARCH64;
    f.header.e_version = EV_CURRENT;
    f.header.e_entry = LOW + 8;
    f.header.e_ehsize = sizeof(Elf64_Ehdr);
    f.header.e_phoff = sizeof(Elf64_Ehdr);
    f.header.e_phentsize = sizeof(Elf64_Phdr);
    f.header.e_phnum = 2;
    f.segment[0] = (Elf64_Phdr){PT_LOAD, PF_R | PF_X, PAGE_SIZE, LOW, 0, 100, 100, 0};
    f.segment[1] = (Elf64_Phdr){PT_LOAD, PF_R | PF_W, 2 * PAGE_SIZE, LOW + PAGE_SIZE, 0, 8,
                                PAGE_SIZE * 2, 0};
    return f;
}

static void write_file(const void *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    fclose(f);
}

/* exit status of a process that reads the file: 0 accepted, 2 refused */
static int verdict(void)
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(3);
        elf_read(path, LOW, HIGH);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        fail_msg("the reader died of signal %d", WTERMSIG(status));
    return WEXITSTATUS(status);
}

static void yields_segments(void **state)
{
    struct file f = good();
    struct elf_program *p;

    (void)state;
    f.rest[PAGE_SIZE - (sizeof f - sizeof f.rest)] = 77;
    write_file(&f, sizeof f);
    p = elf_read(path, LOW, HIGH);
    assert_int_equal(p->entry, LOW + 8);
    assert_int_equal(p->segments.count, 2);
    assert_true(p->segments.at[0].execute && !p->segments.at[0].write);
    assert_int_equal(p->segments.at[0].bytes[0], 77);
    assert_int_equal(p->segments.at[1].file_size, 8);
    assert_int_equal(p->segments.at[1].size, 2 * PAGE_SIZE);
    assert_true(p->segments.at[1].write && !p->segments.at[1].execute);
}

#define REFUSED(change)                                     \
    do {                                                    \
        struct file f = good();                             \
        change;                                             \
        write_file(&f, sizeof f);                           \
        if (verdict() != 2)                                 \
            fail_msg("not refused: %s", #change);           \
    } while (0)

static void refuses_bad_ones(void **state)
{
    (void)state;
    REFUSED(f.header.e_ident[0] = 0);
    REFUSED(f.header.e_ident[EI_CLASS] = ELFCLASS32);
    REFUSED(f.header.e_ident[EI_DATA] = ELFDATA2MSB);
    REFUSED(f.header.e_machine = EM_X86_64);
    REFUSED(f.header.e_type = ET_DYN);
    REFUSED(f.header.e_entry = LOW + 100);
    REFUSED(f.header.e_entry = LOW + PAGE_SIZE);
    REFUSED(f.header.e_entry = 0);
    REFUSED(f.header.e_phnum = 0);
    REFUSED(f.segment[0].p_offset = sizeof f);
    REFUSED(f.segment[0].p_offset = UINT64_MAX);
    REFUSED(f.segment[0].p_filesz = UINT64_MAX);
    REFUSED(f.segment[0].p_filesz = 101);
    REFUSED(f.segment[0].p_flags |= PF_W);
    REFUSED(f.segment[0].p_vaddr = LOW + 16);
    REFUSED(f.segment[0].p_vaddr = LOW - PAGE_SIZE);
    REFUSED(f.segment[1].p_vaddr = LOW);
    REFUSED(f.segment[1].p_vaddr = HIGH);
    REFUSED(f.segment[1].p_vaddr = HIGH - PAGE_SIZE);
    REFUSED(f.segment[1].p_memsz = UINT64_MAX);
    REFUSED(f.segment[1].p_type = PT_INTERP);
    REFUSED(f.segment[1].p_type = PT_DYNAMIC);
}

static void survives_anything(void **state)
{
    uint64_t random = 7;

    (void)state;
    for (int round = 0; round < 400; round++) {
        struct file f = good();
        size_t size = round % 8 ? sizeof f : random % sizeof f;

        for (int changes = 0; changes <= round % 4; changes++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            ((unsigned char *)&f)[(random >> 40) % (sizeof f - sizeof f.rest)] =
                (unsigned char)(random >> 32);
        }
        write_file(&f, size);
        assert_true(verdict() == 0 || verdict() == 2);
    }
}

static int make_file(void **state)
{
    (void)state;
    return mkstemp(path) < 0;
}

static int remove_file(void **state)
{
    (void)state;
    return remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yields_segments), cmocka_unit_test(refuses_bad_ones),
        cmocka_unit_test(survives_anything)};

    return cmocka_run_group_tests(tests, make_file, remove_file);
}
