char *more(void)
{
    return "and more";
}
