m4_divert(-1)
m4_dnl Driving end of DTBHardware: all it gives comes through other interfaces.
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
