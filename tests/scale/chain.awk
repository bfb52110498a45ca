# A chain of n components that run: awk -v n=N. The first one calls the second, and so on to the
# last, through memory that each shares with the next.
BEGIN {
    print "procedure Pass {\n    int along(in int steps);\n}"
    print "component Node {\n    sources \"chain.c\";\n    control;"
    print "    attribute int number = 0;"
    print "    maybe uses Pass next;\n    provides Pass here;"
    print "    maybe dataport Buf ahead;\n    maybe dataport Buf behind;\n}"
    print "assembly {\n    composition {"
    for (i = 0; i < n; i++)
        printf "        component Node n%d;\n", i
    for (i = 1; i < n; i++) {
        printf "        connection Call call%d(from n%d.next, to n%d.here);\n", i, i - 1, i
        printf "        connection SharedData data%d(from n%d.ahead, to n%d.behind);\n", i, i - 1, i
    }
    print "    }\n    configuration {"
    for (i = 0; i < n; i++)
        printf "        n%d.heap_size = 4096;\n        n%d.stack_size = 8192;\n        n%d.number = %d;\n", \
            i, i, i, i
    print "    }\n}"
}
