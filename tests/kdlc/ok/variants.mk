# written by kdlc for the system variants
instances := a b c d

programs := a b c d
groups :=
types := Bowl Bowl.c

sources.Bowl := c/code.c
includes.Bowl := . c
cflags.Bowl :=
libraries.Bowl :=

sources.Bowl.c := c/code.c
includes.Bowl.c := . c
cflags.Bowl.c :=
libraries.Bowl.c :=

type.a := Bowl
glue.a := a/this-instance.c a/component.c

type.b := Bowl
glue.b := b/this-instance.c a/component.c

type.c := Bowl.c
glue.c := c/this-instance.c c/component.c

type.d := Bowl
glue.d := d/this-instance.c a/component.c

