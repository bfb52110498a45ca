/* Part of util.h here. */
#pragma once
#include <utils/util.h>
