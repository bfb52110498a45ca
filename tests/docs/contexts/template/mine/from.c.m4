m4_divert(0)m4_dnl
