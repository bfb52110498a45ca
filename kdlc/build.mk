# The compiler: which files it is made of.
kdlc-src := $(wildcard kdlc/*.c) kdlc/parser.y kdlc/lexer.l
kdlc-cflags := -iquote kdlc
kdlc-libs := -lfdt -lelf -ljansson -lm
