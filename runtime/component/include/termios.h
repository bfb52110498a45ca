/* Lines of terminals: what asks the line fails with ENOSYS, see ../../libc/absent.c. */
#pragma once
#include <sys/types.h>

typedef unsigned char cc_t;
typedef unsigned int speed_t;
typedef unsigned int tcflag_t;

#define NCCS 32

struct termios {
    tcflag_t c_iflag;
    tcflag_t c_oflag;
    tcflag_t c_cflag;
    tcflag_t c_lflag;
    cc_t c_line;
    cc_t c_cc[NCCS];
    speed_t c_ispeed;
    speed_t c_ospeed;
};

/* places in c_cc */
enum { VINTR, VQUIT, VERASE, VKILL, VEOF, VTIME, VMIN, VSWTC, VSTART, VSTOP, VSUSP, VEOL };
/* c_iflag */
enum {
    IGNBRK = 01, BRKINT = 02, IGNPAR = 04, PARMRK = 010, INPCK = 020, ISTRIP = 040,
    INLCR = 0100, IGNCR = 0200, ICRNL = 0400, IXON = 02000, IXANY = 04000, IXOFF = 010000
};
/* c_oflag */
enum { OPOST = 01, ONLCR = 04, OCRNL = 010, ONOCR = 020, ONLRET = 040 };
/* c_cflag, with the speeds */
enum {
    CSIZE = 060, CS5 = 0, CS6 = 020, CS7 = 040, CS8 = 060, CSTOPB = 0100, CREAD = 0200,
    PARENB = 0400, PARODD = 01000, HUPCL = 02000, CLOCAL = 04000
};
enum {
    B0 = 0, B300 = 7, B1200 = 9, B2400 = 11, B4800 = 12, B9600 = 13, B19200 = 14, B38400 = 15,
    B57600 = 010001, B115200 = 010002, B230400 = 010003
};
/* c_lflag */
enum {
    ISIG = 01, ICANON = 02, ECHO = 010, ECHOE = 020, ECHOK = 040, ECHONL = 0100, NOFLSH = 0200,
    TOSTOP = 0400, IEXTEN = 0100000
};
enum { TCSANOW, TCSADRAIN, TCSAFLUSH };
enum { TCIFLUSH, TCOFLUSH, TCIOFLUSH };
enum { TCOOFF, TCOON, TCIOFF, TCION };

int tcgetattr(int fd, struct termios *line);
int tcsetattr(int fd, int when, const struct termios *line);
int tcsendbreak(int fd, int duration);
int tcdrain(int fd);
int tcflush(int fd, int what);
int tcflow(int fd, int what);

/* bytes as they are: no lines, echo, signals or parity */
static inline void cfmakeraw(struct termios *line)
{
    line->c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    line->c_oflag &= ~(tcflag_t)OPOST;
    line->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    line->c_cflag = (line->c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
}

static inline speed_t cfgetispeed(const struct termios *line)
{
    return line->c_ispeed;
}

static inline speed_t cfgetospeed(const struct termios *line)
{
    return line->c_ospeed;
}

static inline int cfsetispeed(struct termios *line, speed_t speed)
{
    line->c_ispeed = speed;
    return 0;
}

static inline int cfsetospeed(struct termios *line, speed_t speed)
{
    line->c_ospeed = speed;
    return 0;
}
