/* A seed for kdlc_elf: symbols, pointers, debugging information and the names of the runtime. */
typedef struct __file { int (*put)(char c, struct __file *stream); } FILE;

extern void (*const kdl_threads[])(void);
void (*const kdl_inits[1])(void);
int kdl_constructors = 1, kdl_constructors_end;

int put(char c, FILE *stream)
{
    return stream->put(c + 1, stream);
}

void run_control(void)
{
    FILE f = {put};

    kdl_inits[0]();
    put('x', &f);
}

void run_interface(void)
{
    kdl_threads[0]();
}

void kdl_thread_start(long which)
{
    if (which)
        run_control();
    else
        run_interface();
}

void (*const kdl_threads[])(void) = {run_interface};
