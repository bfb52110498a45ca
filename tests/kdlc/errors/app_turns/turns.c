const dschedule_t ksDomSchedule[] = {
    { .length = 3 },
};
