# kernel/object/notification.c: a thread stays bound to a notification that is not
# seen by attack/short
/^void notification_unbind/,/^}/{
/if (n->bound)/d
/n->bound->bound = NULL;/d
}
