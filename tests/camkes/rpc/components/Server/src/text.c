#include <camkes.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_say(const char *words)
{
    printf("%s says %s\n", get_instance_name(), words);
}

int text_length(const char *words)
{
    return strlen(words);
}

char *text_shout(const char *words)
{
    char *loud = strdup(words);

    for (char *p = loud; *p; p++)
        *p = toupper((unsigned char)*p);
    return loud;
}

void text_split(const char *words, char **head, char **tail)
{
    const char *space = strchr(words, ' ');

    *head = strndup(words, space - words);
    *tail = strdup(space + 1);
}

void text_replace(char **words)
{
    char *longer = malloc(strlen(*words) + 3);

    sprintf(longer, "<%s>", *words);
    free(*words);
    *words = longer;
}

point_t text_mirror(point_t p)
{
    return (point_t){p.y, p.x};
}

void text_move(point_t *p, const point_t *by)
{
    p->x += by->x;
    p->y += by->y;
}

int text_joined(size_t count, char **words, char **all)
{
    size_t length = 1;

    for (size_t i = 0; i < count; i++)
        length += strlen(words[i]) + 1;
    *all = calloc(1, length);
    for (size_t i = 0; i < count; i++) {
        strcat(*all, words[i]);
        strcat(*all, "-");
    }
    return count;
}

void text_numbered(int count, size_t *names_sz, char ***names)
{
    *names_sz = count;
    *names = malloc(count * sizeof **names);
    for (int i = 0; i < count; i++) {
        (*names)[i] = malloc(16);
        sprintf((*names)[i], "name %d", i);
    }
}
