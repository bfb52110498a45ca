# The simulator's trace of every instruction becomes a line "KERNEL USER" for each row of the
# benchmark: how many there were of each between a sample's begin_ and end_, the commonest. Files: the
# program's symbols, the trace. A row ends where the program prints it.
FILENAME ~ /symbols$/ {
    if ($3 ~ /^begin_/ && $3 !~ /_nothing$/) begin[$1]
    if ($3 ~ /^end_/) end[$1]
    if ($3 == "print_row") done = $1
    next
}
# of an instruction that did not complete, which comes again
/^Stopped|^cpu_io_recompile/ { count[kind]--; next }
/^Trace/ {
    split($4, f, "/")
    pc = f[2]
    kind = pc ~ /^f/ ? "kernel" : "user"
    if (pc in end && inside) { times[count["kernel"] " " count["user"]]++; inside = 0 }
    if (pc in begin) { inside = 1; count["kernel"] = count["user"] = 0 }
    if (pc == done) print_row()
    count[kind]++
}
function print_row(    each, most) {
    for (each in times) if (!most || times[each] > times[most]) most = each
    print most
    split("", times)
}
