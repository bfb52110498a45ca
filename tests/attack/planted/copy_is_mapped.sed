# kernel/object/frame.c: the copy of a mapped frame unmaps the page of the first
# seen by kernel/vspace_mappings
/^static enum err frame_derive/,/^}/s/cap_with_mapping(cap, 0, 0)/cap/
