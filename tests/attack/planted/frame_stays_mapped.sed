# kernel/object/frame.c: a page stays mapped when its capability goes
# seen by attack/short
/^static void frame_unlink/,/^}/{
/vspace_write/d
}
