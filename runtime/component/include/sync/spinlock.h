/* Its older name. */
#pragma once
#include <platsupport/sync/spinlock.h>
