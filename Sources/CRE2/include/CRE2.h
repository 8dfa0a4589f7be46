#ifndef POSTERN_CRE2_H
#define POSTERN_CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled expression. Safe to use from several threads at once.
typedef struct CRE2Pattern CRE2Pattern;

/// A group of a match; `start` is null where the group took no part.
typedef struct {
    const char *start;
    size_t length;
} CRE2Group;

/// Never null; check `cre2_error` before matching. `latin1` matches bytes, otherwise UTF-8.
CRE2Pattern *cre2_new(const char *pattern, size_t length, bool case_sensitive, bool latin1);
void cre2_delete(CRE2Pattern *pattern);

/// RE2's own words on why the expression does not compile; null when it does.
const char *cre2_error(const CRE2Pattern *pattern);

/// The part of the expression that the error is about.
const char *cre2_error_argument(const CRE2Pattern *pattern);

int cre2_group_count(const CRE2Pattern *pattern);

/// RE2's measure of an expression's cost (instructions of the compiled program).
int cre2_program_size(const CRE2Pattern *pattern);

/// Fills `groups` (the whole match first) when the text from `start` on matches; `anchor_both` demands all of it.
bool cre2_match(
    const CRE2Pattern *pattern, const char *text, size_t length, size_t start, bool anchor_both, CRE2Group *groups,
    int group_count);

#ifdef __cplusplus
}
#endif

#endif
