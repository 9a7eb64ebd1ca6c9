// The keys of the rulebook's mappings: what the readers allow, and the schema offers to an editor.
#pragma once

#include <string>
#include <vector>

namespace karimen::harness::rules {

inline const std::vector<std::string> document_kinds{
    "facts",       "words",   "formats",  "limits",    "obstacles", "warnings",   "labels", "procedures",
    "derivations", "sources", "decision", "procedure", "invariant", "assumption", "effect"};
inline const std::vector<std::string> citation_keys{"document", "quote", "inferred_from", "defined", "note"};
inline const std::vector<std::string> period_keys{"from", "until"};
inline const std::vector<std::string> decision_keys{"decision", "question",  "as_of",     "hit_policy",
                                                    "rules",    "otherwise", "effective", "place",
                                                    "source",   "attested",  "note"};
inline const std::vector<std::string> row_keys{"id",      "when",      "then",  "because",
                                               "source",  "effective", "place", "overrides",
                                               "repeats", "attested",  "note"};
inline const std::vector<std::string> procedure_effect_keys{"when",    "apply",  "set",
                                                            "because", "source", "note"};
inline const std::vector<std::string> procedure_keys{
    "procedure", "actor", "requires", "decides", "effects", "on_refusal", "because", "source", "note"};
inline const std::vector<std::string> assumption_keys{
    "assumption", "question", "values", "answers", "type", "default", "source", "note", "alternatives"};
inline const std::vector<std::string> derivation_keys{"derive", "because", "source", "note"};
inline const std::vector<std::string> named_effect_keys{"effect", "set", "because", "source", "note"};
inline const std::vector<std::string> invariant_keys{"invariant", "holds", "because", "source",
                                                     "note",      "ja",    "en",      "after_cut"};
inline const std::vector<std::string> source_document_keys{"issuer", "title",  "date",  "not_before",
                                                           "file",   "length", "sha256"};

}  // namespace karimen::harness::rules
