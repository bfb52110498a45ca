/* A type that the description does not know. */
#pragma once
struct point { int x, y; };
