#define MORE "and more"
