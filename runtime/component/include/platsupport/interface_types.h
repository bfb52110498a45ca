/* What a driver can offer to the others of its program. */
#pragma once

typedef enum ps_interface_type {
    PS_GPIO_INTERFACE, PS_CLOCK_INTERFACE, PS_RESET_INTERFACE, PS_ETHERNET_INTERFACE
} ps_interface_type_t;
