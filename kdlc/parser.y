/* The grammar. An action is one ast_* call; names of rules are headings of docs/language.md. */
%require "3.8"
%define api.pure full
%define api.value.type union
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%initial-action { @$ = lexer_here(lexer); }
%param {void *scanner} {struct lexer *lexer}

%code requires {
#include "cpp.h"
#include "lexer_state.h"
}
%code {

#define YYMAXDEPTH 2000                 /* deeper nesting is an error, not a crash */
#define YYLLOC_DEFAULT(all, parts, n) ((all) = span_of(parts, n))

/* From the first part that is not empty; what is empty stands at the end of what came before. */
static struct span span_of(const struct span *parts, int n)
{
    int first = 1;

    if (n == 0)
        return (struct span){parts[0].hi, parts[0].hi};
    while (first < n && parts[first].lo == parts[first].hi)
        first++;
    if (parts[n].hi < parts[first].lo)  /* from an #include into what follows it */
        return parts[first];
    return (struct span){parts[first].lo, parts[n].hi};
}

/*
 * After an error bison is silent until three tokens have fitted. That is right where a word stands
 * in the wrong block, as all that follows it may; anything else is a mistake of its own.
 */
#define RECOVERED do { if (!lexer->misplaced) yyerrok; } while (0)

#define NO_NAME(at) ((struct name){NULL, at})

static int next_token(YYSTYPE *value, YYLTYPE *location, void *scanner, struct lexer *lexer);
#define yylex next_token
static void yyerror(YYLTYPE *location, void *scanner, struct lexer *lexer, const char *message);
}

%token ASSEMBLY "assembly" ATTRIBUTE "attribute" BINARY_SEMAPHORE "binary_semaphore"
%token CHAR "char" COMPONENT "component" COMPOSITION "composition"
%token CONFIGURATION "configuration" CONNECTION "connection" CONNECTOR "connector"
%token CONSUMES "consumes" CONTROL "control" DATAPORT "dataport" EMITS "emits"
%token EXPORT "export" FROM "from" GROUP "group" HARDWARE "hardware" HAS "has"
%token IMPORT "import" IN "in" INCLUDE "include" INOUT "inout" INT "int"
%token INTEGER "integer" MAYBE "maybe" MUTEX "mutex" OUT "out" PROCEDURE "procedure"
%token PROVIDES "provides" REFIN "refin" SCHEDULE "schedule" SEMAPHORE "semaphore"
%token SIGNED "signed" STRUCT "struct" TO "to" UNSIGNED "unsigned" USES "uses"
%token VOID "void" WITH "with"

%token <struct name> IDENT "identifier" BADGED "badged" CFLAGS "cflags" DEVICE "device"
%token <struct name> HOLDS "holds" INCLUDE_DIRS "include_dirs" LIBRARIES "libraries"
%token <struct name> MAPS "maps" OBJECT "object" PER "per" SIGNALS "signals"
%token <struct name> SOURCES "sources" TEMPLATE "template" THREADS "threads"
%token <struct name> POLICY "policy" ALLOW "allow" CORE "core" DENY "deny" EXCEPT "except"
%token <struct name> FLOW "flow" HOLD "hold" INSTANCES "instances" ISOLATE "isolate"
%token <struct name> LABEL "label" MAY "may" MEMORY "memory" OF "of" ON_FAULT "on_fault"
%token <struct name> ONLY "only" STACK "stack" THROUGH "through" TOTAL "total"
%token <struct name> UTILISATION "utilisation" TIME_UNIT "ticks"
%token <struct expr *> NUMBER "number" BOOL "true or false"
%token <const char *> STRING "string" ANGLE "<file>"

%token ARROW "->" LEFT_ARROW "<-" OR_OR "||" AND_AND "&&" EQUAL "==" NOT_EQUAL "!="
%token LESS_EQUAL "<=" GREATER_EQUAL ">=" SHIFT_LEFT "<<" SHIFT_RIGHT ">>" POWER "**"

%type <struct name> id id_opt per_opt object_kind policy_word
%type <struct path *> path pieces right_list
%type <struct node *> declaration import procedure procedure_item method parameter
%type <struct node *> structure field component component_item interface has attribute include
%type <struct node *> files device composition composition_item instance connection end group
%type <struct node *> export configuration setting assembly assembly_item schedule
%type <struct node *> connector connector_item side grant side_name grant_object
%type <struct node *> component_body connector_body nested_composition nested_configuration
%type <struct node *> policy policy_rule members member except held
%type <struct nodes *> procedure_items parameters parameter_list fields component_items
%type <struct nodes *> composition_items instances ends configuration_items assembly_items
%type <struct nodes *> connector_items procedure_block struct_block component_block
%type <struct nodes *> composition_block group_block configuration_block assembly_block
%type <struct nodes *> connector_block policy_block policy_rules
%type <struct type_ref> type
%type <struct expr *> slot time_unit_opt value value_opt primary file string_value threads_opt
%type <struct exprs *> slots values value_list pairs pair_list file_list indices
%type <const char *> string
%type <bool> maybe_opt hardware_opt badged_opt
%type <enum node_detail> direction interface_kind has_kind files_kind

