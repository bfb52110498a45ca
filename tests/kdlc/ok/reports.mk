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
glue.driver := driver/this-instance.c driver/component.c driver/store.c driver/full.c driver/uart_regs.c driver/uart_irq.c

type.app := App
glue.app := app/this-instance.c app/component.c app/store.c app/full.c app/board.c

type.left := Viewer
glue.left := left/this-instance.c left/component.c left/store.c left/board.c

type.right := Viewer
glue.right := right/this-instance.c right/component.c left/store.c left/board.c

type.watch := Watch
glue.watch := watch/this-instance.c watch/component.c

