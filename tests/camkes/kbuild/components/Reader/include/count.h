#pragma once

int count_of(const char *text, char c);
