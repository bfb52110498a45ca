#include <camkes.h>

struct Move_both_result move_both(struct Move_both_of of)
{
    return (struct Move_both_result){of.a + of.b, (uint64_t)of.a * of.b};
}

struct Point move_shift(const struct Point *start, struct Move_shift_by *by, struct Point *old)
{
    struct Point moved = {start->x + by->dx, start->y + by->dy, start->mass};

    *old = *start;
    by->dx = -by->dx;
    by->dy = -by->dy;
    moved.mass.heavy = moved.mass.weight > 10;
    return moved;
}

int move_longest(size_t line_sz, const struct Point *line)
{
    int longest = -1;

    for (size_t i = 0; i < line_sz; i++)
        if (longest < 0 || line[i].x > line[longest].x)
            longest = (int)i;
    return longest;
}
