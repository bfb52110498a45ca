# kernel/derive.c: the last slot of a dying object is left out
# seen by attack/short
s/same_zombie(zombie, slot->cap)) {/same_zombie(zombie, slot->cap)) { count -= count > 2;/
