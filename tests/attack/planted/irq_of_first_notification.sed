# kernel/object/irq.c: an interrupt signals the notification that was set before
# seen by kernel/irq_notification_replaced
/^enum err invoke_irq_handler_set/,/^}/{
    s/err = slot_clear(slot);/err = ERR_NONE;/
    s/ derive_insert(copy, from, slot);/ if (cap_is_null(slot->cap)) derive_insert(copy, from, slot);/
}
