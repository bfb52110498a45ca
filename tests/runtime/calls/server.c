/* Serves the same procedure twice: both interfaces lead to the same functions. */
#include <camkes.h>

#define BOTH(result, name, formals, actuals) \
    result small_##name formals { return name actuals; } \
    result large_##name formals { return name actuals; }

static int add(int a, int b)
{
    return a + b;
}

static double half(double x, float *third)
{
    *third = (float)(x / 3);
    return x / 2;
}

static void wide(uint64_t a, int8_t b, bool c, char d, float e, size_t f, int16_t g, uint32_t h,
                 uint64_t *sum, bool *all)
{
    *sum = a + (uint64_t)b + c + (uint64_t)d + (uint64_t)e + f + (uint64_t)g + h;
    *all = c;
}

static char *greet(const char *name, int times)
{
    char *text = malloc(strlen(name) * (size_t)times + 16);

    if (!text)
        return NULL;
    strcpy(text, "hello");
    for (int i = 0; i < times; i++)
        strcat(text, name);
    return text;
}

static char *nothing(void)
{
    return NULL;
}

static void sum(size_t count, const int *values, int64_t *total, int *scale)
{
    *total = 0;
    for (size_t i = 0; i < count; i++)
        *total += values[i];
    *total *= *scale;
    *scale = (int)count;
}

static void split(const char *text, size_t *count, char ***words)
{
    char *copy = strdup(text), *save;

    *words = calloc(100, sizeof **words);
    for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
        (*words)[(*count)++] = strdup(w);
    free(copy);
}

static char *join(size_t count, char **words, const char *separator)
{
    char *text = calloc(1, 4096);

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strncat(text, separator, 1);
        strcat(text, words[i]);
    }
    return text;
}

static struct point move(struct point p, const struct point *by, struct point *back)
{
    *back = p;
    return (struct point){p.x + by->x, p.y + by->y};
}

static int fill(size_t size, size_t *count, char **data)
{
    *data = malloc(size + 1);
    if (!*data)
        return -1;
    memset(*data, 'x', size);
    *count = size;
    return 5;
}

static void poke(char **s, size_t *count, int **a)
{
    char *longer = malloc(strlen(*s) + 2);

    strcpy(longer, *s);
    strcat(longer, "!");
    free(*s);
    *s = longer;
    *a = realloc(*a, (*count + 1) * sizeof **a);
    (*a)[(*count)++] = 99;
}

static void ring(void)
{
    strcpy(box, "from the server");
    box_release();
    done_emit();
}

BOTH(int, add, (int a, int b), (a, b))
BOTH(double, half, (double x, float *third), (x, third))
BOTH(void, wide, (uint64_t a, int8_t b, bool c, char d, float e, size_t f, int16_t g, uint32_t h,
                  uint64_t *sum, bool *all), (a, b, c, d, e, f, g, h, sum, all))
BOTH(char *, greet, (const char *name, int times), (name, times))
BOTH(char *, nothing, (void), ())
BOTH(void, sum, (size_t n, const int *v, int64_t *total, int *scale), (n, v, total, scale))
BOTH(void, split, (const char *text, size_t *n, char ***words), (text, n, words))
BOTH(char *, join, (size_t n, char **words, const char *separator), (n, words, separator))
BOTH(struct point, move, (struct point p, const struct point *by, struct point *back),
     (p, by, back))
BOTH(int, fill, (size_t size, size_t *n, char **data), (size, n, data))
BOTH(void, poke, (char **s, size_t *n, int **a), (s, n, a))
BOTH(void, ring, (void), ())

uint64_t small_caller(void)
{
    return small_get_sender_id();
}

uint64_t large_caller(void)
{
    return large_get_sender_id();
}
