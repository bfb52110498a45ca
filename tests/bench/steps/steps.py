"""What one round trip of a message costs, step by step, and which lines of memory it touches.

Run by GDB with the kernel as its program and the measured program's symbols added:
    set var: $trace, $row, $rows (strings), see tests/bench/steps/measure
Reads the simulator's trace of one sample: every instruction, with the registers before it. A step
is what a comment "step: NAME" in the kernel's sources begins, up to the next one or an empty line;
an instruction belongs to the line that it was compiled from, or if that is in no step, to the
line that this was inlined to. One that belongs nowhere is an error.
"""
import collections
import json
import os
import re
import subprocess

import gdb

LINE = 64                                   # bytes of a cache line
KERNEL = 1 << 63
SIZES = {"x": 8, "w": 4, "b": 1, "h": 2}

Step = collections.namedtuple("Step", "name reference why")
Object = collections.namedtuple("Object", "label type base")


class Failure(Exception):
    pass


def address_of(symbol):
    return int(gdb.parse_and_eval("(unsigned long)&" + symbol))


# ---- the trace ----

class Instruction:
    """One that was executed; `registers`: their values before it."""

    def __init__(self, pc):
        self.pc = pc
        self.dump = []

    @property
    def in_kernel(self):
        return self.pc >= KERNEL

    def register(self, name):
        if name in ("xzr", "wzr"):
            return 0
        wanted = "SP" if name == "sp" else "X%02d" % int(name[1:])
        found = re.search(r"\b%s=([0-9a-f]{16})" % wanted, "".join(self.dump))
        return int(found.group(1), 16)


def instructions(path):
    """Those that were completed: one of which the simulator says that it stopped before it or
    took it back is in the trace twice."""
    last = None
    with open(path, encoding="ascii", errors="replace") as trace:
        for line in trace:
            if line.startswith("Trace"):
                if last:
                    yield last
                last = Instruction(int(line.split("/")[1], 16))
            elif line.startswith(("Stopped", "cpu_io_recompile")):
                last = None
            elif last:
                last.dump.append(line)
    if last:
        yield last


def last_sample(path, row):
    """The instructions of the last sample of the row'th series, from its first to its end."""
    begin, end, done = (address_of(name) for name in ("begin_call", "end_call", "print_row"))
    rows = 0
    sample = inside = None
    for each in instructions(path):
        if each.pc == done:
            if rows == row:
                return sample
            rows += 1
        elif each.pc == begin:
            inside = []
        elif each.pc == end and inside:
            sample, inside = inside + [each], None
        if inside is not None:
            inside.append(each)
    raise Failure("the trace ends before the series does")


# ---- steps ----

class Sources:
    """Which step a line of source belongs to."""

    def __init__(self):
        self.files = {}

    def step(self, file, line):
        if file not in self.files:
            self.files[file] = list(self.parse(file)) if os.path.exists(file) else []
        steps = self.files[file]
        return steps[line - 1] if 0 < line <= len(steps) else None

    @staticmethod
    def parse(file):
        step = None
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                found = re.search(r"\bstep: (.*?) \*/", line)
                if found:
                    step = found.group(1)
                elif not line.strip() or line.startswith("}"):
                    step = None
                yield step


def places_of(pcs):
    """For each address the lines that it comes from, the innermost first."""
    command = ["aarch64-linux-gnu-addr2line", "-a", "-i", "-e", gdb.objfiles()[0].filename]
    text = subprocess.run(command, input="".join("%#x\n" % pc for pc in pcs), check=True,
                          stdout=subprocess.PIPE, universal_newlines=True).stdout
    places = {}
    for line in text.splitlines():
        if line.startswith("0x"):
            pc = int(line, 16)
            places[pc] = []
            continue
        file, number = line.split(" ")[0].rsplit(":", 1)
        if number.isdigit():
            places[pc].append((file, int(number)))
    return places


def steps_of(pcs):
    sources = Sources()
    steps = {}
    for pc, places in places_of(pcs).items():
        found = [step for step in (sources.step(*place) for place in places) if step]
        if not found:
            raise Failure("%#x belongs to no step: %s" % (
                pc, ", ".join("%s:%d" % (os.path.relpath(f), n) for f, n in places) or "no line"))
        steps[pc] = found[0]
    return steps


