/* Whose turn it is: { nobody else's }. */
#include <config.h>
#include <object/structures.h>
#include <model/statedata.h>

const dschedule_t ksDomSchedule[] = {
    { .domain = 0, .length = 3 },       // where the system starts
    { .length = 4, .domain = 1 },
    { 2, 5 },
};

const word_t ksDomScheduleLength = sizeof(ksDomSchedule) / sizeof(dschedule_t);
