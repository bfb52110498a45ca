#define LIMIT 20
