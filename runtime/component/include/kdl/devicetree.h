/* The device tree of the board that the system was built for, as it is. */
#pragma once

extern char kdl_devicetree[];
