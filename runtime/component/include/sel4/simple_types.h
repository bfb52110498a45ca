/* Scalars. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <sel4/config.h>
#include <sel4/macros.h>

typedef int8_t seL4_Int8;
typedef int16_t seL4_Int16;
typedef int32_t seL4_Int32;
typedef int64_t seL4_Int64;
typedef uint8_t seL4_Uint8;
typedef uint16_t seL4_Uint16;
typedef uint32_t seL4_Uint32;
typedef uint64_t seL4_Uint64;
typedef uint64_t seL4_Word;
typedef int64_t seL4_SWord;
typedef int8_t seL4_Bool;
typedef seL4_Word seL4_CPtr, seL4_NodeId, seL4_PAddr, seL4_SlotPos;
typedef seL4_Uint8 seL4_Domain;
typedef seL4_Uint64 seL4_Time;

enum { seL4_False, seL4_True };

#define seL4_Null ((void *)0)
#define SEL4_WORD_IS_UINT64 1
#define SEL4_PRId64 "ld"
#define SEL4_PRIu64 "lu"
#define SEL4_PRIx64 "lx"
#define SEL4_PRI_word "lu"
#define SEL4_PRIu_word "lu"
#define SEL4_PRIx_word "lx"
