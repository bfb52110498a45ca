/* No driver here is for the pins of the board. */
#pragma once

enum gpio_port { GPIO_NPORTS };
