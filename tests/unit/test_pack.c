// link: kdlc/pack.c kdlc/elf.c kdlc/output.c kdlc/spool.c runtime/loader/crc.c kdlc/strbuf.c
// link: kdlc/arena.c kdlc/text.c
// libs: -lelf
/*
 * The boot image: every part where the directory says, padded with zeros, covered by the
 * checksums; and unusable inputs refused by name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "runtime/loader/crc.h"
#include "kdlc/pack.h"
#include "kernel/abi/image.h"
#include "kernel/abi/layout.h"

static char folder[] = "/tmp/test_pack_XXXXXX";
static char loader[64], kernel[64], root[64];

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, size, f), size);
    fclose(f);
}

/* a program of `count` segments: each 0x1800 bytes in the file, 0x2800 in memory */
struct program { Elf64_Ehdr header; Elf64_Phdr segment[5]; char bytes[5][0x1800]; };

static struct program program(uint64_t base, unsigned count)
{
    struct program p = {.header = {
        .e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT},
        .e_type = ET_EXEC, .e_machine = EM_AARCH64, .e_version = EV_CURRENT, .e_entry = base + 8,
        .e_phoff = offsetof(struct program, segment), .e_ehsize = sizeof(Elf64_Ehdr),
        .e_phentsize = sizeof(Elf64_Phdr), .e_phnum = (Elf64_Half)count,
        .e_shentsize = sizeof(Elf64_Shdr)}};

    for (unsigned i = 0; i < count; i++) {
        p.segment[i] = (Elf64_Phdr){
            .p_type = PT_LOAD, .p_flags = i == 0 ? PF_R | PF_X : PF_R | PF_W,
            .p_offset = offsetof(struct program, bytes) + i * 0x1800, .p_vaddr = base + i * 0x3000,
            .p_filesz = 0x1800, .p_memsz = 0x2800, .p_align = 0x1000};
        memset(p.bytes[i], (int)(base >> 12) + (int)i + 1, sizeof p.bytes[i]);
    }
    return p;
}

static int setup(void **state)
{
    struct image_header header = {.flags = IMAGE_FLAGS, .arm64_magic = IMAGE_ARM64_MAGIC,
                                  .constant = 0x100};
    char bytes[0x1234] = {0};
    struct program p;

    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(loader, sizeof loader, "%s/loader", folder);
    snprintf(kernel, sizeof kernel, "%s/kernel", folder);
    snprintf(root, sizeof root, "%s/root", folder);
    memset(bytes, 0x11, sizeof bytes);
    memcpy(bytes, &header, sizeof header);
    write_file(loader, bytes, sizeof bytes);
    p = program(0xffffffffc0000000, 3);
    write_file(kernel, &p, sizeof p);
    p = program(0x400000, 2);
    write_file(root, &p, sizeof p);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    unlink(loader);
    unlink(kernel);
    unlink(root);
    rmdir(folder);
    return 0;
}

static struct pack_input input(void)
{
    return (struct pack_input){
        .loader = loader, .kernel = kernel, .root = root, .plan = "the plan", .plan_size = 8,
        .payload = "pages", .payload_size = 5, .root_cnode_bits = 12};
}

static void check_program(const struct strbuf *image, const struct image_program *p, uint64_t base,
                          unsigned count)
{
    assert_int_equal(p->count, count);
    assert_int_equal(p->entry, base + 8);
    for (unsigned i = 0; i < count; i++) {
        const struct image_segment *s = &p->segment[i];
        const char *bytes = image->text + s->offset;

        assert_int_equal(s->offset % PAGE_SIZE, 0);
        assert_int_equal(s->vaddr, base + i * 0x3000);
        assert_int_equal(s->size, 0x3000);
        assert_int_equal(s->flags, i == 0 ? SEGMENT_READ | SEGMENT_EXEC
                                          : SEGMENT_READ | SEGMENT_WRITE);
        for (unsigned at = 0; at < s->size; at++)
            assert_int_equal((unsigned char)bytes[at],
                             at < 0x1800 ? ((base >> 12) + i + 1) & 0xff : 0);
    }
}

