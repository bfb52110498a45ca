/*
 * json-valid SCHEMA FILE: is FILE what SCHEMA says? The part of JSON Schema that our schema uses:
 * type, enum, properties, required, additionalProperties: false, items, $ref to #/$defs/NAME.
 * A word that is not among them is an error, so that nothing is passed over silently.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static json_t *definitions;
static int faults;

static void fault(const char *where, const char *what, const char *name)
{
    printf("%s: %s '%s'\n", where, what, name);
    faults++;
}

static int has_type(const json_t *value, const char *type)
{
    return strcmp(type, "object") == 0 ? json_is_object(value)
         : strcmp(type, "array") == 0 ? json_is_array(value)
         : strcmp(type, "string") == 0 ? json_is_string(value)
         : strcmp(type, "integer") == 0 ? json_is_integer(value)
         : strcmp(type, "boolean") == 0 ? json_is_boolean(value) : 0;
}

static void check(json_t *schema, json_t *value, const char *where);

static void check_members(json_t *schema, json_t *value, const char *where)
{
    json_t *properties = json_object_get(schema, "properties"), *wanted, *member;
    const char *key;
    char inner[512];
    size_t i;

    json_array_foreach(json_object_get(schema, "required"), i, wanted)
        if (!json_object_get(value, json_string_value(wanted)))
            fault(where, "lacks", json_string_value(wanted));
    json_object_foreach(value, key, member) {
        json_t *of = json_object_get(properties, key);

        snprintf(inner, sizeof inner, "%s.%s", where, key);
        if (of)
            check(of, member, inner);
        else if (json_is_false(json_object_get(schema, "additionalProperties")))
            fault(where, "should not have", key);
    }
}

static void check_words(json_t *schema, const char *where)
{
    static const char known[] = " $schema $defs $ref title description type enum properties "
                                "required additionalProperties items ";
    const char *key;
    json_t *member;
    char word[64];

    json_object_foreach(schema, key, member) {
        snprintf(word, sizeof word, " %s ", key);
        if (!strstr(known, word))
            fault(where, "the schema has the unknown word", key);
    }
}

static void check(json_t *schema, json_t *value, const char *where)
{
    const char *ref = json_string_value(json_object_get(schema, "$ref"));
    const char *type = json_string_value(json_object_get(schema, "type"));
    json_t *of_enum = json_object_get(schema, "enum"), *item;
    char inner[512];
    size_t i;

    check_words(schema, where);
    if (ref) {
        schema = strncmp(ref, "#/$defs/", 8) ? NULL : json_object_get(definitions, ref + 8);
        if (schema)
            check(schema, value, where);
        else
            fault(where, "the schema does not define", ref);
        return;
    }
    if (type && !has_type(value, type))
        fault(where, "is no", type);
    if (of_enum) {
        json_array_foreach(of_enum, i, item)
            if (json_equal(item, value))
                break;
        if (i == json_array_size(of_enum))
            fault(where, "is none of those possible:", json_string_value(value) ?: "?");
    }
    if (json_is_object(value))
        check_members(schema, value, where);
    if (json_object_get(schema, "items"))
        json_array_foreach(value, i, item) {
            snprintf(inner, sizeof inner, "%s[%zu]", where, i);
            check(json_object_get(schema, "items"), item, inner);
        }
}

int main(int argc, char **argv)
{
    json_t *schema, *value;
    json_error_t error;

    if (argc != 3)
        return 2;
    schema = json_load_file(argv[1], 0, &error);
    value = schema ? json_load_file(argv[2], 0, &error) : NULL;
    if (!value) {
        fprintf(stderr, "%s: line %d: %s\n", schema ? argv[2] : argv[1], error.line, error.text);
        return 2;
    }
    definitions = json_object_get(schema, "$defs");
    check(schema, value, "report");
    json_decref(schema);
    json_decref(value);
    return faults != 0;
}