%right '?' ':'
%left "||"
%left "&&"
%left '|'
%left '^'
%left '&'
%left "==" "!="
%left '<' '>' "<=" ">="
%left "<<" ">>"
%left '+' '-'
%left '*' '/' '%' "**"
%precedence UNARY

%%

description:
  %empty
| description declaration   { ast_list(lexer->declarations, $2); }
| description ';'
;

declaration:
  import | procedure | structure | component | connector | composition | configuration | assembly
| error ';'                 { RECOVERED; $$ = NULL; }
| error '{' skipped '}'     { RECOVERED; $$ = NULL; }
;

/* the rest of what could not be read, to its closing brace */
skipped: %empty | skipped skipped_token | skipped '{' skipped '}' ;

/* a ';' behind it belongs to it */
skipped_block: '{' skipped '}' | '{' skipped '}' ';' ;

skipped_token:
  ASSEMBLY | ATTRIBUTE | BINARY_SEMAPHORE | CHAR | COMPONENT | COMPOSITION | CONFIGURATION
| CONNECTION | CONNECTOR | CONSUMES | CONTROL | DATAPORT | EMITS | EXPORT | FROM | GROUP | HARDWARE
| HAS | IMPORT | IN | INCLUDE | INOUT | INT | INTEGER | MAYBE | MUTEX | OUT | PROCEDURE | PROVIDES
| REFIN | SCHEDULE | SEMAPHORE | SIGNED | STRUCT | TO | UNSIGNED | USES | VOID | WITH | id | NUMBER
| BOOL | STRING | ANGLE | "->" | "<-" | "||" | "&&" | "==" | "!=" | "<=" | ">=" | "<<" | ">>"
| "**" | ';' | '-' | '(' | ')' | ',' | '.' | '=' | ':' | '[' | ']' | '+' | '*' | '/' | '%' | '<'
| '>' | '?' | '|' | '^' | '&' | '!' | '~'
;

import:
  IMPORT string ';'         { $$ = ast_text(NODE_IMPORT, @2, $2, false); }
| IMPORT ANGLE ';'          { $$ = ast_text(NODE_IMPORT, @2, $2, true); }
;

/* ---- names ---- */

id:
  IDENT | BADGED | CFLAGS | DEVICE | HOLDS | INCLUDE_DIRS | LIBRARIES | MAPS | OBJECT | PER
| ON_FAULT | SIGNALS | SOURCES | TEMPLATE | THREADS | TIME_UNIT | policy_word
;

policy_word:
  POLICY | ALLOW | CORE | DENY | EXCEPT | FLOW | HOLD | INSTANCES | ISOLATE | LABEL | MAY | MEMORY
| OF | ONLY | STACK | THROUGH | TOTAL | UTILISATION
;

id_opt:
  %empty                    { $$ = (struct name){NULL, @$}; }
| id
;

path:
  id                        { $$ = ast_path(NULL, $1); }
| path '.' id               { $$ = ast_path($1, $3); }
;

string: pieces                  { $$ = ast_joined($1); } ;

pieces:
  STRING                    { $$ = ast_path(NULL, (struct name){$1, @1}); }
| pieces STRING             { $$ = ast_path($1, (struct name){$2, @2}); }
;

/* ---- procedure, struct ---- */

procedure:
  PROCEDURE id_opt procedure_block      { $$ = ast_block(NODE_PROCEDURE, @$, $2, $3); }
;

procedure_block:
  '{' procedure_items '}'           { $$ = $2; }
| '{' procedure_items error '}'     { RECOVERED; $$ = $2; }
;

procedure_items:
  %empty                            { $$ = ast_list(NULL, NULL); }
| procedure_items procedure_item    { $$ = ast_list($1, $2); }
| procedure_items error ';'     { RECOVERED; $$ = $1; }
| procedure_items error skipped_block { RECOVERED; $$ = $1; }
;

/* a name with a type and no more is an attribute for CAmkES, where it means nothing */
procedure_item:
  method | include
| type id value_opt         { $$ = NULL; }
| type id '[' ']' value_opt { $$ = NULL; }
;

method:
  VOID id '(' parameters ')' ';'
    {
        $$ = ast_typed(NODE_METHOD, @$, (struct type_ref){.span = @1}, $2);
        $$->items = *$4;
    }
| type id '(' parameters ')' ';'
    { $$ = ast_typed(NODE_METHOD, @$, $1, $2); $$->items = *$4; }
;

parameters:
  %empty                    { $$ = ast_list(NULL, NULL); }
