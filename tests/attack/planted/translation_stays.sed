# kernel/object/frame.c: the TLB keeps what is unmapped
# seen by kernel/vspace_
/^static void frame_unlink/,/^}/{
/arch_tlb_flush_page/d
}
