/* The C library's, with the longest name of a file that it does not tell. */
#pragma once
#include_next <stdio.h>

#ifndef FILENAME_MAX
#define FILENAME_MAX 1024
#endif
