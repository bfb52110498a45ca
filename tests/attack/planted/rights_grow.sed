# kernel/derive.c: a copy has the rights asked for, whatever the original has
# seen by kernel/cnode_rights
/^struct cap derive_mask/,/^}/s/rights_mask(cap_rights(cap), rights)/rights/