def read_rows(path):
    with open(path, encoding="utf-8") as rows:
        fields = [line.rstrip("\n").split("|") for line in rows]
    return [Step(name, int(reference), why) for name, reference, why in fields]


def directions(sample):
    """The instructions of the kernel between two returns from it: call, reply and receive."""
    parts = [[]]
    for each in sample:
        if each.in_kernel:
            parts[-1].append(each)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def count_steps(parts, rows):
    pcs = sorted({each.pc for part in parts for each in part})
    step = steps_of(pcs)
    counts = [collections.Counter(step[each.pc] for each in part) for part in parts]
    unknown = set().union(*counts) - {row.name for row in rows}
    unused = {row.name for row in rows} - set().union(*counts)
    if unknown or unused:
        raise Failure("steps of which there is no row: %s; rows of which there is no step: %s"
                      % (sorted(unknown), sorted(unused)))
    return counts


# ---- memory ----

class Operands:
    """Loads and stores in the text of an instruction."""

    pattern = re.compile(r"^(ld|st)(\w*)\s+(.*)\[(\w+)(?:, #(-?\w+)|, (\w+)(?:, (\w+) #(\d+))?)?\]"
                         r"(!|, #-?\w+)?")

    def __init__(self):
        self.known = {}

    def access(self, each):
        """None, or (is it a store, its address, bytes of a register, the registers)."""
        if each.pc not in self.known:
            text = gdb.execute("x/i %#x" % each.pc, to_string=True).split("\t", 1)[1]
            self.known[each.pc] = self.parse(text.strip())
        found = self.known[each.pc]
        if not found:
            return None
        store, size, registers, base, offset, index, shift = found
        address = each.register(base) + offset
        if index:
            value = each.register(index)
            address += (value & 0xFFFFFFFF if index[0] == "w" else value) << shift
        return store, address & ((1 << 64) - 1), size, registers

    def parse(self, text):
        found = self.pattern.match(text)
        if not found:
            if "[" in text or re.match(r"ld|st|prfm|dc", text):
                raise Failure("not understood: " + text)
            return None
        kind, name, registers, base, offset, index, extend, shift, after = found.groups()
        registers = [r for r in re.split(r",\s*", registers) if r]
        if extend not in (None, "lsl", "uxtw"):
            raise Failure("not understood: " + text)
        size = SIZES[name[-1]] if name[-1] in "bh" else SIZES[registers[0][0]]
        moved = int(offset, 0) if offset and not (after or "").startswith(",") else 0
        return kind == "st", size, registers, base, moved, index, int(shift or 0)


def fields_of(type_, prefix="", base=0):
    """(offset, size, name, type) of each scalar and array of a structure."""
    for field in type_.strip_typedefs().fields():
        name = (prefix + "." if prefix and field.name else prefix) + (field.name or "")
        inner = field.type.strip_typedefs()
        offset = base + field.bitpos // 8
        if inner.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
            yield from fields_of(inner, name, offset)
        else:
            yield offset, inner.sizeof, name, inner


