m4_divert(-1)
m4_dnl What the C code of a component type sees of its interfaces and attributes.
m4_dnl Some rows end with a line for the preprocessor, or nothing: where that is in the description.
m4_dnl k_include: name with <> or "", line
m4_define([<k_include>], [<$2#include $1
>])
m4_dnl k_struct: name, fields
m4_define([<k_struct>], [<struct $1 {$2 };
>])
m4_dnl k_attribute: C type, name, array suffix
m4_define([<k_attribute>], [<extern const $1 $2$3;
>])
m4_dnl k_constant: name, value in all instances
m4_define([<k_constant>], [<#define $1_DEF $2
>])
m4_dnl k_method: interface, name, result type, formals, weak, line
m4_define([<k_method>], [<$6$3 $1_$2($4)$5;
>])
m4_dnl k_uses, k_provides, k_emits, k_consumes, k_dataport: interface, C type, weak,
m4_dnl parameters of an interrupt's functions: void, or nothing where they may have some; line
m4_define([<k_uses>],
[<camkes_error_handler_t $1_register_error_handler(camkes_error_handler_t handler);
>])
m4_define([<k_provides>], [<k_uses($@)uint64_t $1_get_sender_id(void);
>])
m4_define([<k_emits>], [<void $1_emit(void);
void $1_emit_underlying(void);
seL4_CPtr $1_notification(void);
>])
m4_define([<k_consumes>], [<void $1_wait(void)$3;
int $1_poll(void)$3;
int $1_reg_callback(void (*callback)(void *), void *argument)$3;
seL4_CPtr $1_notification(void)$3;
int $1_acknowledge($4)$3;
void $1_handle($4)$3;
>])
m4_define([<k_dataport>], [<$5extern $2 *$1$3;
extern const size_t $1_size$3;
extern const struct kdl_dataport $1_dataport$3;
size_t $1_get_size(void)$3;
dataport_ptr_t $1_wrap_ptr(void *pointer)$3;
void *$1_unwrap_ptr(dataport_ptr_t pointer)$3;
int $1_cache_op(size_t start, size_t size, dma_cache_op_t op)$3;
int $1_flush_cache(size_t start, size_t size, dma_cache_op_t op)$3;
#define $1_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define $1_release() __atomic_thread_fence(__ATOMIC_RELEASE)
>])
m4_dnl k_interface_common: interface
m4_define([<k_interface_common>], [<void $1__init(void) __attribute__((weak));
int $1__run(void);
KDL_NOT_TIMED($1)
>])
m4_define([<k_mutex>], [<int $1_lock(void);
int $1_unlock(void);
>])
m4_define([<k_semaphore>], [<int $1_wait(void);
int $1_trywait(void);
int $1_post(void);
>])
m4_divert(0)m4_dnl
k_generated()
#pragma once
#pragma GCC system_header   /* what users' headers warn about is not the business of glue */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <camkes/dataport.h>
#include <camkes/error.h>
#include <camkes/timing.h>
#include <platsupport/io.h>
#include <sel4/sel4.h>
k_each_include([<k_include>])
struct kdl_dataport;

k_each_struct([<k_struct>])m4_dnl
k_each_attribute([<k_attribute>])m4_dnl
k_each_constant([<k_constant>])m4_dnl
k_each_method([<k_method>])m4_dnl
k_each_uses([<k_uses>])m4_dnl
k_each_provides([<k_provides>])m4_dnl
k_each_emits([<k_emits>])m4_dnl
k_each_consumes([<k_consumes>])m4_dnl
k_each_dataport([<k_dataport>])m4_dnl
k_each_mutex([<k_mutex>])m4_dnl
k_each_semaphore([<k_semaphore>])m4_dnl
k_each_interface([<k_interface_common>])m4_dnl
