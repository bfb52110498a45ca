# written by kdlc for the system group
instances := client server first middle last alone outer.one outer.two

programs := g first+last alone outer.inner
groups := g first+last outer.inner
members.g := client server
members.first+last := first middle last
members.outer.inner := outer.one outer.two
types := Client Server Silent

sources.Client := c/code.c
includes.Client := . c
cflags.Client :=
libraries.Client :=

sources.Server := c/code.c
includes.Server := . c
cflags.Server :=
libraries.Server :=

sources.Silent := c/code.c
includes.Silent := . c
cflags.Silent :=
libraries.Silent :=

type.client := Client
glue.client := client/this-instance.c client/component.c client/p.c client/q.c

type.server := Server
glue.server := server/this-instance.c server/component.c server/p.c

type.first := Silent
glue.first := first/this-instance.c first/component.c

type.middle := Silent
glue.middle := middle/this-instance.c middle/component.c

type.last := Silent
glue.last := last/this-instance.c last/component.c

type.alone := Server
glue.alone := alone/this-instance.c alone/component.c alone/p.c

type.outer.one := Silent
glue.outer.one := outer.one/this-instance.c outer.one/component.c

type.outer.two := Silent
glue.outer.two := outer.two/this-instance.c outer.two/component.c