| VOID                      { $$ = ast_list(NULL, NULL); }
| parameter_list
| parameter_list ','
;

parameter_list:
  parameter                     { $$ = ast_list(NULL, $1); }
| parameter_list ',' parameter  { $$ = ast_list($1, $3); }
;

parameter:
  direction type id
    { $$ = ast_detail(ast_typed(NODE_PARAMETER, @$, $2, $3), $1); }
| direction type id '[' ']'
    { $$ = ast_detail(ast_array(ast_typed(NODE_PARAMETER, @$, $2, $3)), $1); }
;

direction:
  %empty                    { $$ = DETAIL_IN; }
| IN                        { $$ = DETAIL_IN; }
| OUT                       { $$ = DETAIL_OUT; }
| INOUT                     { $$ = DETAIL_INOUT; }
| REFIN                     { $$ = DETAIL_REFIN; }
;

type:
  id                        { $$ = ast_type(@$, $1.text); }
| CHAR                      { $$ = ast_type(@$, "char"); }
| INT                       { $$ = ast_type(@$, "int"); }
| INTEGER                   { $$ = ast_type(@$, "int"); }
| SIGNED                    { $$ = ast_type(@$, "int"); }
| SIGNED INT                { $$ = ast_type(@$, "int"); }
| SIGNED INTEGER            { $$ = ast_type(@$, "int"); }
| SIGNED CHAR               { $$ = ast_type(@$, "signed char"); }
| UNSIGNED                  { $$ = ast_type(@$, "unsigned int"); }
| UNSIGNED INT              { $$ = ast_type(@$, "unsigned int"); }
| UNSIGNED INTEGER          { $$ = ast_type(@$, "unsigned int"); }
| UNSIGNED CHAR             { $$ = ast_type(@$, "unsigned char"); }
| STRUCT id                 { $$ = ast_type(@2, $2.text); $$.is_struct = true; }
| STRUCT struct_block       { $$ = (struct type_ref){.fields = $2, .span = @$}; }
| struct_block              { $$ = (struct type_ref){.fields = $1, .span = @$}; }
;

structure:
  STRUCT id struct_block    { $$ = ast_block(NODE_STRUCT, @$, $2, $3); }
;

struct_block:
  '{' fields '}'            { $$ = $2; }
| '{' fields error '}'      { RECOVERED; $$ = $2; }
;

fields:
  %empty                    { $$ = ast_list(NULL, NULL); }
| fields field              { $$ = ast_list($1, $2); }
| fields error ';'              { RECOVERED; $$ = $1; }
| fields error skipped_block { RECOVERED; $$ = $1; }
;

field:
  type id value_opt ';'     { $$ = ast_value(ast_typed(NODE_FIELD, @$, $1, $2), $3); }
| type id '[' ']' value_opt ';'
    { $$ = ast_array(ast_value(ast_typed(NODE_FIELD, @$, $1, $2), $5)); }
;

value_opt:
  %empty                    { $$ = NULL; }
| '=' value                 { $$ = $2; }
;

/* ---- component ---- */

component:
  COMPONENT id_opt component_block  { $$ = ast_block(NODE_COMPONENT, @$, $2, $3); }
;

component_block:
  '{' component_items '}'           { $$ = $2; }
| '{' component_items error '}'     { RECOVERED; $$ = $2; }
;

component_items:
  %empty                            { $$ = ast_list(NULL, NULL); }
| component_items component_item    { $$ = ast_list($1, $2); }
| component_items error ';'     { RECOVERED; $$ = $1; }
| component_items error skipped_block { RECOVERED; $$ = $1; }
;

component_item:
  CONTROL ';'               { $$ = ast_node(NODE_CONTROL, @1); }
| HARDWARE ';'              { $$ = ast_node(NODE_HARDWARE, @1); }
| interface | has | attribute | include | files | device
| nested_composition | nested_configuration
;

interface:
  maybe_opt interface_kind path id ';'
    { $$ = ast_maybe(ast_ref(ast_detail(ast_named(NODE_INTERFACE, @$, $4), $2), $3), $1); }
| maybe_opt interface_kind path '(' value ')' id ';'
    {
        $$ = ast_maybe(ast_ref(ast_detail(ast_named(NODE_INTERFACE, @$, $7), $2), $3), $1);
        ast_value($$, $5);
    }
;

maybe_opt:
  %empty                    { $$ = false; }
| MAYBE                     { $$ = true; }
;

interface_kind:
  PROVIDES                  { $$ = DETAIL_PROVIDES; }
| USES                      { $$ = DETAIL_USES; }
| EMITS                     { $$ = DETAIL_EMITS; }
| CONSUMES                  { $$ = DETAIL_CONSUMES; }
| DATAPORT                  { $$ = DETAIL_DATAPORT; }
;

