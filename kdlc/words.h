/* Words for what the plan has as numbers. */
#pragma once
#include "plan.h"

const char *object_type_name(enum object_number type);
/* such as "send, grant-reply"; "" where rights mean nothing */
const char *rights_text(const struct planned_object *object, unsigned rights);
const char *access_text(const struct planned_region *region);       /* "read, write" */
