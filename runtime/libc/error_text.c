/* What strerror says of each number of sys/errno.h, as existing programs print it. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
    [EPERM] = "Operation not permitted",
    [ENOENT] = "No such file or directory",
    [ESRCH] = "No such process",
    [EINTR] = "Interrupted system call",
    [EIO] = "I/O error",
    [ENXIO] = "No such device or address",
    [E2BIG] = "Argument list too long",
    [ENOEXEC] = "Exec format error",
    [EBADF] = "Bad file descriptor",
    [ECHILD] = "No child process",
    [EAGAIN] = "Resource temporarily unavailable",
    [ENOMEM] = "Out of memory",
    [EACCES] = "Permission denied",
    [EFAULT] = "Bad address",
    [ENOTBLK] = "Block device required",
    [EBUSY] = "Resource busy",
    [EEXIST] = "File exists",
    [EXDEV] = "Cross-device link",
    [ENODEV] = "No such device",
    [ENOTDIR] = "Not a directory",
    [EISDIR] = "Is a directory",
    [EINVAL] = "Invalid argument",
    [ENFILE] = "Too many open files in system",
    [EMFILE] = "No file descriptors available",
    [ENOTTY] = "Not a tty",
    [ETXTBSY] = "Text file busy",
    [EFBIG] = "File too large",
    [ENOSPC] = "No space left on device",
    [ESPIPE] = "Invalid seek",
    [EROFS] = "Read-only file system",
    [EMLINK] = "Too many links",
    [EPIPE] = "Broken pipe",
    [EDOM] = "Domain error",
    [ERANGE] = "Result not representable",
    [EDEADLK] = "Resource deadlock would occur",
    [ENAMETOOLONG] = "Filename too long",
    [ENOLCK] = "No locks available",
    [ENOSYS] = "Function not implemented",
    [ENOTEMPTY] = "Directory not empty",
    [ELOOP] = "Symbolic link loop",
    [ENOMSG] = "No message of desired type",
    [EIDRM] = "Identifier removed",
    [ENOSTR] = "Device not a stream",
    [ENODATA] = "No data available",
    [ETIME] = "Device timeout",
    [ENOSR] = "Out of streams resources",
    [ENOLINK] = "Link has been severed",
    [EPROTO] = "Protocol error",
    [EMULTIHOP] = "Multihop attempted",
    [EBADMSG] = "Bad message",
    [EOVERFLOW] = "Value too large for data type",
    [EBADFD] = "File descriptor in bad state",
    [EILSEQ] = "Illegal byte sequence",
    [ENOTSOCK] = "Not a socket",
    [EDESTADDRREQ] = "Destination address required",
    [EMSGSIZE] = "Message too large",
    [EPROTOTYPE] = "Protocol wrong type for socket",
    [ENOPROTOOPT] = "Protocol not available",
    [EPROTONOSUPPORT] = "Protocol not supported",
    [ESOCKTNOSUPPORT] = "Socket type not supported",
    [EOPNOTSUPP] = "Not supported",
    [EPFNOSUPPORT] = "Protocol family not supported",
    [EAFNOSUPPORT] = "Address family not supported by protocol",
    [EADDRINUSE] = "Address in use",
    [EADDRNOTAVAIL] = "Address not available",
    [ENETDOWN] = "Network is down",
    [ENETUNREACH] = "Network unreachable",
    [ENETRESET] = "Connection reset by network",
    [ECONNABORTED] = "Connection aborted",
    [ECONNRESET] = "Connection reset by peer",
    [ENOBUFS] = "No buffer space available",
    [EISCONN] = "Socket is connected",
    [ENOTCONN] = "Socket not connected",
    [ESHUTDOWN] = "Cannot send after socket shutdown",
    [ETIMEDOUT] = "Operation timed out",
    [ECONNREFUSED] = "Connection refused",
    [EHOSTDOWN] = "Host is down",
    [EHOSTUNREACH] = "Host is unreachable",
    [EALREADY] = "Operation already in progress",
    [EINPROGRESS] = "Operation in progress",
    [ESTALE] = "Stale file handle",
    [EREMOTEIO] = "Remote I/O error",
    [EDQUOT] = "Quota exceeded",
    [ENOMEDIUM] = "No medium found",
    [EMEDIUMTYPE] = "Wrong medium type",
    [ECANCELED] = "Operation canceled",
    [ENOKEY] = "Required key not available",
    [EKEYEXPIRED] = "Key has expired",
    [EKEYREVOKED] = "Key has been revoked",
    [EKEYREJECTED] = "Key was rejected by service",
    [EOWNERDEAD] = "Previous owner died",
    [ENOTRECOVERABLE] = "State not recoverable",
};

/* what the C library's own functions mean by EILSEQ */
#define LIBRARY_EILSEQ 138

#define WEAK __attribute__((weak))

WEAK char *strerror(int error)
{
    if (error == LIBRARY_EILSEQ)
        error = EILSEQ;
    if (error > 0 && (size_t)error < sizeof texts / sizeof *texts && texts[error])
        return (char *)(uintptr_t)texts[error];
    return (char *)(uintptr_t)"No error information";
}

WEAK char *strerror_l(int error, locale_t locale)
{
    (void)locale;
    return strerror(error);
}

int __xpg_strerror_r(int error, char *to, size_t size);

/* strerror_r is this, without _GNU_SOURCE */
WEAK int __xpg_strerror_r(int error, char *to, size_t size)
{
    const char *text = strerror(error);

    if (size > 0)
        (void)snprintf(to, size, "%s", text);
    return strlen(text) < size ? 0 : ERANGE;
}

/* what the C library's strerror_r, the one with _GNU_SOURCE, asks */
char *_strerror_r(int error, int internal, int *number)
{
    (void)internal, (void)number;
    return strerror(error);
}