static void test_layout(void **state)
{
    struct pack_input in = input();
    struct strbuf image = {0};
    struct image_header header;
    struct image_directory d, zeroed;
    char page[PAGE_SIZE];

    (void)state;
    pack_image(&in, &image);
    memcpy(&header, image.text, sizeof header);
    assert_int_equal(header.image_size, image.length);
    assert_int_equal(header.directory, 0x2000);
    memcpy(&d, image.text + header.directory, sizeof d);
    assert_int_equal(d.magic, IMAGE_MAGIC);
    assert_int_equal(d.version, IMAGE_VERSION);
    assert_int_equal(d.image_size, image.length);
    assert_int_equal(d.crc, crc_of(image.text + 0x3000, image.length - 0x3000));
    assert_int_equal(d.loader_crc,
                     crc_of(image.text + offsetof(struct image_header, constant), 0x100));
    memcpy(page, image.text + header.directory, sizeof page);
    zeroed = d;
    zeroed.directory_crc = 0;
    memcpy(page, &zeroed, sizeof zeroed);
    assert_int_equal(d.directory_crc, crc_of(page, sizeof page));
    check_program(&image, &d.kernel, 0xffffffffc0000000, 3);
    check_program(&image, &d.root, 0x400000, 2);
    assert_memory_equal(image.text + d.plan_offset, "the plan", 8);
    assert_int_equal(d.plan_size, 8);
    assert_memory_equal(image.text + d.payload_offset, "pages", 5);
    assert_int_equal(d.payload_size, PAGE_SIZE);
    assert_int_equal(d.payload_offset + d.payload_size, image.length);
    assert_int_equal(d.root_cnode_bits, 12);
}

static void test_crc(void **state)
{
    (void)state;
    assert_int_equal(crc_of("123456789", 9), 0xcbf43926);
    assert_int_equal(crc_of("", 0), 0);
}

/* Packing in a child dies with a message that holds `text`. */
static void refused(struct pack_input in, const char *text)
{
    char message[1000] = "";
    int pipes[2], status;

    assert_int_equal(pipe(pipes), 0);
    fflush(NULL);
    if (fork() == 0) {
        struct strbuf image = {0};

        dup2(pipes[1], STDERR_FILENO);
        pack_image(&in, &image);
        _exit(0);
    }
    close(pipes[1]);
    for (size_t got = 0; got < sizeof message - 1;) {
        ssize_t n = read(pipes[0], message + got, sizeof message - 1 - got);

        if (n <= 0)
            break;
        got += (size_t)n;
    }
    close(pipes[0]);
    wait(&status);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 2 || !strstr(message, text))
        fail_msg("expected '%s', got status %x and '%s'", text, status, message);
}

#define REFUSED_KERNEL(text, change) \
    do { \
        struct program p = program(0xffffffffc0000000, 3); \
        change; \
        write_file(kernel, &p, sizeof p); \
        refused(input(), text); \
    } while (0)

static void test_refusals(void **state)
{
    struct pack_input in = input();
    struct program whole = program(0xffffffffc0000000, 3);

    (void)state;
    in.root_cnode_bits = 8;
    refused(in, "2^8 slots");
    in = input();
    in.loader = root;
    refused(in, "does not start with the header of a loader");
    in.loader = "/nowhere";
    refused(in, "cannot read '/nowhere'");
    in = input();
    in.root = loader;
    refused(in, "is not an ELF file");
    REFUSED_KERNEL("not a little-endian AArch64 program", p.header.e_machine = EM_X86_64);
    REFUSED_KERNEL("not a program linked for a fixed address", p.header.e_type = ET_DYN);
    REFUSED_KERNEL("does not start at a page", p.segment[1].p_vaddr += 16);
    REFUSED_KERNEL("or in pages of another segment", p.segment[1].p_vaddr -= 0x1000);
    REFUSED_KERNEL("hole before", p.segment[2].p_vaddr += 0x1000);
    REFUSED_KERNEL("writable and executable", p.segment[0].p_flags |= PF_W);
    REFUSED_KERNEL("has a size of", p.segment[2].p_memsz = 1ul << 28);
    REFUSED_KERNEL("larger in the file than in memory", p.segment[2].p_filesz = 0x3000);
    REFUSED_KERNEL("is cut short", p.segment[2].p_offset = ~0ul - 0xfff);
    REFUSED_KERNEL("not in an executable segment", p.header.e_entry += 0x3000);
    REFUSED_KERNEL("more than 4 segments", p = program(0xffffffffc0000000, 5));
    write_file(kernel, &whole, sizeof whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_layout), cmocka_unit_test(test_crc),
                                       cmocka_unit_test(test_refusals)};

    return cmocka_run_group_tests(tests, setup, teardown);
}
