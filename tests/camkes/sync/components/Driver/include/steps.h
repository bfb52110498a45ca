#define STEP 10
