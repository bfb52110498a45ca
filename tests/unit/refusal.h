/*
 * The loader's refuse(), which does not return: here it ends what the test has asked for.
 */
#pragma once

/* Let `act` do something; why it was refused, until the next time, or NULL when it was not. */
const char *refusal_of(void (*act)(void));
/* It was refused, and the reason has this text in it. */
void refusal_expect(const char *reason, const char *text);
