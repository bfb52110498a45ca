/* Whom a typed character is for; see SerialServer.camkes. The server's lock is held. */
#pragma once

#define TYPED_NOBODY -1

/* the client, from 0, that c belongs to, or TYPED_NOBODY where it was a command; out[0..1]: what it
 * gets, ended by -1 */
int typed_for(int c, unsigned clients, int out[3]);