has:
  HAS has_kind id ';'       { $$ = ast_detail(ast_named(NODE_HAS, @$, $3), $2); }
;

has_kind:
  MUTEX                     { $$ = DETAIL_MUTEX; }
| SEMAPHORE                 { $$ = DETAIL_SEMAPHORE; }
| BINARY_SEMAPHORE          { $$ = DETAIL_BINARY_SEMAPHORE; }
;

attribute:
  ATTRIBUTE type id value_opt ';'
    { $$ = ast_value(ast_typed(NODE_ATTRIBUTE, @$, $2, $3), $4); }
| ATTRIBUTE type id '[' ']' value_opt ';'
    { $$ = ast_array(ast_value(ast_typed(NODE_ATTRIBUTE, @$, $2, $3), $6)); }
;

include:
  INCLUDE string ';'        { $$ = ast_text(NODE_INCLUDE, @2, $2, false); }
| INCLUDE ANGLE ';'         { $$ = ast_text(NODE_INCLUDE, @2, $2, true); }
;

files:
  files_kind file_list ';'
    {
        $$ = ast_detail(ast_node(NODE_FILES, @$), $1);
        ast_value($$, ast_items(EXPR_LIST, @2, $2));
    }
;

files_kind:
  SOURCES                   { $$ = DETAIL_SOURCES; }
| INCLUDE_DIRS              { $$ = DETAIL_INCLUDE_DIRS; }
| CFLAGS                    { $$ = DETAIL_CFLAGS; }
| LIBRARIES                 { $$ = DETAIL_LIBRARIES; }
;

file_list:
  file                      { $$ = ast_exprs(NULL, $1); }
| file_list ',' file        { $$ = ast_exprs($1, $3); }
;

/* op marks what was written in <> */
file:
  STRING                    { $$ = ast_string(@1, $1); }
| ANGLE                     { $$ = ast_string(@1, $1); $$->op = OP_LT; }
;

device:
  DEVICE id value_opt ';'   { $$ = ast_value(ast_named(NODE_DEVICE, @$, $2), $3); }
;

/* ---- composition ---- */

composition:
  COMPOSITION id_opt composition_block  { $$ = ast_block(NODE_COMPOSITION, @$, $2, $3); }
;

nested_composition:
  composition
| COMPOSITION path ';'      { $$ = ast_ref(ast_node(NODE_COMPOSITION, @$), $2); }
;

composition_block:
  '{' composition_items '}'         { $$ = $2; }
| '{' composition_items error '}'   { RECOVERED; $$ = $2; }
;

composition_items:
  %empty                                { $$ = ast_list(NULL, NULL); }
| composition_items composition_item    { $$ = ast_list($1, $2); }
| composition_items error ';'   { RECOVERED; $$ = $1; }
| composition_items error skipped_block { RECOVERED; $$ = $1; }
;

composition_item: instance | connection | group | export | policy ;

instance:
  COMPONENT path id ';'     { $$ = ast_ref(ast_named(NODE_INSTANCE, @$, $3), $2); }
| COMPONENT component_body id ';'
    { $$ = ast_body(ast_named(NODE_INSTANCE, @$, $3), $2); }
;

component_body:
  component_block
    { $$ = ast_block(NODE_COMPONENT, @$, (struct name){NULL, @1}, $1); }
;

connection:
  CONNECTION path id '(' ends ')' ';'
    { $$ = ast_ref(ast_block(NODE_CONNECTION, @$, $3, $5), $2); }
| CONNECTION connector_body id '(' ends ')' ';'
    { $$ = ast_body(ast_block(NODE_CONNECTION, @$, $3, $5), $2); }
;

connector_body:
  connector_block
    { $$ = ast_block(NODE_CONNECTOR, @$, (struct name){NULL, @1}, $1); }
| CONNECTOR connector_block
    { $$ = ast_block(NODE_CONNECTOR, @$, (struct name){NULL, @1}, $2); }
;

ends:
  end                       { $$ = ast_list(NULL, $1); }
| ends ',' end              { $$ = ast_list($1, $3); }
| ends ','
;

end:
  FROM path                 { $$ = ast_node(NODE_END, @$); $$->path = *$2; }
| TO path
    { $$ = ast_detail(ast_node(NODE_END, @$), DETAIL_TO); $$->path = *$2; }
;

group:
  GROUP id_opt group_block  { $$ = ast_block(NODE_GROUP, @$, $2, $3); }
;

group_block:
  '{' instances '}'         { $$ = $2; }
| '{' instances error '}'   { RECOVERED; $$ = $2; }
;

instances:
  %empty                    { $$ = ast_list(NULL, NULL); }
| instances instance        { $$ = ast_list($1, $2); }
| instances error ';'           { RECOVERED; $$ = $1; }
| instances error skipped_block { RECOVERED; $$ = $1; }
;

