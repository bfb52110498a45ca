# kernel/object/notification.c: the second signal replaces the first
# seen by kernel/notification_
s/n->badge |= badge;/n->badge = badge;/
