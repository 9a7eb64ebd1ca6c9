// The program of a step.
#pragma once

#include <functional>

#include "harness/scenario/client.hpp"
#include "harness/scenario/lexicon.hpp"

namespace karimen::harness {

/// Gives the value of a given fact, by its name; throws DiagnosticError at the node that refers to it.
using ReferredFact = std::function<Value(const yaml::Node& node, const std::string& name)>;

/// `key` is the word "client", `node` what stands under it. Throws DiagnosticError with every problem found.
[[nodiscard]] Client read_client(const yaml::Node& key, const yaml::Node& node, const Lexicon& lexicon,
                                 const ReferredFact& referred);

}  // namespace karimen::harness
