m4_divert(-1)
m4_dnl The word k_interfce stands in the third line from here.
m4_divert(0)m4_dnl
k_generated()
int k_interfce()_x;
