#include "harness/cli/coverage/coverage_report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.hpp"

namespace karimen::harness::cli {
namespace {

using coverage::Coverage;
using coverage::Goal;
using coverage::Kind;

constexpr std::array<Bilingual, coverage::all_kinds.size()> kind_words{{
    {"rules that apply", "適用された規則"},
    {"rules that are asked and do not", "問われて適用されなかった規則"},
    {"conditions, each alone (MC/DC)", "条件を一つずつ（MC/DC）"},
    {"procedures, done and refused", "手続の実施と拒否"},
    {"obstacles of procedures", "手続の拒否理由"},
    {"warnings of procedures", "手続の警告"},
    {"states that procedures lead to", "手続で移る状態"},
    {"days around effective dates", "施行日の前後の日"},
    {"clauses of the chip", "チップの応答条項"},
}};
constexpr Bilingual head_words{"coverage", "網羅率"}, all_words{"all", "合計"};
constexpr Bilingual holes_words{"\nnot reached: {}\n", "\n未達: {}件\n"};
constexpr Bilingual nearest_words{"      nearest: {} ({} away)\n", "      最も近いもの: {}（距離{}）\n"};
constexpr Bilingual unasked_words{"      nothing asks for it\n", "      問う手順がない\n"};
constexpr Bilingual more_holes{"  and {} more: 'karimen coverage FILE --all' lists them\n",
                               "  ほか{}件: 'karimen coverage FILE --all' で全件\n"};
constexpr Bilingual impossible_words{"\ncannot occur, whatever the facts are (proved): {}\n",
                                     "\nどのような事実でも起こり得ない（証明済み）: {}件\n"};
constexpr Bilingual below_words{"coverage: {} of {} reached, less than {} %\n",
                                "網羅率: {}／{}に到達、{}%に満たない\n"};

constexpr std::size_t kind_width = 34, number_width = 9;

struct Share {
  std::size_t reached = 0, of = 0;
};

std::string flush_right(const std::string& text) {
  return std::string(number_width - std::min(number_width, text.size()), ' ') + text;
}

std::string percent(const Share& share) {
  if (share.of == 0) return "-";
  // Cut, not rounded: 100.0 is all of them.
  const auto tenths = share.reached * 1000 / share.of;
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " %";
}

void print_share(const std::string& name, const Share& share, std::ostream& out) {
  out << padded(name, kind_width) << flush_right(std::to_string(share.reached))
      << flush_right(std::to_string(share.of)) << flush_right(percent(share)) << '\n';
}

Share share_of(const Coverage& coverage) {
  Share all;
  for (const auto& [goal, reached] : coverage.goals) {
    if (coverage.excused(goal)) continue;
    ++all.of;
    if (coverage.has(goal)) ++all.reached;
  }
  return all;
}

std::string sentence(const Goal& goal) {
  auto text = "  " + padded(coverage::name_of(goal.kind), 10) + ' ' + goal.subject;
  if (!goal.detail.empty()) text += "  " + goal.detail;
  return goal.table.empty() ? text : text + "  [" + goal.table + ']';
}

unsigned least_coverage(const Invocation& invocation) {
  constexpr unsigned all = 100;
  const auto least = invocation.number("min-coverage", 0);
  if (least > all) throw bad_command_line("--min-coverage is a number from 0 to 100");
  return least;
}

}  // namespace

Coverage seen_in(const Coverage& coverage, const CoverageView& view) {
  if (view.names.empty()) return coverage;
  Coverage seen;
  const auto names = [&](const Goal& goal) {
    return std::ranges::any_of(view.names, [&](const std::string& name) {
      return goal.subject.find(name) != std::string::npos || goal.table.find(name) != std::string::npos ||
             goal.detail.find(name) != std::string::npos;
    });
  };
  for (const auto& [goal, reached] : coverage.goals) {
    if (!names(goal)) continue;
    seen.goals.emplace(goal, reached);
    // The other half of its pair.
    const Goal fires{Kind::fires, goal.subject, "", goal.table};
    if (const auto half = coverage.goals.find(fires);
        goal.kind == Kind::condition && half != coverage.goals.end())
      seen.goals.insert(*half);
  }
  return seen;
}

void print_coverage(const Coverage& coverage, const CoverageView& view, Language language,
                    std::ostream& out) {
  out << padded(head_words.in(language), kind_width) << '\n';
  std::vector<const Goal*> holes, never;
  for (const auto kind : coverage::all_kinds) {
    Share share;
    for (const auto& [goal, reached] : coverage.goals) {
      if (goal.kind != kind) continue;
      if (coverage.excused(goal)) {
        never.push_back(&goal);
        continue;
      }
      ++share.of;
      if (coverage.has(goal))
        ++share.reached;
      else
        holes.push_back(&goal);
    }
    if (share.of > 0)
      print_share("  " + std::string(kind_words[static_cast<std::size_t>(kind)].in(language)), share, out);
  }
  print_share("  " + std::string(all_words.in(language)), share_of(coverage), out);
  const auto some = [&](const std::vector<const Goal*>& all) {
    return view.most_holes == 0 ? all.size() : std::min(view.most_holes, all.size());
  };
  if (!never.empty()) {
    out << say(impossible_words, language, {std::to_string(never.size())});
    for (std::size_t i = 0; i < some(never); ++i) {
      const auto why = coverage::why_never(coverage.goals.at(*never[i]).never);
      out << sentence(*never[i]) << "\n      " << why.in(language) << '\n';
    }
    if (some(never) < never.size())
      out << say(more_holes, language, {std::to_string(never.size() - some(never))});
  }
  if (holes.empty()) return;
  out << say(holes_words, language, {std::to_string(holes.size())});
  const auto shown = some(holes);
  for (std::size_t i = 0; i < shown; ++i) {
    out << sentence(*holes[i]) << '\n';
    const auto& way = coverage.way_to(*holes[i]);
    if (way.nearest.empty())
      out << unasked_words.in(language);
    else
      out << say(nearest_words, language, {way.nearest, std::to_string(way.distance)});
  }
  if (shown < holes.size()) out << say(more_holes, language, {std::to_string(holes.size() - shown)});
}

void check_coverage_gate(const Invocation& invocation) {
  (void)least_coverage(invocation);
}

ExitCode coverage_gate(const Coverage& coverage, const Invocation& invocation, std::ostream& err) {
  const auto least = least_coverage(invocation);
  const auto all = share_of(coverage);
  if (all.reached * 100 >= least * all.of) return ExitCode::ok;
  err << say(below_words, invocation.language,
             {std::to_string(all.reached), std::to_string(all.of), std::to_string(least)});
  return ExitCode::gate_missed;
}

}  // namespace karimen::harness::cli
