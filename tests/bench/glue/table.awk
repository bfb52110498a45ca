# Becomes the table, and as JSON the file `json`: the figures of the kernel (raw round trips of four
# words), rows "id|what", the user instructions of each measurement, and lines
# "bench NAME TICKS TIMES", of which "loop" is the measurement of nothing.
function number(name) {
    match($0, "\"" name "\": [0-9.]+")
    return substr($0, RSTART + length(name) + 4, RLENGTH - length(name) - 4)
}
FILENAME ~ /\.json$/ {
    if (/"id": "ipc_active"/) raw["own"] = number("total")
    if (/"id": "ipc_4"/) raw["passive"] = number("total")
    next
}
FILENAME ~ /rows$/ { split($0, f, "|"); id[++rows] = f[1]; what[rows] = f[2]; next }
FILENAME ~ /\.user$/ { counted[$1] += $4; next }
$1 == "bench" {
    ticks[$2] = $3
    times[$2] = $4
    if ($4 > 1 && $2 !~ /^wake_/) user[$2] = counted[++measurement]
}
function spent(name) { return (ticks[name] - ticks["loop"]) * per_tick / times[name] }
function own(name) { return (user[name] - user["loop"]) / times[name] }
function row(text, server, name,    total) {
    total = spent(name)
    printf "%-50s %-8s %6.0f %6.0f %6.0f %6.0f %+6.0f\n", text, server, total, own(name),
           total - own(name), raw[server], total - raw[server]
    printf "%s\n  {\"operation\": \"%s\", \"server\": \"%s\", \"total\": %.0f, \"user\": %.0f, " \
           "\"kernel\": %.0f, \"raw\": %.0f}", n++ ? "," : "", text, server, total, own(name),
           total - own(name), raw[server] >json
}
# neither has a server: from the emitter to the receiver, and until that waits again
function event(text, name,    wake, total) {
    wake = ticks["wake_" name] * per_tick / times["wake_" name]
    total = spent("cycle_" name)
    printf "%-50s %-8s %6.0f %6s %6s %6s %6s\n", text ", emit to wake", "-", wake, "-", "-", "-", "-"
    printf "%-50s %-8s %6.0f %6.0f %6.0f %6s %6s\n", text ", and all asleep again", "-", total,
           own("cycle_" name), total - own("cycle_" name), "-", "-"
    printf ",\n  {\"operation\": \"%s, emit to wake\", \"total\": %.0f}", text, wake >json
    printf ",\n  {\"operation\": \"%s, and all asleep again\", \"total\": %.0f, \"user\": %.0f, " \
           "\"kernel\": %.0f}", text, total, own("cycle_" name), total - own("cycle_" name) >json
}
END {
    per_tick = 1000000000 / ticks["frequency"]
    printf "%-50s %-8s %6s %6s %6s %6s %6s\n", "operation", "server", "total", "user", "kernel",
           "raw", "more"
    printf "[" >json
    for (i = 1; i <= rows; i++)
        if (("wake_" id[i]) in ticks)
            event(what[i], id[i])
        else {
            row(what[i], "own", id[i] "_own")
            row(what[i], "passive", id[i] "_passive")
        }
    print "\n]" >json
}
