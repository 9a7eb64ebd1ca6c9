// The keys of facts, procedures, inputs and formats: what the readers allow, and the schema offers to an
// editor.
#pragma once

#include <string>
#include <vector>

namespace karimen::harness {

inline const std::vector<std::string> date_limit_keys{"from", "to"};
inline const std::vector<std::string> fact_keys{"type",   "from",     "to", "format", "observe", "default",
                                                "derive", "lifetime", "ja", "en",     "note"};
inline const std::vector<std::string> actor_keys{"actor", "inputs", "ja", "en", "note"};
inline const std::vector<std::string> input_keys{"type",    "from", "to", "format",
                                                 "default", "ja",   "en", "note"};
inline const std::vector<std::string> format_keys{"characters", "length", "exists", "ja", "en"};

}  // namespace karimen::harness
