/* Shared memory as one instance sees it. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "camkes/dataport.h"

#define KDL_NO_DATAPORT -1

struct kdl_dataport { int32_t id; char *base; size_t size; };

/* of the instance, generated; ends with one of size 0 */
extern const struct kdl_dataport kdl_dataports[];

dataport_ptr_t kdl_dataport_wrap(const struct kdl_dataport *dataport, const void *pointer);
void *kdl_dataport_unwrap(const struct kdl_dataport *dataport, dataport_ptr_t pointer);
