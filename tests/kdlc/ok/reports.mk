reports.kdl:45:61: warning: 'left' (priority 254) calls 'driver' (priority 200): others can delay it while it waits [priority-inversion]
   45 |         connection CallBuffered stores(from app.store, from left.store, from right.store,
      |                                                             ^~~~~~~~~~
reports.kdl:46:43: note: the server is connected here
   46 |                                        to driver.store);
      |                                           ^~~~~~~~~~~~
reports.kdl:45:78: warning: 'right' (priority 254) calls 'driver' (priority 200): others can delay it while it waits [priority-inversion]
   45 |         connection CallBuffered stores(from app.store, from left.store, from right.store,
      |                                                                              ^~~~~~~~~~~
reports.kdl:46:43: note: the server is connected here
   46 |                                        to driver.store);
      |                                           ^~~~~~~~~~~~

=================================================================
==9209==ERROR: LeakSanitizer: detected memory leaks

Direct leak of 42386 byte(s) in 42 object(s) allocated from:
    #0 0x7fa99b8b78d5 in __interceptor_realloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:85
    #1 0x55fd477a046d in reserve kdlc/strbuf.c:17

SUMMARY: AddressSanitizer: 42386 byte(s) leaked in 42 allocation(s).
