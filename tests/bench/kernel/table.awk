# The benchmark's lines "bench ID HUNDREDTHS MODE USER SAMPLES" and the rows of rows.def become the
# table; the same as JSON goes to the file `json`.
FILENAME ~ /\.log$/ {
    if ($1 == "bench" && NF == 6) {
        total[$2] = $3 / 100; most[$2] = $4; user[$2] = $5; samples[$2] = $6
    }
    next
}
BEGIN {
    FS = " "
    printf "%-56s %8s %5s %8s %8s %8s %5s %6s\n", "operation", "kernel", "user", "total", "mode",
           "seL4", "aim", "ratio"
    printf "[" >json
}
{
    split($0, f, "|")
    id = f[1]
    if (!(id in total)) { print "missing: " id; bad = 1; next }
    kernel = total[id] - user[id]
    printf "%-56s %8.2f %5d %8.2f %8d %8s %5s %6s\n", f[2], kernel, user[id], total[id], most[id],
           f[3] ? f[3] : "-", f[4] ? f[4] : "-", f[3] ? sprintf("%.2f", kernel / f[3]) : "-"
    printf "%s\n  {\"id\": \"%s\", \"operation\": \"%s\", \"kernel\": %.2f, \"user\": %d, " \
           "\"total\": %.2f, \"mode\": %d, \"reference\": %d, \"aim\": %d, \"iterations\": %d}",
           n++ ? "," : "", id, f[2], kernel, user[id], total[id], most[id], f[3], f[4],
           samples[id] >json
}
END { print "\n]" >json; exit bad }
