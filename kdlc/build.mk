# The compiler: which files it is made of. Texts are included as C strings, X as "X.inc".
kdlc-src := $(wildcard kdlc/*.c) runtime/loader/crc.c kdlc/parser.y kdlc/lexer.l
kdlc-texts := kdlc/page.css kdlc/page.js
kdlc-cflags := -iquote kdlc
kdlc-libs := -lfdt -lelf -ljansson -lm