export:
  EXPORT path "->" path ';'
    { $$ = ast_ref(ast_node(NODE_EXPORT, @$), $4); $$->path = *$2; }
;

/* ---- policy ---- */

policy:
  POLICY policy_block       { $$ = ast_block(NODE_POLICY, @$, (struct name){NULL, @1}, $2); }
;

policy_block:
  '{' policy_rules '}'          { $$ = $2; }
| '{' policy_rules error '}'    { RECOVERED; $$ = $2; }
;

policy_rules:
  %empty                        { $$ = ast_list(NULL, NULL); }
| policy_rules policy_rule      { $$ = ast_list($1, $2); }
| policy_rules error ';'        { RECOVERED; $$ = $1; }
| policy_rules error skipped_block { RECOVERED; $$ = $1; }
;

policy_rule:
  DENY FLOW members "->" members except ';'
    { $$ = ast_rule(@$, DETAIL_DENY_FLOW, $3, $5, $6); }
| DENY DEVICE members "->" members except ';'
    { $$ = ast_rule(@$, DETAIL_DENY_DEVICE, $3, $5, $6); }
| ALLOW ONLY members "->" members ';'
    { $$ = ast_rule(@$, DETAIL_ALLOW_ONLY, $3, $5, NULL); }
| ISOLATE members except ';'
    { $$ = ast_rule(@$, DETAIL_ISOLATE, $2, NULL, $3); }
| ONLY members MAY HOLD held ';'
    { $$ = ast_rule(@$, DETAIL_ONLY_HOLD, $2, $5, NULL); }
| MEMORY members "<=" value ';'
    { $$ = ast_value(ast_rule(@$, DETAIL_MEMORY, $2, NULL, NULL), $4); }
| STACK members "<=" value ';'
    { $$ = ast_value(ast_rule(@$, DETAIL_STACK, $2, NULL, NULL), $4); }
| TOTAL "<=" value ';'
    { $$ = ast_value(ast_rule(@$, DETAIL_TOTAL, NULL, NULL, NULL), $3); }
| UTILISATION CORE NUMBER "<=" value percent_opt ';'
    { $$ = ast_limit(ast_rule(@$, DETAIL_UTILISATION, NULL, NULL, NULL), $3, $5); }
| GROUP id '=' members ';'
    { $$ = ast_rule(@$, DETAIL_GROUP, $4, NULL, NULL); $$->name = $2; }
;

percent_opt: %empty | '%' ;

members:
  member                    { $$ = ast_block(NODE_MEMBERS, @$, NO_NAME(@$), ast_list(NULL, $1)); }
| members ',' member        { ast_list(&$1->items, $3); $$ = $1; $$->span = @$; }
;

member:
  path                      { $$ = ast_node(NODE_MEMBER, @$); $$->path = *$1; }
| string                    { $$ = ast_text(NODE_MEMBER, @$, $1, false); }
| LABEL string              { $$ = ast_text(NODE_MEMBER, @$, $2, true); }
| INSTANCES OF id           { $$ = ast_named(NODE_MEMBER, @$, $3); }
;

except:
  %empty                    { $$ = NULL; }
| EXCEPT THROUGH members    { $$ = $3; }
;

held:
  object_kind               { $$ = ast_block(NODE_MEMBERS, @$, $1, NULL); }
| object_kind NUMBER        { $$ = ast_value(ast_block(NODE_MEMBERS, @$, $1, NULL), $2); }
| object_kind members       { $$ = $2; $$->name = $1; $$->span = @$; }
;

/* ---- configuration ---- */

configuration:
  CONFIGURATION id_opt configuration_block
    { $$ = ast_block(NODE_CONFIGURATION, @$, $2, $3); }
;

nested_configuration:
  configuration
| CONFIGURATION path ';'    { $$ = ast_ref(ast_node(NODE_CONFIGURATION, @$), $2); }
;

configuration_block:
  '{' configuration_items '}'       { $$ = $2; }
| '{' configuration_items error '}' { RECOVERED; $$ = $2; }
;

configuration_items:
  %empty                            { $$ = ast_list(NULL, NULL); }
| configuration_items setting       { $$ = ast_list($1, $2); }
| configuration_items error ';' { RECOVERED; $$ = $1; }
| configuration_items error skipped_block { RECOVERED; $$ = $1; }
;

setting:
  path '=' value ';'
    { $$ = ast_value(ast_node(NODE_SETTING, @$), $3); $$->path = *$1; }
| path "<-" path indices ';'
    {
        $$ = ast_ref(ast_node(NODE_SETTING, @$), $3);
        ast_value($$, ast_items(EXPR_LIST, @4, $4))->path = *$1;
    }
;

indices:
  %empty                    { $$ = ast_exprs(NULL, NULL); }
| indices '[' value ']'     { $$ = ast_exprs($1, $3); }
;

