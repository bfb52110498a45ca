"""GDB commands for a system that runs: `kaal threads`, `kaal symbols`, `kaal break`.

Loaded by the script that `make SYSTEM=x debug` writes, which tells where the programs of the
components are. All components lie at the same addresses, so only one has its symbols loaded; and
GDB's own `info threads` shows the cores of the simulator, not the threads of the system.

The kernel's memory cannot be read while a core is in user mode: for that it is put into the
kernel's mode for a moment, and back before it goes on.
"""
import contextlib
import os

import gdb

NAME_BYTES = 31                             # of struct tcb, cut there


@contextlib.contextmanager
def kernel_memory():
    mode = int(gdb.parse_and_eval("$cpsr")) & 0xFFFFFFFF
    if mode & 0xF:
        yield
        return
    gdb.execute("set $cpsr = %d" % (mode | 5), to_string=True)
    try:
        yield
    finally:
        gdb.execute("set $cpsr = %d" % mode, to_string=True)


def kernel():
    return gdb.parse_and_eval("kernel")


def current():
    """The thread that the selected core runs."""
    return kernel()["cpu"][gdb.selected_thread().num - 1]["current"].dereference()


def name_of(tcb):
    return tcb["name"].string() or "-"


def state_of(tcb):
    return str(tcb["state"]).replace("THREAD_", "").replace("BLOCKED_", "").lower()


def belongs_to(tcb, component):
    name = name_of(tcb)
    return name == component or name.startswith((component + ".")[:NAME_BYTES])


class In(gdb.Function):
    """$kaal_in("component"): does the selected core run one of its threads, in user mode?"""

    def __init__(self):
        super().__init__("kaal_in")

    def invoke(self, component):
        try:
            if int(gdb.parse_and_eval("$cpsr")) & 0xF:
                return False
            with kernel_memory():
                return belongs_to(current(), component.string())
        except gdb.error:                   # the kernel has not been entered yet
            return False


class Kaal(gdb.Command):
    """Look at a KaaL system: kaal threads, kaal symbols, kaal break."""

    def __init__(self):
        super().__init__("kaal", gdb.COMMAND_USER, prefix=True)


class Threads(gdb.Command):
    """kaal threads: every thread with its state, its priority and where it is."""

    def __init__(self):
        super().__init__("kaal threads", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        pc = int(gdb.parse_and_eval("$pc"))
        in_user = int(gdb.parse_and_eval("$cpsr")) & 0xF == 0
        with kernel_memory():
            try:
                tcb = kernel()["threads"]["head"]
                running = current().address
                self.show(tcb, running, pc if in_user else None)
            except gdb.MemoryError:
                raise gdb.GdbError("the kernel does not run yet")

    def show(self, tcb, running, pc):
        while tcb:
            t = tcb.dereference()
            at = pc if tcb == running and pc is not None else int(t["context"]["pc"])
            print("%s %-31s %-12s priority %-3d pc %#x" % (
                "*" if tcb == running else " ", name_of(t), state_of(t), int(t["priority"]), at))
            tcb = t["all"]["next"]


class Symbols(gdb.Command):
    """kaal symbols COMPONENT: symbols of this component, instead of those of another."""

    loaded = None

    def __init__(self):
        super().__init__("kaal symbols", gdb.COMMAND_FILES)

    def complete(self, text, word):
        names = os.listdir(gdb.parameter("kaal-programs"))
        return [name[:-4] for name in names if name.startswith(word) and name.endswith(".elf")]

    @classmethod
    def load(cls, component):
        path = os.path.join(gdb.parameter("kaal-programs"), component + ".elf")
        if not os.path.exists(path):
            raise gdb.GdbError("there is no component '%s'" % component)
        if cls.loaded == path:
            return
        if cls.loaded:
            gdb.execute("remove-symbol-file " + cls.loaded, to_string=True)
        gdb.execute("add-symbol-file " + path, to_string=True)
        cls.loaded = path

    def invoke(self, argument, from_tty):
        self.load(argument.strip())


class Break(gdb.Command):
    """kaal break COMPONENT PLACE: stop there when a thread of this component comes by."""

    def __init__(self):
        super().__init__("kaal break", gdb.COMMAND_BREAKPOINTS)

    def invoke(self, argument, from_tty):
        component, _, place = argument.strip().partition(" ")
        if not place:
            raise gdb.GdbError("kaal break COMPONENT PLACE")
        Symbols.load(component)
        stop = gdb.Breakpoint(place.strip())
        stop.condition = '$kaal_in("%s")' % component


class Programs(gdb.Parameter):
    """The folder with the programs of the components."""

    set_doc = "Set the folder with the programs of the components."
    show_doc = "Show it."

    def __init__(self):
        super().__init__("kaal-programs", gdb.COMMAND_FILES, gdb.PARAM_FILENAME)


In()
Kaal()
Threads()
Symbols()
Break()
Programs()
