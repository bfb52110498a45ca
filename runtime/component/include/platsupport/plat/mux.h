/* The board has no pins to be switched. */
#pragma once

enum mux_feature { NMUX_FEATURES };
