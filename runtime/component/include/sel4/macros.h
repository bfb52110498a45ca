/* Small words that third-party code borrows from libsel4. */
#pragma once

#define SEL4_PACKED __attribute__((packed))
#define LIBSEL4_INLINE static inline
#define LIBSEL4_INLINE_FUNC static inline
#define LIBSEL4_BIT(n) (1ul << (n))
#define LIBSEL4_UNUSED __attribute__((unused))
#define SEL4_DEPRECATED(text) __attribute__((deprecated(text)))
#define SEL4_FORCE_LONG_ENUM(type) _enum_pad_##type = 0x7fffffffffffffff
#define SEL4_COMPILE_ASSERT(name, condition) _Static_assert(condition, #name);
