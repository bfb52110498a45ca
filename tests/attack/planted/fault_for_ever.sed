# kernel/object/endpoint.c: whose handler goes while its fault waits there goes on and faults again
# seen by kernel/fault_handler_deleted
/^static void send_away/,/^}/s/if (t->fault.type == FAULT_NONE)/if (t)/