/* ---- assembly ---- */

assembly:
  ASSEMBLY id_opt assembly_block    { $$ = ast_block(NODE_ASSEMBLY, @$, $2, $3); }
;

assembly_block:
  '{' assembly_items '}'            { $$ = $2; }
| '{' assembly_items error '}'      { RECOVERED; $$ = $2; }
;

assembly_items:
  %empty                            { $$ = ast_list(NULL, NULL); }
| assembly_items assembly_item      { $$ = ast_list($1, $2); }
| assembly_items error ';'      { RECOVERED; $$ = $1; }
| assembly_items error skipped_block { RECOVERED; $$ = $1; }
;

assembly_item: nested_composition | nested_configuration | schedule | policy ;

schedule:
  SCHEDULE '{' '[' slots comma_opt ']' '}'
    { $$ = ast_value(ast_node(NODE_SCHEDULE, @$), ast_items(EXPR_LIST, @4, $4)); }
| SCHEDULE '{' error '}'  { RECOVERED; $$ = NULL; }
;

slots:
  slot                      { $$ = ast_exprs(NULL, $1); }
| slots ',' slot            { $$ = ast_exprs($1, $3); }
;

/* a domain, a length, the microseconds in a unit of it */
slot:
  '(' value ',' value time_unit_opt ')'
    { $$ = ast_items(EXPR_LIST, @$, ast_exprs(ast_exprs(ast_exprs(NULL, $2), $4), $5)); }
;

time_unit_opt:
  %empty                    { $$ = ast_number(@$, "1000", 4); }
| TIME_UNIT                 { $$ = ast_number(@$, "1000", *$1.text == 'u' ? 1 : 4); }
;
comma_opt: %empty | ',' ;

/* ---- connector ---- */

connector:
  CONNECTOR id_opt connector_block  { $$ = ast_block(NODE_CONNECTOR, @$, $2, $3); }
| CONNECTOR id '=' path ';'         { $$ = ast_ref(ast_named(NODE_ALIAS, @$, $2), $4); }
;

connector_block:
  '{' connector_items '}'           { $$ = $2; }
| '{' connector_items error '}'     { RECOVERED; $$ = $2; }
;

connector_items:
  %empty                            { $$ = ast_list(NULL, NULL); }
| connector_items connector_item    { $$ = ast_list($1, $2); }
| connector_items error ';'     { RECOVERED; $$ = $1; }
| connector_items error skipped_block { RECOVERED; $$ = $1; }
;

connector_item:
  side | grant | attribute
| OBJECT object_kind id per_opt ';'
    { $$ = ast_ref(ast_named(NODE_OBJECT, @$, $3), ast_path(NULL, $2)); $$->per = $4; }
| id SIGNALS path badged_opt ';'
    { $$ = ast_badged(ast_ref(ast_named(NODE_SIGNAL, @$, $1), $3), $4); }
| TEMPLATE string ';'       { $$ = ast_text(NODE_TEMPLATE, @2, $2, false); }
;

object_kind: IDENT | DEVICE ;

side:
  side_name hardware_opt IDENT threads_opt ';'
    { $$ = ast_value(ast_ref($1, ast_path(NULL, $3)), $4); $$->hardware = $2; $$->span = @$; }
| side_name hardware_opt IDENT threads_opt TEMPLATE string threads_opt ';'
    {
        $$ = ast_value(ast_ref($1, ast_path(NULL, $3)), $4 ? $4 : $7);
        $$->hardware = $2; $$->span = @$; $$->text = $6;
    }
;

side_name:
  FROM                      { $$ = ast_node(NODE_SIDE, @$); }
| TO                        { $$ = ast_detail(ast_node(NODE_SIDE, @$), DETAIL_TO); }
;

hardware_opt:
  %empty                    { $$ = false; }
| HARDWARE                  { $$ = true; }
;

threads_opt:
  %empty                    { $$ = NULL; }
| WITH value THREADS        { $$ = $2; }
;

per_opt:
  %empty                    { $$ = (struct name){NULL, @$}; }
| PER FROM                  { $$ = (struct name){intern("from"), @$}; }
| PER TO                    { $$ = (struct name){intern("to"), @$}; }
;

grant:
  grant_object badged_opt ';'
    { $$ = ast_badged($1, $2); $$->span = @$; }
| grant_object '(' right_list ')' badged_opt ';'
    { $$ = ast_badged(ast_rights($1, $3), $5); $$->span = @$; }
;

grant_object:
  side_name HOLDS id        { $$ = ast_grant(@$, $1, false, $3); }
| side_name MAPS id         { $$ = ast_grant(@$, $1, true, $3); }
;

right_list:
  id                        { $$ = ast_path(NULL, $1); }
| right_list ',' id         { $$ = ast_path($1, $3); }
;

badged_opt:
  %empty                    { $$ = false; }
