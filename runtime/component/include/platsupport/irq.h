/* ps_irq_t is in io.h here. */
#pragma once
#include <platsupport/io.h>
