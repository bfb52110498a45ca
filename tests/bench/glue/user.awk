# The simulator's trace of user instructions becomes a line for each measurement, in their order: how
# many there were between its two marks. A mark is a loop of two instructions that runs long; all
# programs stand at the same addresses, so that an address alone says nothing.
/^Trace/ {
    split($4, f, "/")
    n++
    same = f[2] == before_last ? same + 1 : 0
    before_last = last
    last = f[2]
    if (same != 1500) next
    if (inside) print n
    inside = !inside
    n = 0
}
