#include "harness/cli/defect/defects.hpp"

#include <algorithm>
#include <ostream>

#include "base/text.hpp"

namespace karimen::harness::cli {
namespace {

constexpr Bilingual noticed_words{"\n{} defects, {} noticed\n", "\n欠陥{}件、検出{}件\n"};
constexpr Bilingual by_words{"noticed by {}", "検出: {}"}, unnoticed_words{"NOT NOTICED", "未検出"};
constexpr std::size_t catalogue_width = 7, name_width = 36;

std::string head_of(const sim::world::DefectRow& row) {
  return padded(row.catalogue, catalogue_width) + padded(row.name, name_width);
}

}  // namespace

bool all_defects(const Invocation& invocation) {
  return invocation.get("defect") == "all";
}

sim::world::Defects defects_of(const Invocation& invocation) {
  return defects_named(invocation.all("defect"));
}

sim::world::Defects defects_named(std::span<const std::string> names) {
  sim::world::Defects defects;
  for (const auto& name : names) {
    const auto* row = sim::world::find_defect(name);
    if (row == nullptr) {
      std::vector<std::string> known{"all"};
      for (const auto& each : sim::world::defects()) {
        known.emplace_back(each.name);
        if (*each.catalogue != '\0') known.emplace_back(each.catalogue);
      }
      throw bad_command_line("no defect of an institution is called '" + name + "'",
                             suggestion(name, known, "'karimen explore --defects'"));
    }
    defects.commit(row->defect);
  }
  return defects;
}

ExitCode print_noticed(const std::vector<Noticed>& all, Language language, std::ostream& out) {
  for (const auto& each : all)
    out << head_of(*each.defect)
        << (each.by.empty() ? std::string(unnoticed_words.in(language)) : say(by_words, language, {each.by}))
        << '\n';
  const auto noticed = static_cast<std::size_t>(
      std::ranges::count_if(all, [](const Noticed& each) { return !each.by.empty(); }));
  out << say(noticed_words, language, {std::to_string(all.size()), std::to_string(noticed)});
  return noticed == all.size() ? ExitCode::ok : ExitCode::verdict_failed;
}

ExitCode list_defects(const Invocation& invocation, const Streams& streams) {
  for (const auto& row : sim::world::defects())
    streams.out << head_of(row) << row.what.in(invocation.language) << "  [" << row.place << "]\n";
  return ExitCode::ok;
}

}  // namespace karimen::harness::cli
