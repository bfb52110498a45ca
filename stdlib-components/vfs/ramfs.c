/*
 * A file system in memory. Everything it allocates (nodes, names, block tables, blocks) counts
 * towards its limit, and every operation takes all the memory it needs before it changes anything.
 *
 * Deliberately simple: a directory is a list that is searched from its start.
 */
#include "ramfs.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 1024u

/*
 * parent == NULL  <=>  root or removed
 * blocks[i] == NULL reads as zeros; nothing but zeros stands behind 'size' in the last block
 * siblings are in order of 'serial', which grows
 */
struct node {
    struct node *parent, *next, *children, *last;
    int type;
    bool removed;
    unsigned opened;
    uint64_t serial, next_serial;
    char *name;
    size_t name_length;
    uint64_t size;
    char **blocks;
    size_t table;                       /* entries of blocks */
};

struct ramfs {
    void *(*allocate)(size_t size);
    void (*release)(void *memory);
    uint64_t limit, used;
    struct node *root;
};

static void *(*default_allocate)(size_t size) = malloc;
static void (*default_release)(void *memory) = free;

void ramfs_use_memory(void *(*allocate)(size_t size), void (*release)(void *memory))
{
    default_allocate = allocate != NULL ? allocate : malloc;
    default_release = release != NULL ? release : free;
}

static void *take(struct ramfs *fs, size_t size)
{
    if (size > fs->limit - fs->used)
        return NULL;
    void *memory = fs->allocate(size);
    if (memory != NULL) {
        memset(memory, 0, size);
        fs->used += size;
    }
    return memory;
}

static void give(struct ramfs *fs, void *memory, size_t size)
{
    if (memory == NULL)
        return;
    fs->release(memory);
    fs->used -= size;
}

/* ---- nodes ---- */

static struct node *node_new(struct ramfs *fs, int type, struct vfs_name name)
{
    struct node *node = take(fs, sizeof *node);
    char *text = take(fs, name.length + 1);
    if (node == NULL || text == NULL) {
        give(fs, node, sizeof *node);
        give(fs, text, name.length + 1);
        return NULL;
    }
    memcpy(text, name.text, name.length);
    node->type = type;
    node->name = text;
    node->name_length = name.length;
    return node;
}

static void drop_blocks(struct ramfs *fs, struct node *node, size_t first)
{
    for (size_t i = first; i < node->table; i++) {
        give(fs, node->blocks[i], BLOCK);
        node->blocks[i] = NULL;
    }
}

static void node_free(struct ramfs *fs, struct node *node)
{
    drop_blocks(fs, node, 0);
    give(fs, node->blocks, node->table * sizeof *node->blocks);
    give(fs, node->name, node->name_length + 1);
    give(fs, node, sizeof *node);
}

static void attach(struct node *directory, struct node *node)
{
    node->parent = directory;
    node->next = NULL;
    node->serial = ++directory->next_serial;
    if (directory->last != NULL)
        directory->last->next = node;
    else
        directory->children = node;
    directory->last = node;
}

static void detach(struct node *node)
{
    struct node *directory = node->parent, *before = NULL;
    for (struct node *at = directory->children; at != node; at = at->next)
        before = at;
    if (before != NULL)
        before->next = node->next;
    else
        directory->children = node->next;
    if (directory->last == node)
        directory->last = before;
    node->parent = NULL;
    node->next = NULL;
}

static void discard(struct ramfs *fs, struct node *node)
{
    detach(node);
    node->removed = true;
    if (node->opened == 0)
        node_free(fs, node);
}

/* ---- the file system as a whole ---- */

static void *ramfs_make(uint64_t bytes)
{
    struct ramfs *fs = default_allocate(sizeof *fs);
    if (fs == NULL)
        return NULL;
    *fs = (struct ramfs){.allocate = default_allocate, .release = default_release,
                         .limit = bytes};
    fs->root = node_new(fs, VFS_DIRECTORY, (struct vfs_name){"", 0});
    if (fs->root == NULL) {
        fs->release(fs);
        return NULL;
    }
    return fs;
}

