#include <camkes.h>
#include <room.h>

#if ROOM > 4
static const char *const kind = "wide";
#else
static const char *const kind = "narrow";
#endif
static int content[ROOM];

#ifdef SPECIAL
const char *speciality(void);
#else
static const char *speciality(void)
{
    return "nothing special";
}
#endif

int run(void)
{
    printf("%s (%s): %zu seeds, %zu weights, room for %zu, %s, %s, %d spare\n",
           get_instance_name(), label, sizeof seeds / sizeof seeds[0],
           ARRAY_SIZE(scale.weights), sizeof content / sizeof content[0], kind, speciality(),
           spare);
    return 0;
}
