/*
 * What the fuzz targets share. Each is one file with a function fuzz_target; it may call die()
 * of kdlc, which ends only this input, and abort(), which is a finding.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define MUST(condition) do { if (!(condition)) abort(); } while (0)

/* in each target: any bytes, which it must not change; all memory is forgotten afterwards */
void fuzz_target(const uint8_t *data, size_t size);

/* in fuzz.c: the folder $FUZZ_FOLDER, and a file in it with these bytes */
const char *fuzz_folder(void);
const char *fuzz_file(const char *name, const void *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
