#pragma once

/* more than a message has room for, less than a page */
typedef struct samples {
    int used;
    int value[1000];
    long sum;
} samples_t;
