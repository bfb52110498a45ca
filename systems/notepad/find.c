/* Looking for text; see find.h. */
#include "find.h"
#include <string.h>
#include "dialog.h"
#include "glyph.h"

void find_next(struct editor *editor)
{
    struct buffer *text = &editor->document.text;
    size_t length = strlen(editor->pattern);
    if (length == 0) {
        dialog_find(editor);
        return;
    }
    size_t from = glyph_next(text, editor->cursor);
    size_t at = buffer_find(text, from, editor->pattern, length);
    bool wrapped = at == SIZE_MAX;
    if (wrapped)
        at = buffer_find(text, 0, editor->pattern, length);
    if (at == SIZE_MAX) {
        editor_say(editor, "Not found: %.80s", editor->pattern);
        editor->alarm = true;
        return;
    }
    if (wrapped)
        editor_say(editor, "Found after going on from the top");
    editor->cursor = at;
    editor->jumped = true;
    editor->match = at;
    editor->match_size = length;
}
