// A rule, a decision, a knob, an invariant, a procedure, an obstacle, a warning or a source on a page, with
// what it stands on.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "harness/oracle/rulebook/program.hpp"
#include "harness/oracle/rulebook/rulebook.hpp"
#include "harness/report/words/wording.hpp"

namespace karimen::harness::cli {

/// What of a decision is shown: each row in full, or its name and what it says.
enum class Tables { rows, names };

struct NamedWord {
  std::string name;
  BilingualText label;  ///< what it is, in a few words; may be empty
};

class RulePage {
 public:
  /// All must outlive the page.
  RulePage(const Rulebook& rulebook, const report::Wording& wording, std::ostream& out,
           Tables tables = Tables::rows)
      : tables_(tables),
        rulebook_(rulebook),
        program_(rulebook.program()),
        wording_(wording),
        language_(wording.language()),
        out_(out) {}

  /// False: there is nothing of that name.
  bool show(const std::string& name);
  /// Everything that `show` knows.
  [[nodiscard]] std::vector<NamedWord> words() const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  void show(const rules::Decision& decision);
  void show(const rules::Decision& decision, const rules::Rule& rule);
  void show(const rules::Assumption& assumption);
  void show(const rules::Invariant& invariant);
  void show(const ProcedureSpec& procedure);
  void show(const rules::SourceDocument& document);
  void show_code(const std::string& code);
  void said_by(const rules::Rule& rule);
  void place(const Position& where);

  const Tables tables_;
  const Rulebook& rulebook_;
  const rules::Program& program_;
  const report::Wording& wording_;
  const Language language_;
  std::ostream& out_;
  std::size_t shown_ = 0;
};

}  // namespace karimen::harness::cli
