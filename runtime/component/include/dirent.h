/* Folders: there are no files, every call fails with ENOSYS, see ../../libc/absent.c. */
#pragma once
#include <sys/types.h>

#define DT_UNKNOWN 0
#define DT_DIR     4
#define DT_REG     8

typedef struct kdl_no_folder DIR;
struct dirent { ino_t d_ino; off_t d_off; unsigned short d_reclen; unsigned char d_type;
                char d_name[256]; };

DIR *opendir(const char *path);
struct dirent *readdir(DIR *folder);
int closedir(DIR *folder);
void rewinddir(DIR *folder);
