# Rows "shape size command stage ms cpu-ms KiB components" become a table, with a sum for each
# command; a hierarchy has more components than its size says. Exit status 1: a command takes more
# than 1.5 times as long for each of 10,000 as for each of 1,000.
function print_row(shape, size, command, stage, ms, cpu, memory,    each, growth, key) {
    each = cpu * 1000 / count
    key = shape " " command " " stage
    growth = last[key] ? sprintf("%.2f", each / last[key]) : "-"
    last[key] = each
    printf "| %s | %d | %s | %s | %.1f | %.1f | %.1f | %s | %.1f |\n", \
        shape, count, command, stage, ms, cpu, each, growth, memory / 1024
    if (stage == "all" && size == 10000 && growth != "-" && growth > 1.5)
        slow = slow " " shape "/" command
}

function finish() {
    if (command != "")
        print_row(shape, size, command, "all", ms_sum, cpu_sum, memory)
    ms_sum = cpu_sum = 0
}

$1 " " $2 " " $3 != shape " " size " " command {
    finish()
    shape = $1; size = $2; command = $3
}

{
    count = $8
    print_row($1, $2, $3, $4, $5, $6, $7)
    ms_sum += $5; cpu_sum += $6; memory = $7
}

END {
    finish()
    print slow ? "grows faster than linear:" slow : "linear"
    exit slow != ""
}
