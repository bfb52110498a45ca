#pragma once

typedef struct page { char text[100]; } page_t;
