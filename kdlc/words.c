/* The words of reports and messages for what the plan has as numbers. */
#include "words.h"

#include "../kernel/abi/message.h"

const char *object_type_name(enum object_number type)
{
    switch (type) {
#define OBJECT(number, id, name, bits, text) case OBJECT_##id: return text;
#include "../kernel/abi/objects.def"
#undef OBJECT
    case OBJECT_IRQ: return "interrupt";
    case OBJECT_SMC: return "firmware call";
    case OBJECT_CONSOLE: return "kernel console";
    case OBJECT_DEBUG: return "kernel debugging";
    case OBJECT_SCHED_CONTROL: return "control of processor time";
    }
    return "";
}

static const char *join(const char *a, bool wanted, const char *b)
{
    if (!wanted)
        return a;
    return *a ? intern_printf("%s, %s", a, b) : b;
}

const char *rights_text(const struct planned_object *object, unsigned rights)
{
    const char *text = "";

    if (object->type == OBJECT_ENDPOINT) {
        text = join(text, rights & RIGHT_WRITE, "send");
        text = join(text, rights & RIGHT_READ, "receive");
        text = join(text, rights & RIGHT_GRANT, "grant");
        text = join(text, rights & RIGHT_GRANT_REPLY, "grant-reply");
    } else if (object->type == OBJECT_NOTIFICATION) {
        text = join(text, rights & RIGHT_WRITE, "signal");
        text = join(text, rights & RIGHT_READ, "wait");
    }
    return text;
}

const char *access_text(const struct planned_region *region)
{
    const char *text = join("", region->rights & RIGHT_READ, "read");

    text = join(text, region->rights & RIGHT_WRITE, "write");
    text = join(text, region->execute, "execute");
    return join(text, region->uncached && region->use != REGION_DEVICE, "uncached");
}
