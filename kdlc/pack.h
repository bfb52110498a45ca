/*
 * The image writer: loader, kernel, root task, plan and payload become one flat boot image as
 * kernel/abi/image.h describes it.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "../kernel/abi/image.h"
#include "strbuf.h"

struct pack_input {
    const char *loader;                 /* path of the flat loader */
    const char *kernel, *root;          /* paths of ELF files */
    const void *plan;                   /* NULL: no plan */
    size_t plan_size;
    const void *payload;                /* pages of the components; padded to whole pages */
    size_t payload_size;
    unsigned root_cnode_bits;           /* log2 of the slots of the root task's CNode */
};

/*
 * Append the image to the empty buffer *image; returns its directory. Dies with a message where an
 * input is unusable.
 */
struct image_directory pack_image(const struct pack_input *in, struct strbuf *image);

/* the directory of an image that was written before; false: there is none */
bool pack_read_directory(const char *path, struct image_directory *directory);

/* kdlc pack --loader F --kernel F --root F [--plan F] [--payload F] [--root-cnode-bits N] -o F */
int cmd_pack(int argc, char **argv);
