/* Requests to devices: it fails with ENOSYS, see ../../../libc/absent.c. */
#pragma once

int ioctl(int fd, int request, ...);
