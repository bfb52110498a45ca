/* Looking for text from the cursor on, around the end if need be. */
#pragma once
#include "editor.h"

void find_next(struct editor *editor);
