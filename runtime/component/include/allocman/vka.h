#pragma once
#include <allocman/allocman.h>
#include <vka/vka.h>

void allocman_make_vka(vka_t *vka, allocman_t *alloc);
