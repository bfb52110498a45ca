# The simulator's trace of every instruction becomes a line "KERNEL|ZEROING" for each row of the
# benchmark, the commonest of its samples of retype. Files: the kernel's places, the program's
# symbols, the trace. In a row of two operations in turn those without a retype do not count.
function number(hex,    i, n) {
    for (i = 1; i <= length(hex); i++)
        n = n * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
    return n
}
FILENAME ~ /places$/ {
    if ($1 == "zero") zero = $2
    else { low = substr($2, 9); high = number(low) + number($3) }
    next
}
FILENAME ~ /symbols$/ {
    if ($3 == "begin_call") begin = $1
    if ($3 == "end_call") end = $1
    if ($3 == "print_row") done = $1
    next
}
# of an instruction that did not complete, which comes again
/^Stopped|^cpu_io_recompile/ { kernel--; next }
/^Trace/ {
    split($4, f, "/")
    pc = f[2]
    if (pc == begin) { inside = 1; kernel = zeroed = zeroing = retype = 0; next }
    if (pc == done) print_row()
    if (!inside) next
    if (pc == end) {
        if (retype) times[kernel "|" zeroed]++
        inside = 0
    }
    if (pc !~ /^f/) next
    kernel++
    at = substr(pc, 9)
    if (at >= low && number(at) < high) { retype = 1; zeroing = 0 }
    if (pc == zero) zeroing = 1
    zeroed += zeroing
}
function print_row(    each, most) {
    for (each in times) if (!most || times[each] > times[most]) most = each
    print most
    split("", times)
}
