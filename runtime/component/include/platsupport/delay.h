/* Waiting without a timer: the thread keeps the processor busy, by the processor's counter. */
#pragma once

#define ps_ndelay(ns) ps_udelay((ns) / 1000 + 1)
#define ps_mdelay(ms) ps_udelay((ms) * 1000ul)
#define ps_sdelay(s) ps_mdelay((s) * 1000ul)

/* at least that long */
void ps_udelay(unsigned long microseconds);
/* not needed: the counter's frequency is known */
void ps_cpufreq_hint(unsigned long hz);
