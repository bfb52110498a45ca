# Where the instructions of some calls and of events go: user.awk's counts for each function,
# for each call, and what is left for the kernel. Files: rows, counts, the program's output, table.
FILENAME ~ /rows$/ { split($0, f, "|"); id[++rows] = f[1]; what[f[1]] = f[2]; next }
FILENAME ~ /\.user$/ { count[$1, $2, $3] = $4; next }
FILENAME ~ /\.log$/ {
    if ($1 == "bench" && $4 > 1 && $2 !~ /^wake_/) { place[$2] = ++places; times = $4 }
    next
}
/ own |asleep again/ {
    for (i = 1; i <= rows; i++) if (index($0, what[id[i]]) == 1) kernel[id[i]] = $(NF - 2)
}
/ passive / { for (i = 1; i <= rows; i++) if (index($0, what[id[i]]) == 1) lent[id[i]] = $(NF - 2) }
function side(name, which,    key, f, each, text, n, i, j, names, numbers, t) {
    n = 0
    for (key in count) {
        split(key, f, SUBSEP)
        if (f[1] != place[name] || f[2] != which || f[3] == "run") continue
        each = count[key] / times
        if (each < 0.5) continue
        for (i = ++n; i > 1 && numbers[i - 1] < each; i--) {
            numbers[i] = numbers[i - 1]
            names[i] = names[i - 1]
        }
        numbers[i] = each
        names[i] = f[3]
    }
    for (i = 1; i <= n; i++) printf "    %-8s %-44s %6.0f\n", which, names[i], numbers[i]
}
END {
    for (i = 1; i <= rows; i++) {
        if (id[i] !~ /^(add|string|take|give|fp|native|event)$/) continue
        print what[id[i]]
        printf "    %-8s %-44s %6s\n", "kernel", "", kernel[id[i]]
        if (id[i] == "fp")
            printf "    %-8s %-44s %6d\n    %-8s %-44s %6d\n", "", "of it for FP registers",
                   kernel["fp"] - kernel["add"], "", "the same, with a passive server",
                   lent["fp"] - lent["add"]
        measured = id[i] ~ /^(native|event)$/ ? "cycle_" id[i] : id[i] "_own"
        side(measured, "client")
        side(measured, "server")
    }
}
