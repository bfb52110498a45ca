# The simulator's trace of user instructions becomes lines "MEASUREMENT SIDE FUNCTION COUNT", of
# measurements in their order: how many there were between its two marks. Files: PROGRAM.symbols,
# the functions of each program, sorted by address; PROGRAM.calls, the addresses of its instructions
# that enter the kernel; measurements, the program at the other end of each in their order; the
# trace. entry: the kernel's first instruction of a system call.
# A mark is a loop of two instructions that runs long. All programs stand at the same addresses: whose
# instructions they were says the one that enters the kernel after them.
function program_of(file) {
    sub(/.*\//, "", file)
    sub(/\..*/, "", file)
    return file
}
FILENAME ~ /\.symbols$/ {
    program = program_of(FILENAME)
    if ($2 ~ /^[tTwW]$/ && $3 !~ /^\$/) {
        address[program, ++count[program]] = $1
        name[program, count[program]] = $3
    }
    next
}
FILENAME ~ /\.calls$/ { enters[program_of(FILENAME), $1]; next }
FILENAME ~ /measurements$/ { other[++measurements] = $1; next }
/^Trace/ {
    split($4, f, "/")
    pc = f[2]
    if (pc == entry) {
        if (("boss", last) in enters) settle("client", "boss")
        else if ((other[n], last) in enters) settle("server", other[n])
        next
    }
    if (pc == last) next                # an interrupt came before it
    pending[pc]++
    same = pc == before_last ? same + 1 : 0
    before_last = last
    last = pc
    if (same != 1500) next
    if (inside) settle("client", "boss")
    else n++
    inside = !inside
    split("", pending)
}
function settle(side, program,    each) {
    for (each in pending) {
        if (inside) {
            if (!((program, each) in known)) known[program, each] = function_at(program, each)
            times[n " " side " " known[program, each]] += pending[each]
        }
    }
    split("", pending)
}
function function_at(program, pc,    low, high, middle) {
    low = 1
    high = count[program]
    while (low < high) {
        middle = int((low + high + 1) / 2)
        if (address[program, middle] <= pc) low = middle
        else high = middle - 1
    }
    return name[program, low]
}
END { for (each in times) print each, times[each] }
