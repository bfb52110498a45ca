# The simulator's trace of user instructions becomes lines "MEASUREMENT SIDE FUNCTION COUNT", of
# measurements in their order: how many there were between its two marks. Files: the symbols of the
# client (boss.symbols) and of the server (own.symbols), sorted by address; the trace.
# A mark is a loop of two instructions that runs long. All programs stand at the same addresses: whose
# instructions they were says the system call that they end with, of which the trace has the first
# instruction in the kernel.
FILENAME ~ /symbols$/ {
    side = FILENAME ~ /boss/ ? "client" : "server"
    if ($2 ~ /^[tTwW]$/ && $3 !~ /^\$/) { address[side, ++count[side]] = $1; name[side, count[side]] = $3 }
    next
}
FILENAME ~ /entries$/ { entry[$1] = $3; next }
/^Trace/ {
    split($4, f, "/")
    pc = f[2]
    if (pc in entry) {
        if (entry[pc] == "user_call") settle("client")
        if (entry[pc] == "user_reply_recv") settle("server")
        if (inside) times[n " kernel " entry[pc]]++
        next
    }
    pending[pc]++
    same = pc == before_last ? same + 1 : 0
    before_last = last
    last = pc
    if (same != 1500) next
    if (inside) settle("client")
    else n++
    inside = !inside
    split("", pending)
}
function settle(side,    each) {
    for (each in pending) {
        if (inside) {
            if (!((side, each) in known)) known[side, each] = function_at(side, each)
            times[n " " side " " known[side, each]] += pending[each]
        }
    }
    split("", pending)
}
function function_at(side, pc,    low, high, middle) {
    low = 1
    high = count[side]
    while (low < high) {
        middle = int((low + high + 1) / 2)
        if (address[side, middle] <= pc) low = middle
        else high = middle - 1
    }
    return name[side, low]
}
END { for (each in times) print each, times[each] }
