/* Small helpers that component code expects to be there. */
#pragma once
#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the compiler ---- */

#define UNUSED __attribute__((unused))
#define USED __attribute__((used))
#define WEAK __attribute__((weak))
#define NORETURN __attribute__((noreturn))
#define NO_INLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define PACKED __attribute__((packed))
#define ALIGN(n) __attribute__((aligned(n)))
#define SECTION(name) __attribute__((section(name)))
#define FORMAT(archetype, string, first) __attribute__((format(archetype, string, first)))
#define CONSTRUCTOR(priority) __attribute__((constructor))
#define DEPRECATED(message) __attribute__((deprecated(message)))
#define PURE __attribute__((pure))
#define CONST __attribute__((const))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define UNREACHABLE() __builtin_unreachable()
#define OFFSETOF(type, member) __builtin_offsetof(type, member)
#define TYPES_COMPATIBLE(a, b) __builtin_types_compatible_p(a, b)
#ifdef NDEBUG
#define UNUSED_NDEBUG(x) ((void)(x))
#else
#define UNUSED_NDEBUG(x) ((void)0)
#endif

#define COMPILER_MEMORY_FENCE() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#define COMPILER_MEMORY_ACQUIRE() __atomic_signal_fence(__ATOMIC_ACQUIRE)
#define COMPILER_MEMORY_RELEASE() __atomic_signal_fence(__ATOMIC_RELEASE)
#define THREAD_MEMORY_FENCE() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define THREAD_MEMORY_ACQUIRE() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define THREAD_MEMORY_RELEASE() __atomic_thread_fence(__ATOMIC_RELEASE)
#define CLZ(x) __builtin_clz(x)
#define CLZL(x) __builtin_clzl(x)
#define CTZ(x) __builtin_ctz(x)
#define CTZL(x) __builtin_ctzl(x)
#define FFS(x) __builtin_ffs(x)
#define FFSL(x) __builtin_ffsl(x)
#define POPCOUNT(x) __builtin_popcount(x)
#define POPCOUNTL(x) __builtin_popcountl(x)

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define STRINGIFY_(x) #x
#define STRINGIFY(x) STRINGIFY_(x)
#define compile_time_assert(name, condition) _Static_assert(condition, #name)

/* ---- numbers ---- */

#define BIT(n) (1ul << (n))
#define MASK(n) (BIT(n) - 1ul)
#define IS_ALIGNED(n, bits) (((n) & MASK(bits)) == 0)
#define IS_POWER_OF_2(n) ((n) != 0 && ((n) & ((n) - 1)) == 0)
#define IS_POWER_OF_2_OR_ZERO(n) (((n) & ((n) - 1)) == 0)
#define ALIGN_UP(n, step) (((n) + ((step) - 1)) & ~((__typeof__(n))(step) - 1))
#define ALIGN_DOWN(n, step) ((n) & ~((__typeof__(n))(step) - 1))
#define ROUND_DOWN(n, step) ((n) / (step) * (step))
#define ROUND_UP(n, step) (ROUND_DOWN((n) + (step) - 1, (step)))
#define ROUND_UP_UNSAFE(n, step) ROUND_UP(n, step)
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define DIV_ROUND(n, d) (((n) + (d) / 2) / (d))
#define INRANGE(low, n, high) MIN(MAX((low), (n)), (high))
#define LOG_BASE_2(n) ((sizeof(unsigned long) * 8) - 1 - (size_t)CLZL((unsigned long)(n)))
#ifndef MIN
#define MIN(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ < b_ ? a_ : b_; })
#endif
#ifndef MAX
#define MAX(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#endif
#define SWAP(a, b) do { __typeof__(a) t_ = (a); (a) = (b); (b) = t_; } while (0)
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define container_of(member, type, name) \
    ((type *)((char *)(member) - offsetof(type, name)))

#define PAGE_BITS_4K 12
#define PAGE_SIZE_4K (1 << PAGE_BITS_4K)
#define PAGE_MASK_4K (PAGE_SIZE_4K - 1)
#define PAGE_ALIGN_4K(address) ((address) & ~((__typeof__(address))PAGE_MASK_4K))
#define PAGE_ALIGN(address, size) ((address) & ~((__typeof__(address))(size) - 1))
#define IS_PAGE_ALIGNED(address, size) (((address) & ((size) - 1)) == 0)
#define IS_ALIGNED_4K(address) IS_ALIGNED(address, PAGE_BITS_4K)
#define BYTES_TO_4K_PAGES(n) DIV_ROUND_UP(n, PAGE_SIZE_4K)
#define BYTES_TO_SIZE_BITS(n) LOG_BASE_2(n)
#define SIZE_BITS_TO_BYTES(bits) BIT(bits)

/* ---- time and frequency ---- */

#define MS_IN_S UINT64_C(1000)
#define US_IN_MS UINT64_C(1000)
#define US_IN_S UINT64_C(1000000)
#define NS_IN_US UINT64_C(1000)
#define NS_IN_MS UINT64_C(1000000)
#define NS_IN_S UINT64_C(1000000000)
#define PS_IN_NS UINT64_C(1000)
#define S_IN_MINUTE UINT64_C(60)
#define MS_IN_MINUTE (MS_IN_S * S_IN_MINUTE)
#define NS_IN_MINUTE (NS_IN_S * S_IN_MINUTE)
#define HZ UINT64_C(1)
#define KHZ UINT64_C(1000)
#define MHZ UINT64_C(1000000)
#define GHZ UINT64_C(1000000000)

/* ---- messages: errors and warnings are printed, what is less than that is not ---- */

#define ZF_LOG(letter, ...) (printf(letter " " __VA_ARGS__), (void)putchar('\n'))
#define ZF_LOGF(...) ZF_LOG("F", __VA_ARGS__)
#define ZF_LOGE(...) ZF_LOG("E", __VA_ARGS__)
#define ZF_LOGW(...) ZF_LOG("W", __VA_ARGS__)
#define ZF_LOG_QUIET(...) do { if (0) printf(__VA_ARGS__); } while (0)
#define ZF_LOGI(...) ZF_LOG_QUIET(__VA_ARGS__)
#define ZF_LOGD(...) ZF_LOG_QUIET(__VA_ARGS__)
#define ZF_LOGV(...) ZF_LOG_QUIET(__VA_ARGS__)
#define ZF_LOGF_IF(condition, ...) \
    do { if (condition) { ZF_LOGF(__VA_ARGS__); abort(); } } while (0)
#define ZF_LOGE_IF(condition, ...) do { if (condition) ZF_LOGE(__VA_ARGS__); } while (0)
#define ZF_LOGW_IF(condition, ...) do { if (condition) ZF_LOGW(__VA_ARGS__); } while (0)
#define ZF_LOGI_IF(condition, ...) do { if (condition) ZF_LOGI(__VA_ARGS__); } while (0)
#define ZF_LOGD_IF(condition, ...) do { if (condition) ZF_LOGD(__VA_ARGS__); } while (0)
#define ZF_LOGV_IF(condition, ...) do { if (condition) ZF_LOGV(__VA_ARGS__); } while (0)
#define ZF_LOGF_IFERR(error, ...) ZF_LOGF_IF((error) != 0, __VA_ARGS__)
#define ZF_LOGE_IFERR(error, ...) ZF_LOGE_IF((error) != 0, __VA_ARGS__)
#define ZF_LOGW_IFERR(error, ...) ZF_LOGW_IF((error) != 0, __VA_ARGS__)
