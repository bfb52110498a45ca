/*
 * The boot image: one flat file whose pages are used where they lie.
 *
 *     loader (Linux arm64 Image header, then its code)
 *     struct image_directory, at the page-aligned offset held in image_header.directory
 *     kernel pages, root task pages, plan pages, component pages ("payload")
 *
 * All offsets count bytes from the start of the image and are page aligned. Written by
 * `kdlc pack`; checked and used by the loader.
 */
#pragma once
#include <stdint.h>

#define IMAGE_MAGIC   0x4c61614b        /* "KaaL" */
#define IMAGE_VERSION 1
#define IMAGE_MAX_SEGMENTS 4

#define SEGMENT_READ  1u
#define SEGMENT_WRITE 2u
#define SEGMENT_EXEC  4u

/* the first bytes of the loader: a Linux arm64 Image header, then what the packer fills in */
struct image_header {
    uint32_t code[2];                   /* branch over the header */
    uint64_t text_offset;               /* 0: any 2 MiB aligned address in RAM */
    uint64_t image_size;                /* filled in by the packer */
    uint64_t flags;                     /* IMAGE_FLAGS */
    uint64_t reserved[3];
    uint32_t arm64_magic;               /* IMAGE_ARM64_MAGIC */
    uint32_t pe_offset;                 /* 0 */
    uint64_t directory;                 /* offset of struct image_directory, by the packer */
    uint64_t constant;                  /* bytes of the loader from here on that never change */
};

#define IMAGE_ARM64_MAGIC 0x644d5241    /* "ARM\x64" */
#define IMAGE_FLAGS 0xa                 /* little endian, 4 KiB pages, anywhere in memory */

/* part of an ELF file as it lies in the image, bss included as zero pages */
struct image_segment {
    uint64_t offset;                    /* into the image */
    uint64_t vaddr;
    uint64_t size;                      /* multiple of the page size; 0: unused entry */
    uint64_t flags;                     /* SEGMENT_* */
};

struct image_program {
    struct image_segment segment[IMAGE_MAX_SEGMENTS];
    uint64_t entry;                     /* virtual address */
    uint64_t count;
};

struct image_directory {
    uint32_t magic;
    uint32_t version;
    uint64_t image_size;                /* bytes, whole file */
    uint32_t crc;                       /* CRC-32 (IEEE) of the file behind the directory's page */
    uint32_t directory_crc;             /* of the directory's page with this field 0 */
    uint32_t loader_crc;                /* of the constant part of the loader */
    uint32_t reserved;
    struct image_program kernel;
    struct image_program root;
    uint64_t plan_offset, plan_size;    /* size 0: no plan (kernel tests) */
    uint64_t payload_offset, payload_size;
    uint64_t root_cnode_bits;           /* log2 of the slots of the root task's CNode */
    uint64_t kernel_pool;               /* in the kernel's last segment: pages for its map of all
                                           memory, the rest of which becomes RAM; 0: unknown */
};
