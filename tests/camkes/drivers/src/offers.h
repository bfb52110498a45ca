#pragma once
#include <platsupport/io.h>

void try_offers(ps_io_ops_t *ops);
