/* What the storm is made of. */
        .text
        .global storm_wait

/* word storm_wait(notification): the counter when it was woken */
storm_wait:
        svc     #8
        mrs     x0, cntpct_el0
        ret
