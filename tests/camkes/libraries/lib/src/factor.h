static inline int factor(void)
{
    return FACTOR;
}
