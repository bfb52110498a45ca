/* The board has no clocks to be set. */
#pragma once

enum clk_id { CLK_MASTER, NCLOCKS };
enum clock_gate { NCLKGATES };