| BADGED                    { $$ = true; }
;

/* ---- value ---- */

value:
  primary
| '-' value %prec UNARY     { $$ = ast_unary(@$, OP_NEG, $2); }
| '+' value %prec UNARY     { $$ = ast_unary(@$, OP_PLUS, $2); }
| '!' value %prec UNARY     { $$ = ast_unary(@$, OP_NOT, $2); }
| '~' value %prec UNARY     { $$ = ast_unary(@$, OP_COMPLEMENT, $2); }
| value '?' value ':' value { $$ = ast_condition(@$, $1, $3, $5); }
| value "||" value          { $$ = ast_binary(@$, OP_OR, $1, $3); }
| value "&&" value          { $$ = ast_binary(@$, OP_AND, $1, $3); }
| value '|' value           { $$ = ast_binary(@$, OP_BIT_OR, $1, $3); }
| value '^' value           { $$ = ast_binary(@$, OP_BIT_XOR, $1, $3); }
| value '&' value           { $$ = ast_binary(@$, OP_BIT_AND, $1, $3); }
| value "==" value          { $$ = ast_binary(@$, OP_EQ, $1, $3); }
| value "!=" value          { $$ = ast_binary(@$, OP_NE, $1, $3); }
| value '<' value           { $$ = ast_binary(@$, OP_LT, $1, $3); }
| value '>' value           { $$ = ast_binary(@$, OP_GT, $1, $3); }
| value "<=" value          { $$ = ast_binary(@$, OP_LE, $1, $3); }
| value ">=" value          { $$ = ast_binary(@$, OP_GE, $1, $3); }
| value "<<" value          { $$ = ast_binary(@$, OP_SHL, $1, $3); }
| value ">>" value          { $$ = ast_binary(@$, OP_SHR, $1, $3); }
| value '+' value           { $$ = ast_binary(@$, OP_ADD, $1, $3); }
| value '-' value           { $$ = ast_binary(@$, OP_SUB, $1, $3); }
| value '*' value           { $$ = ast_binary(@$, OP_MUL, $1, $3); }
| value '/' value           { $$ = ast_binary(@$, OP_DIV, $1, $3); }
| value '%' value           { $$ = ast_binary(@$, OP_MOD, $1, $3); }
| value "**" value          { $$ = ast_binary(@$, OP_POW, $1, $3); }
;

primary:
  NUMBER
| BOOL
| string_value
| ON_FAULT                  { $$ = ast_string(@$, $1.text); }
| '(' value ')'             { $$ = $2; }
| '{' error '}'             { RECOVERED; $$ = ast_expr(EXPR_ERROR, @$); }
| '[' values ']'            { $$ = ast_items(EXPR_LIST, @$, $2); }
| '{' pairs '}'             { $$ = ast_items(EXPR_DICT, @$, $2); }
| id '(' values ')'         { $$ = ast_query(@$, $1, $3); }
| primary '[' value ']'     { $$ = ast_index(@$, $1, $3); }
;

string_value: string        { $$ = ast_string(@$, $1); } ;

values:
  %empty                    { $$ = ast_exprs(NULL, NULL); }
| value_list
| value_list ','
;

value_list:
  value                     { $$ = ast_exprs(NULL, $1); }
| value_list ',' value      { $$ = ast_exprs($1, $3); }
;

pairs:
  %empty                    { $$ = ast_exprs(NULL, NULL); }
| pair_list
| pair_list ','
;

pair_list:
  value ':' value               { $$ = ast_exprs(ast_exprs(NULL, $1), $3); }
| pair_list ',' value ':' value { $$ = ast_exprs(ast_exprs($1, $3), $5); }
;

%%

#undef yylex
#include "lexer.h"

static enum bracket_word word_of(int token)
{
    switch (token) {
    case ASSEMBLY: case COMPONENT: case COMPOSITION: case CONFIGURATION: case CONNECTOR:
    case GROUP: case PROCEDURE: case STRUCT: return BLOCK_WORD;
    case VOID: case CHAR: case INT: case INTEGER: case SIGNED: case UNSIGNED: return TYPE_WORD;
    case CONNECTION: return CONNECTION_WORD;
    }
    return token >= IDENT && token <= TIME_UNIT ? NAME_WORD : OTHER_WORD;
}

static int scan(YYSTYPE *value, YYLTYPE *location, void *scanner, struct lexer *lexer)
{
    struct span before = *location;
    int token;

    lexer->before = lexer->last;
    lexer->last = before;
    token = yylex(value, location, scanner);
    token = syntax_bracket(&lexer->brackets, token, word_of(token), *location);
    if (token == 0)
        *location = lexer_here(lexer);
    return token;
}

/* The '{' of a dictionary stands where no block does. */
static bool begins_dictionary(int before, int token)
{
    return token == '{' && (before == '(' || before == '[' || before == ',' || before == '='
                            || before == ':');
}

