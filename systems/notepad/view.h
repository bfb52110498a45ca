/* Draws the editor into a screen. */
#pragma once
#include <screen.h>
#include "editor.h"

/* Scrolls so that the cursor is shown, and draws everything. */
void view_draw(struct editor *editor, struct screen *screen);
