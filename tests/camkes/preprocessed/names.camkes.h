#define FIRST alice
