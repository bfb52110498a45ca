#define PLAIN "@LENGTH@ ${LENGTH}"
