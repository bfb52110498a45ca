/* Generated from component/this-instance.c.m4 for two: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/instance.h>

const int number = 4;
const char * text = "it's [\074100%\076] \0441 k_instance\n";
const bool yes = true;
const double ratio = 0.10000000000000001;
const int list[] = {1, 2, 3};
const char * names[] = {"a", "b"};
const unsigned int allowed_smc_functions[] = {2214592520};
const int a = 1;

const struct kdl_instance kdl_instance = {
    .name = "two", .pid = 3, .affinity = 0,
};

const int camkes_pid = 3, camkes_ppid = 1;

const struct kdl_dataport kdl_dataports[] = {
    {13, (char *)0x10010000ul, 100},
    {14, (char *)0x10012000ul, 4096},
    {0}
};

const struct kdl_dataport window_dataport = {13, (char *)0x10010000ul, 100};

const struct kdl_dataport spot_dataport = {14, (char *)0x10012000ul, 4096};
