#pragma once
#define ROOM CAMKES_CONST_ATTR(capacity)
