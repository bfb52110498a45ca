# written by kdlc for the system reports
instances := driver app left right watch

programs := driver app left right watch
groups :=
types := Driver App Viewer Watch

sources.Driver := c/code.c
includes.Driver := . c
cflags.Driver :=
libraries.Driver :=

sources.App := c/code.c
includes.App := . c
cflags.App :=
libraries.App :=

sources.Viewer := c/code.c
includes.Viewer := . c
cflags.Viewer :=
libraries.Viewer :=

sources.Watch := c/code.c
includes.Watch := . c
cflags.Watch :=
libraries.Watch :=

type.driver := Driver
glue.driver := component.c store.c full.c uart_regs.c uart_irq.c

type.app := App
glue.app := component.c store.c full.c board.c

type.left := Viewer
glue.left := component.c store.c board.c

type.right := Viewer
glue.right := component.c store.c board.c

type.watch := Watch
glue.watch := component.c