/* The token behind a dictionary whose '{' was the last one. */
static int skip_dictionary(YYSTYPE *value, YYLTYPE *location, void *scanner, struct lexer *lexer)
{
    unsigned depth = 1;
    int token;

    do {
        token = scan(value, location, scanner, lexer);
        depth += token == '{';
        depth -= token == '}';
    } while (token && depth > 0);
    return token ? scan(value, location, scanner, lexer) : token;
}

/* What is missing before a declaration comes first: see assume_closed. */
static int next_token(YYSTYPE *value, YYLTYPE *location, void *scanner, struct lexer *lexer)
{
    int token;

    if (lexer->missing > 0) {
        lexer->missing--;
        token = '}';
    } else if (lexer->held) {
        token = lexer->held;
        *location = lexer->token_at;
        lexer->held = 0;
    } else {
        token = scan(value, location, scanner, lexer);
    }
    while (lexer->skipping && begins_dictionary(lexer->token, token)) {
        token = skip_dictionary(value, location, scanner, lexer);
        lexer->token = '}';
    }
    lexer->skipping = lexer->skipping && token != ';' && token != '}';
    if (token == '{')
        lexer->depth++;
    else if (token == '}' && lexer->depth > 0)
        lexer->depth--;
    lexer->token = token;
    lexer->token_at = *location;
    return token;
}

/* a declaration at the start of a line, which no open block takes: their '}' are missing */
static void assume_closed(struct lexer *lexer)
{
    static const int starts[] = {ASSEMBLY, COMPONENT, CONNECTOR, IMPORT, PROCEDURE, STRUCT};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (lexer->token == starts[i] && source_position(lexer->token_at.lo).column == 1) {
            lexer->missing = lexer->depth;
            lexer->held = lexer->token;
        }
}

#define EXPECTED_MAX 120

/* words that are identifiers too: they say nothing where an identifier is expected anyway */
static bool is_contextual(yysymbol_kind_t symbol)
{
    return symbol >= YYSYMBOL_BADGED && symbol <= YYSYMBOL_TIME_UNIT;
}

static int yyreport_syntax_error(const yypcontext_t *context, void *scanner,
                                 struct lexer *lexer)
{
    yysymbol_kind_t found = yypcontext_token(context), tokens[EXPECTED_MAX];
    const char *names[EXPECTED_MAX];
    struct expected expected = {.names = names};
    int count = yypcontext_expected_tokens(context, tokens, EXPECTED_MAX);
    bool identifier = false;

    (void)scanner;
    lexer->skipping = true;
    assume_closed(lexer);
    for (int i = 0; i < count; i++)
        identifier |= tokens[i] == YYSYMBOL_IDENT;
    for (int i = 0; i < count; i++)
        if (!(identifier && is_contextual(tokens[i])))
            names[expected.count++] = yysymbol_name(tokens[i]);
    lexer->misplaced = !syntax_error(lexer, *yypcontext_location(context), is_contextual(found)
                                     ? "identifier" : yysymbol_name(found), &expected);
    return 0;
}

/* Only what is no syntax error comes here: the parser's stack is full. */
static void yyerror(YYLTYPE *location, void *scanner, struct lexer *lexer, const char *message)
{
    (void)scanner;
    (void)lexer;
    (void)message;
    diag(*location, DIAG_too_deep, "this is nested too deeply");
}

/* No text has a NUL; the scanner, which would look for more text at each, is not shown one. */
static bool is_text(const struct source *source)
{
    const char *nul = memchr(source->text, '\0', source->length);
    uint32_t at;

    if (!nul)
        return true;
    at = source->base + (uint32_t)(nul - source->text);
    diag((struct span){at, at + 1}, DIAG_stray_character, "this is no text: here is a NUL byte");
    return false;
}

struct nodes *parse(const struct source *source)
{
    struct lexer lexer = {.source = source, .text = source->text, .length = source->length};
    struct expansion expansion;
    yyscan_t scanner;

    lexer.declarations = ast_list(NULL, NULL);
    if (!is_text(source))
        return lexer.declarations;
    switch (cpp_expand(source, &expansion)) {
    case CPP_UNCHANGED: break;
    case CPP_FAILED: return lexer.declarations;
    case CPP_EXPANDED:
        lexer.text = expansion.text;
        lexer.length = expansion.length;
        lexer.places = expansion.places;
        break;
    }
    if (yylex_init_extra(&lexer, &scanner) != 0)
        die("out of memory");
    yy_scan_bytes(lexer.text, (int)lexer.length, scanner);
    /* the tree passes once there is a model; messages from here are errors, after which is none */
    arena_begin_passing();
    yyparse(scanner, &lexer);
    arena_end_passing();
    yylex_destroy(scanner);
    return lexer.declarations;
}
