// karimen rules vocabulary: every word that scenarios and rules may use.
#include <algorithm>
#include <ostream>

#include "base/text.hpp"
#include "harness/cli/frame/library.hpp"
#include "harness/cli/frame/subcommands.hpp"

namespace karimen::harness::cli {
namespace {

// Prints the lines that contain one of the parts, under a heading if there are any.
class WordSection {
 public:
  WordSection(const Bilingual& heading, const Invocation& invocation, std::ostream& out)
      : heading_(heading.in(invocation.language)),
        parts_(invocation.arguments),
        language_(invocation.language),
        out_(out) {}

  void line(const std::string& name, const std::string& says, const BilingualText& label) {
    if (!parts_.empty() && std::ranges::none_of(parts_, [&](auto& part) {
          return name.find(part) != std::string::npos || says.find(part) != std::string::npos;
        }))
      return;
    if (*heading_ != '\0') out_ << heading_ << ":\n";
    heading_ = "";
    const auto& words = label.in(language_);
    out_ << "  " << padded(name, 40) << ' ' << says << (words.empty() ? "" : "  # " + words) << '\n';
    ++lines;
  }

  std::size_t lines = 0;

 private:
  const char* heading_;
  const std::vector<std::string>& parts_;
  Language language_;
  std::ostream& out_;
};

std::string inputs_of(const ProcedureSpec& procedure) {
  return joined(procedure.inputs, ", ", &InputSpec::name);
}

}  // namespace

ExitCode rules_vocabulary(const Invocation& invocation, const Streams& streams) {
  const auto folders = data_of(invocation);
  const auto rulebook = Rulebook::load(folders.rulebook);
  const auto& vocabulary = rulebook.vocabulary();
  WordSection facts({"facts", "事実"}, invocation, streams.out),
      procedures({"procedures and their inputs", "手続とその入力"}, invocation, streams.out),
      obstacles({"obstacles", "不備・除外事由"}, invocation, streams.out),
      warnings({"warnings", "注意"}, invocation, streams.out),
      assumptions({"assumptions", "前提"}, invocation, streams.out),
      facilities({"facilities", "施設"}, invocation, streams.out);
  for (const auto& fact : vocabulary.facts()) facts.line(fact.name, to_string(fact.type), fact.label);
  for (const auto& each : vocabulary.procedures()) procedures.line(each.name, inputs_of(each), each.label);
  for (const auto& each : vocabulary.obstacles()) obstacles.line(each, "", vocabulary.word(each));
  for (const auto& each : vocabulary.warnings()) warnings.line(each, "", vocabulary.word(each));
  for (const auto& each : rulebook.assumptions())
    assumptions.line(each.id, to_string(each.type), each.question);
  for (const auto& [name, facility] : load_facilities(folders.facilities()))
    facilities.line(name, facility.kind + ", " + facility.prefecture, facility.name);
  const auto lines = facts.lines + procedures.lines + obstacles.lines + warnings.lines + assumptions.lines +
                     facilities.lines;
  if (lines == 0)
    throw bad_command_line("nothing in the vocabulary contains '" + invocation.arguments.front() + "'",
                           suggestion(invocation.arguments.front(), vocabulary.fact_names()));
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