void ramfs_destroy(void *context)
{
    struct ramfs *fs = context;
    struct node *node = fs->root;
    while (node != NULL) {
        struct node *up = node->parent;
        if (node->children != NULL) {
            node = node->children;
            continue;
        }
        if (up != NULL)
            detach(node);
        node_free(fs, node);
        node = up;
    }
    fs->release(fs);
}

static void ramfs_space(void *context, uint64_t *total, uint64_t *available)
{
    struct ramfs *fs = context;
    *total = fs->limit;
    *available = fs->limit - fs->used;
}

static void *ramfs_root(void *context)
{
    return ((struct ramfs *)context)->root;
}

static void *ramfs_parent(void *context, void *directory)
{
    struct node *node = directory;
    (void)context;
    return node->parent != NULL ? node->parent : node;
}

static int ramfs_lookup(void *context, void *directory, struct vfs_name name, void **found)
{
    (void)context;
    for (struct node *node = ((struct node *)directory)->children; node; node = node->next) {
        if (node->name_length == name.length &&
            memcmp(node->name, name.text, name.length) == 0) {
            *found = node;
            return 0;
        }
    }
    return -ENOENT;
}

static void ramfs_status(void *context, void *which, struct vfs_entry *entry)
{
    const struct node *node = which;
    (void)context;
    *entry = (struct vfs_entry){.name = node->name, .type = node->type, .size = node->size};
}

static void ramfs_open(void *context, void *node)
{
    (void)context;
    ((struct node *)node)->opened++;
}

static void ramfs_close(void *context, void *which)
{
    struct node *node = which;
    if (--node->opened == 0 && node->removed)
        node_free(context, node);
}

/* ---- contents of files ---- */

static int64_t ramfs_read(void *context, void *file, uint64_t offset, char *data, size_t size)
{
    const struct node *node = file;
    (void)context;
    if (offset >= node->size)
        return 0;
    if (size > node->size - offset)
        size = (size_t)(node->size - offset);
    for (size_t done = 0; done < size;) {
        uint64_t index = (offset + done) / BLOCK, from = (offset + done) % BLOCK;
        size_t piece = BLOCK - from < size - done ? (size_t)(BLOCK - from) : size - done;
        const char *block = index < node->table ? node->blocks[index] : NULL;
        if (block != NULL)
            memcpy(data + done, block + from, piece);
        else
            memset(data + done, 0, piece);
        done += piece;
    }
    return (int64_t)size;
}

/* Free blocks that stand ready, chained through their first bytes. */
struct pile { void *top; };

static void pile_put(struct pile *pile, void *block)
{
    *(void **)block = pile->top;
    pile->top = block;
}

static void *pile_take(struct pile *pile)
{
    void *block = pile->top;
    pile->top = *(void **)block;
    *(void **)block = NULL;
    return block;
}

static bool pile_fill(struct ramfs *fs, struct pile *pile, size_t count)
{
    while (count-- > 0) {
        void *block = take(fs, BLOCK);
        if (block != NULL) {
            pile_put(pile, block);
            continue;
        }
        while (pile->top != NULL)
            give(fs, pile_take(pile), BLOCK);
        return false;
    }
    return true;
}

static size_t missing_blocks(const struct node *node, size_t first, size_t last)
{
    size_t count = 0;
    for (size_t i = first; i <= last; i++)
        count += i >= node->table || node->blocks[i] == NULL;
    return count;
}

/* Gives the file all blocks from 'first' to 'last', or changes nothing. */
static bool provide_blocks(struct ramfs *fs, struct node *node, size_t first, size_t last)
{
    struct pile pile = {NULL};
    char **larger = NULL;
    size_t entries = node->table > 0 ? node->table : 4;
    while (entries <= last)
        entries *= 2;
    if (missing_blocks(node, first, last) == 0)
        return true;
    if (entries > node->table) {
        larger = take(fs, entries * sizeof *larger);
        if (larger == NULL)
            return false;
    }
    if (!pile_fill(fs, &pile, missing_blocks(node, first, last))) {
        give(fs, larger, entries * sizeof *larger);
        return false;
    }
    if (larger != NULL) {
        if (node->table > 0)
            memcpy(larger, node->blocks, node->table * sizeof *larger);
        give(fs, node->blocks, node->table * sizeof *larger);
        node->blocks = larger;
        node->table = entries;
    }
    for (size_t i = first; i <= last; i++)
        if (node->blocks[i] == NULL)
            node->blocks[i] = pile_take(&pile);
    return true;
}

