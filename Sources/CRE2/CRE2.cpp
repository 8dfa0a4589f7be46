#include "CRE2.h"

#include <re2/re2.h>

#include <vector>

struct CRE2Pattern {
    re2::RE2 expression;
    CRE2Pattern(re2::StringPiece text, const re2::RE2::Options &options) : expression(text, options) {}
};

CRE2Pattern *cre2_new(const char *pattern, size_t length, bool case_sensitive, bool latin1) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(case_sensitive);
    if (latin1) options.set_encoding(re2::RE2::Options::EncodingLatin1);
    return new CRE2Pattern(re2::StringPiece(pattern, length), options);
}

void cre2_delete(CRE2Pattern *pattern) { delete pattern; }

const char *cre2_error(const CRE2Pattern *pattern) {
    return pattern->expression.ok() ? nullptr : pattern->expression.error().c_str();
}

const char *cre2_error_argument(const CRE2Pattern *pattern) { return pattern->expression.error_arg().c_str(); }

int cre2_group_count(const CRE2Pattern *pattern) { return pattern->expression.NumberOfCapturingGroups(); }

int cre2_program_size(const CRE2Pattern *pattern) { return pattern->expression.ProgramSize(); }

bool cre2_match(
    const CRE2Pattern *pattern, const char *text, size_t length, size_t start, bool anchor_both, CRE2Group *groups,
    int group_count) {
    re2::StringPiece input(text, length);
    auto anchor = anchor_both ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED;
    if (group_count == 0) return pattern->expression.Match(input, start, length, anchor, nullptr, 0);
    std::vector<re2::StringPiece> found(static_cast<size_t>(group_count));
    if (!pattern->expression.Match(input, start, length, anchor, found.data(), group_count)) return false;
    for (int index = 0; index < group_count; index++) {
        groups[index].start = found[static_cast<size_t>(index)].data();
        groups[index].length = found[static_cast<size_t>(index)].size();
    }
    return true;
}
