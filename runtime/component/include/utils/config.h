/* Options of the build as values: 1 where the macro is defined as 1, else 0. */
#pragma once

#define config_set(macro) config_set_(macro)
#define config_set_(value) config_set_as_(config_comma_##value)
#define config_comma_1 ,
#define config_set_as_(comma) config_second_(comma 1, 0, 0)
#define config_second_(first, second, ...) second
#define config_ternary(macro, if_set, else_) (config_set(macro) ? (if_set) : (else_))
