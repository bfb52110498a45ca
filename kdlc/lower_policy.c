/*
 * The rules of a policy as the model has them: names are full, groups are replaced by their
 * members, limits are numbers. Whether what is named exists is asked when the plan stands.
 */
#include "eval.h"
#include "instantiate.h"
#include "suggest.h"

struct policy_scope {
    const struct scope *scope;
    struct map groups;                  /* by name: struct policy_members */
};

static void add_member(const struct policy_scope *at, struct policy_members *out,
                       const struct node *node)
{
    struct policy_member member = {.span = node->span};
    struct policy_members *group;

    if (node->name.text) {
        member.kind = MEMBER_TYPE;
        member.text = node->name.text;
    } else if (node->text) {
        member.kind = node->angle ? MEMBER_LABEL : MEMBER_PATTERN;
        member.text = node->angle ? intern(node->text)
                                  : intern_printf("%s%s", at->scope->prefix, node->text);
    } else {
        group = node->path.count == 1 ? map_find(&at->groups, node->path.at[0].text) : NULL;
        if (group) {
            vec_each(struct policy_member *, m, group)
                *vec_push(out) = *m;
            return;
        }
        member.text = intern_printf("%s%s", at->scope->prefix, ast_path_text(&node->path));
    }
    *vec_push(out) = member;
}

static struct policy_members members_of(const struct policy_scope *at, const struct node *list)
{
    struct policy_members members = {0};

    vec_each(struct node **, n, &list->items)
        if ((*n)->kind == NODE_MEMBER)
            add_member(at, &members, *n);
    return members;
}

static bool number_of(const struct expr *e, uint64_t *number)
{
    struct value *value = eval(e);

    if (!value)
        return false;
    if (value->kind != VALUE_INT || value->i < 0) {
        diag(value->span, DIAG_bad_policy, "a limit is a whole number, not negative");
        return false;
    }
    *number = (uint64_t)value->i;
    return true;
}

static bool set_held(struct policy *policy, const struct node *held)
{
    static const char *const kinds[] = {"irq", "frame", "untyped", "device"};
    struct suggestion s;

    policy->held = held->name.text;
    suggest_start(&s, policy->held);
    for (int i = 0; i < 4; i++) {
        if (strcmp(kinds[i], policy->held) == 0)
            return true;
        suggest_candidate(&s, kinds[i]);
    }
    suggest_finish(&s, diag(held->name.span, DIAG_bad_policy, "what is held is an irq, a frame, "
                            "untyped or a device, not '%s'", policy->held), held->name.span);
    return false;
}

static bool is_known_group(struct policy_scope *at, const struct node *rule)
{
    struct policy_members *members = arena_alloc(sizeof *members);

    if (rule->detail != DETAIL_GROUP)
        return false;
    *members = members_of(at, rule->items.at[0]);
    if (map_add(&at->groups, rule->name.text, members))
        diag(rule->name.span, DIAG_duplicate_name, "there are two groups '%s'", rule->name.text);
    return true;
}

static void add_rule(struct system *system, struct policy_scope *at, const struct node *rule)
{
    static const enum policy_kind kinds[] = {
        [DETAIL_DENY_FLOW] = POLICY_DENY_FLOW, [DETAIL_DENY_DEVICE] = POLICY_DENY_DEVICE,
        [DETAIL_ALLOW_ONLY] = POLICY_ALLOW_ONLY, [DETAIL_ISOLATE] = POLICY_ISOLATE,
        [DETAIL_ONLY_HOLD] = POLICY_ONLY_HOLD, [DETAIL_MEMORY] = POLICY_MEMORY,
        [DETAIL_STACK] = POLICY_STACK, [DETAIL_TOTAL] = POLICY_TOTAL,
        [DETAIL_UTILISATION] = POLICY_UTILISATION};
    const struct node *left, *right;
    struct policy *policy;
    bool good = true;

    if (is_known_group(at, rule))
        return;
    left = rule->items.at[0];
    right = rule->items.at[1];
    policy = arena_alloc(sizeof *policy);
    *policy = (struct policy){.kind = kinds[rule->detail], .span = rule->span,
        .left = members_of(at, left), .right = members_of(at, right),
        .guards = members_of(at, rule->items.at[2])};
    if (policy->kind == POLICY_ONLY_HOLD) {
        good = set_held(policy, right);
        if (right->value)
            left = right;
    }
    if (left->value) {
        policy->numbered = true;
        good = number_of(left->value, &policy->number) && good;
    }
    if (rule->value)
        good = number_of(rule->value, &policy->limit) && good;
    if (good)
        *vec_push(&system->model->policies) = policy;
}

static void add_policy(struct system *system, struct policy_scope *at, const struct node *policy)
{
    vec_each(struct node **, rule, &policy->items)
        if ((*rule)->kind == NODE_RULE)
            add_rule(system, at, *rule);
}

void add_policies(struct system *system)
{
    vec_each(struct scope **, s, &system->scopes) {
        struct policy_scope at = {.scope = *s};

        vec_each(struct node **, c, &(*s)->compositions)
            vec_each(struct node **, n, &(*c)->items)
                if ((*n)->kind == NODE_POLICY)
                    add_policy(system, &at, *n);
        vec_each(struct node **, n, &(*s)->policies)
            add_policy(system, &at, *n);
    }
}
