// One step of a procedure: what was, and what is then.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "harness/oracle/prediction/oracle.hpp"
#include "harness/oracle/proof/encoder.hpp"

namespace karimen::harness::rules {

/// A table as a step asks it.
struct AskedTable {
  std::shared_ptr<Moments> facts;  ///< that its rows read
  TableTerm rows;
  bool only_if_done = false;  ///< of a refused step it is not asked
};

struct StepTerm {
  std::shared_ptr<Moments> before;  ///< the moment before, variables of version "0"
  Moments after;                    ///< inputs, clock and facility are variables of version "1"
  std::string decided;              ///< neither refusal nor any answer is left open
  std::string refused;
  std::map<int, AskedTable> asked;  ///< by decision: of those that the procedure requires or decides by
  /// Nothing was done before: it is the first step of a scenario, on its first day. Of the facts asked about
  /// so far.
  std::function<std::string()> given;
};

/// `facilities`: where it can be performed, and all that facts can name.
[[nodiscard]] StepTerm encode_step(Encoder& encoder, const Program& program, const Procedure& procedure,
                                   const ProcedureSpec& spec, std::span<const Facility> facilities);

/// Every invariant holds in the moment before; but for those that speak of what was before that.
void require_invariants(Encoder& encoder, const Program& program, Moments& before);

}  // namespace karimen::harness::rules