class Memory:
    """Gives names to addresses, by following pointers as the kernel itself does."""

    def __init__(self):
        self.objects = []
        self.fields = {}
        self.lines = collections.OrderedDict()  # (object, line) -> {name: "r", "w" or "rw"}

    def add(self, label, type_name, base):
        known = next((o for o in self.objects if o.base == base), None)
        if known:
            return known
        if type_name not in self.fields:
            self.fields[type_name] = list(fields_of(gdb.lookup_type("struct " + type_name)))
        new = Object(label, type_name, base)
        self.objects.append(new)
        return new

    def find(self, address):
        """The object, and the offset in it; a table of slots has no end."""
        for each in self.objects:
            size = gdb.lookup_type("struct " + each.type).sizeof
            if each.type != "slot" and each.base <= address < each.base + size:
                return each, address - each.base
        for each in self.objects:
            if each.type == "slot" and 0 <= address - each.base < 1 << 16:
                return each, address - each.base
        return None, address

    def field(self, object_, offset):
        if object_.type == "slot":
            offset %= gdb.lookup_type("struct slot").sizeof
        return next((f for f in self.fields[object_.type] if f[0] <= offset < f[0] + f[1]), None)

    def touch(self, address, store):
        object_, offset = self.find(address)
        if not object_:
            raise Failure("nobody knows what is at %#x" % address)
        field = self.field(object_, offset)
        if not field:
            raise Failure("no field at %d of %s" % (offset, object_.label))
        line = self.lines.setdefault((object_, address // LINE), collections.OrderedDict())
        line.setdefault(field[2], set()).add("w" if store else "r")
        return object_, field

    def follow(self, object_, field, value):
        """A pointer to another object was read."""
        if field[2] == "cap.w":
            kinds = {int(gdb.parse_and_eval("(int)CAP_" + kind)): kind.lower()
                     for kind in ("ENDPOINT", "REPLY")}
            kind = kinds.get(value & 31)
            if kind:
                signed = value - (1 << 64) if value & KERNEL else value
                self.add(kind.replace("reply", "reply object"), kind,
                         (signed >> 16) & ((1 << 64) - 1))
        elif field[3].code == gdb.TYPE_CODE_PTR and value & KERNEL:
            self.follow_pointer(object_, field[3].target().unqualified().strip_typedefs(), value)

    def follow_pointer(self, object_, target, value):
        names = {"tcb": "server's TCB", "endpoint": "endpoint", "reply": "reply object",
                 "sched_context": "scheduling context", "cpu": "struct cpu",
                 "slot": object_.label.split("'")[0] + "'s CNode"}
        if target.tag in names:
            self.add(names[target.tag], target.tag, value)


def touched(sample):
    memory, operands = Memory(), Operands()
    first = next(each for each in sample if each.in_kernel)
    memory.add("client's TCB", "tcb", first.register("sp"))
    memory.add("struct cpu", "cpu", address_of("kernel.cpu[0]"))
    for each, after in zip(sample, sample[1:]):
        access = operands.access(each) if each.in_kernel else None
        if not access:
            continue
        store, address, size, registers = access
        for i, register in enumerate(registers):
            object_, field = memory.touch(address + i * size, store)
            if not store and register[0] == "x" and size == 8:
                memory.follow(object_, field, after.register(register))
    return memory.lines


# ---- what is printed ----

def step_table(rows, counts):
    form = "%-38s %5s %6s %6s  %s"
    yield form % ("step", "call", "reply", "seL4", "what keeps it short")
    for row in rows:
        yield form % (row.name, counts[0][row.name], counts[1][row.name], row.reference or "-",
                      row.why)
    yield (form % ("all", *(sum(count.values()) for count in counts),
                   sum(row.reference for row in rows), "")).rstrip()


def line_table(lines, text_lines):
    form = "%-20s %5s  %s"
    yield form % ("object", "line", "read (r) and written (w)")
    for (object_, line), names in sorted(lines.items(), key=lambda item: (
            item[0][0].label, item[0][1])):
        texts = ("%s %s" % (name, "".join(sorted(how))) for name, how in names.items())
        yield form % (object_.label, line - object_.base // LINE, ", ".join(texts))
    yield "%d lines of data, %d lines of the kernel's instructions" % (
        len({line for _, line in lines}), text_lines)


def main():
    folder, row, rows = (gdb.parse_and_eval("$" + name) for name in ("folder", "row", "rows"))
    folder = folder.string()
    rows = read_rows(rows.string())
    sample = last_sample(folder + "/steps.trace", int(row))
    parts = directions(sample)
    if len(parts) != 2:
        raise Failure("%d entries into the kernel, not 2" % len(parts))
    counts = count_steps(parts, rows)
    lines = touched(sample)
    text_lines = len({each.pc // LINE for part in parts for each in part})
    with open(folder + "/steps.table", "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in step_table(rows, counts))
    with open(folder + "/lines.table", "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in line_table(lines, text_lines))
    with open(folder + "/steps.json", "w", encoding="utf-8") as out:
        json.dump({"kernel": sum(sum(count.values()) for count in counts),
                   "user": sum(not each.in_kernel for each in sample) - 1,
                   "data_lines": len({line for _, line in lines}), "text_lines": text_lines,
                   "call": counts[0], "reply": counts[1]}, out, indent=2)
        out.write("\n")


try:
    main()
except Failure as failure:
    print("steps: %s" % failure)
    gdb.execute("quit 1")
