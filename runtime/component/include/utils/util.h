/* Small helpers that component code expects to be there. */
#pragma once
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define UNUSED __attribute__((unused))
#define WEAK __attribute__((weak))
#define NORETURN __attribute__((noreturn))
#define PACKED __attribute__((packed))
#define ALIGN(n) __attribute__((aligned(n)))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define UNREACHABLE() __builtin_unreachable()
#define COMPILER_MEMORY_FENCE() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#define COMPILER_MEMORY_ACQUIRE() __atomic_signal_fence(__ATOMIC_ACQUIRE)
#define COMPILER_MEMORY_RELEASE() __atomic_signal_fence(__ATOMIC_RELEASE)
#define THREAD_MEMORY_FENCE() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define THREAD_MEMORY_ACQUIRE() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define THREAD_MEMORY_RELEASE() __atomic_thread_fence(__ATOMIC_RELEASE)

#define BIT(n) (UINT64_C(1) << (n))
#define MASK(n) (BIT(n) - 1)
#define PAGE_BITS_4K 12
#define PAGE_SIZE_4K (1 << PAGE_BITS_4K)
#define PAGE_ALIGN_4K(address) ROUND_DOWN((address), PAGE_SIZE_4K)
#define IS_ALIGNED(n, bits) (((n) & MASK(bits)) == 0)
#define ROUND_DOWN(n, step) ((n) / (step) * (step))
#define ROUND_UP(n, step) (ROUND_DOWN((n) + (step) - 1, (step)))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

#define NS_IN_US UINT64_C(1000)
#define NS_IN_MS UINT64_C(1000000)
#define NS_IN_S UINT64_C(1000000000)
#define US_IN_MS UINT64_C(1000)
#define US_IN_S UINT64_C(1000000)
#define MS_IN_S UINT64_C(1000)

#ifndef MIN
#define MIN(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ < b_ ? a_ : b_; })
#define MAX(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#endif

#define ZF_LOG(letter, ...) (printf(letter " " __VA_ARGS__), (void)putchar('\n'))
#define ZF_LOGF(...) ZF_LOG("F", __VA_ARGS__)
#define ZF_LOGE(...) ZF_LOG("E", __VA_ARGS__)
#define ZF_LOGW(...) ZF_LOG("W", __VA_ARGS__)
#define ZF_LOGI(...) ((void)0)
#define ZF_LOGD(...) ((void)0)
#define ZF_LOGV(...) ((void)0)
#define ZF_LOGF_IF(condition, ...) do { if (condition) ZF_LOGF(__VA_ARGS__); } while (0)
#define ZF_LOGE_IF(condition, ...) do { if (condition) ZF_LOGE(__VA_ARGS__); } while (0)
#define ZF_LOGW_IF(condition, ...) do { if (condition) ZF_LOGW(__VA_ARGS__); } while (0)