static int ramfs_write(void *context, void *file, uint64_t offset, const char *data, size_t size)
{
    struct node *node = file;
    uint64_t end;
    if (size == 0)
        return 0;
    if (__builtin_add_overflow(offset, size, &end) || end > INT64_MAX)
        return -EFBIG;
    /* a file with so many blocks could not even keep its table */
    if ((end - 1) / BLOCK >= ((struct ramfs *)context)->limit)
        return -ENOSPC;
    if (!provide_blocks(context, node, (size_t)(offset / BLOCK), (size_t)((end - 1) / BLOCK)))
        return -ENOSPC;
    for (size_t done = 0; done < size;) {
        uint64_t from = (offset + done) % BLOCK;
        size_t piece = BLOCK - from < size - done ? (size_t)(BLOCK - from) : size - done;
        memcpy(node->blocks[(offset + done) / BLOCK] + from, data + done, piece);
        done += piece;
    }
    if (end > node->size)
        node->size = end;
    return 0;
}

static int ramfs_truncate(void *context, void *file, uint64_t size)
{
    struct node *node = file;
    if (size > INT64_MAX)
        return -EFBIG;
    uint64_t keep = size / BLOCK + (size % BLOCK != 0);
    if (keep < node->table)
        drop_blocks(context, node, (size_t)keep);
    if (size < node->size && size % BLOCK != 0 && keep <= node->table) {
        char *block = node->blocks[size / BLOCK];
        if (block != NULL)
            memset(block + size % BLOCK, 0, (size_t)(BLOCK - size % BLOCK));
    }
    node->size = size;
    return 0;
}

/* ---- directories ---- */

static int ramfs_entry(void *context, void *directory, uint64_t *cursor, struct vfs_entry *entry)
{
    for (struct node *node = ((struct node *)directory)->children; node; node = node->next) {
        if (node->serial > *cursor) {
            *cursor = node->serial;
            ramfs_status(context, node, entry);
            return 1;
        }
    }
    return 0;
}

static int ramfs_create(void *context, void *directory, struct vfs_name name, int type,
                        void **created)
{
    struct node *node = node_new(context, type, name);
    if (node == NULL)
        return -ENOSPC;
    attach(directory, node);
    *created = node;
    return 0;
}

static int ramfs_remove(void *context, void *which)
{
    struct node *node = which;
    if (node->children != NULL)
        return -ENOTEMPTY;
    discard(context, node);
    return 0;
}

static bool is_inside(const struct node *node, const struct node *directory)
{
    while (node != NULL && node != directory)
        node = node->parent;
    return node != NULL;
}

static int ramfs_rename(void *context, void *which, void *directory, struct vfs_name name,
                        void *replaced)
{
    struct ramfs *fs = context;
    struct node *node = which, *victim = replaced;
    if (victim == node)
        return 0;
    if (is_inside(directory, node))
        return -EINVAL;
    if (victim != NULL && victim->type != node->type)
        return victim->type == VFS_DIRECTORY ? -EISDIR : -ENOTDIR;
    if (victim != NULL && victim->children != NULL)
        return -ENOTEMPTY;
    char *text = take(fs, name.length + 1);
    if (text == NULL)
        return -ENOSPC;
    memcpy(text, name.text, name.length);
    if (victim != NULL)
        discard(fs, victim);
    detach(node);
    give(fs, node->name, node->name_length + 1);
    node->name = text;
    node->name_length = name.length;
    attach(directory, node);
    return 0;
}

const struct vfs_driver ramfs_driver = {
    .name = "ram", .make = ramfs_make, .root = ramfs_root, .parent = ramfs_parent,
    .lookup = ramfs_lookup, .status = ramfs_status, .open = ramfs_open, .close = ramfs_close,
    .read = ramfs_read, .write = ramfs_write, .truncate = ramfs_truncate, .entry = ramfs_entry,
    .create = ramfs_create, .remove = ramfs_remove, .rename = ramfs_rename, .space = ramfs_space,
};
