# A synthetic system of n components: awk -v shape=star|ring|grid|hierarchy -v n=N. Every component
# has calls, events and shared memory.
function connect(kind, from, to) {
    printf "        connection %s c%d(from %s, to %s);\n", kind, ++connections, from, to
}

# a calls b, tells it something, and shares memory with it
function join(a, b, out, into) {
    connect("Call", a "." out "_call", b "." into "_call")
    connect("Notification", a "." out "_event", b "." into "_event")
    connect("SharedData", a "." out "_data", b "." into "_data")
}

function side(out, into) {
    printf "    maybe uses P %s_call;\n    emits E %s_event;\n    maybe dataport Buf %s_data;\n", out, out, out
    printf "    provides P %s_call;\n    maybe consumes E %s_event;\n    maybe dataport Buf %s_data;\n", into, into, into
}

function node(name) {
    printf "component %s {\n    sources \"node.c\";\n    control;\n", name
    side("next", "last")
    if (shape == "grid")
        side("down", "up")
    print "}"
}

function instances(count) {
    for (i = 0; i < count; i++)
        printf "        component Node n%d;\n", i
}

# two of the level below, joined; what is left over is offered to the level above
function level(k) {
    printf "component L%d {\n", k
    print "    maybe uses P next_call;\n    emits E next_event;\n    maybe dataport Buf next_data;"
    print "    provides P last_call;\n    maybe consumes E last_event;\n    maybe dataport Buf last_data;"
    print "    composition {"
    printf "        component %s a;\n        component %s b;\n", k == 1 ? "Node" : "L" (k - 1), \
        k == 1 ? "Node" : "L" (k - 1)
    join("a", "b", "next", "last")
    print "        export b.next_call -> next_call;\n        export b.next_event -> next_event;"
    print "        export b.next_data -> next_data;\n        export a.last_call -> last_call;"
    print "        export a.last_event -> last_event;\n        export a.last_data -> last_data;"
    print "    }\n}"
}

BEGIN {
    print "procedure P {\n    int f(in int x, in string s);\n}"
    node("Node")
    for (depth = 0; shape == "hierarchy" && 2 ^ depth < n; depth++)
        level(depth + 1)
    print "assembly {\n    composition {"
    if (shape == "hierarchy") {
        printf "        component %s top;\n", depth ? "L" depth : "Node"
    } else {
        instances(n)
        width = int(sqrt(n))
    }
    if (shape == "ring")
        for (i = 0; i < n; i++)
            join("n" i, "n" (i + 1) % n, "next", "last")
    if (shape == "star")
        for (i = 1; i < n; i++)
            join("n" i, "n0", "next", "last")
    if (shape == "grid")
        for (i = 0; i < n; i++) {
            if (i % width != width - 1 && i + 1 < n)
                join("n" i, "n" (i + 1), "next", "last")
            if (i + width < n)
                join("n" i, "n" (i + width), "down", "up")
        }
    print "    }\n    configuration {"
    if (shape != "hierarchy")
        for (i = 0; i < n; i++)
            printf "        n%d.heap_size = 4096;\n        n%d.stack_size = 4096;\n", i, i
    print "    }\n}"
}
