// The lines of a file of findings, one set for each way of exploring: its groups, and the last one that
// counts. What is written is read.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "harness/cli/explore/findings/found.hpp"
#include "harness/trace/json_line.hpp"

namespace karimen::harness::cli {

/// All lines but the first.
void write_lines(const explore::Explored& explored, std::ostream& out);
void write_lines(const explore::BreadthReport& report, std::ostream& out);
void write_lines(const explore::StuckReport& report, std::ostream& out);
void write_lines(const explore::BoundaryReport& report, std::ostream& out);
void write_lines(const HuntReport& report, std::ostream& out);

/// One of them. Throws DiagnosticError where it is none.
void take_group(const trace::JsonLine& line, explore::Explored& into);
void take_group(const trace::JsonLine& line, explore::BreadthReport& into);
void take_group(const trace::JsonLine& line, explore::StuckReport& into);
void take_group(const trace::JsonLine& line, explore::BoundaryReport& into);
void take_group(const trace::JsonLine& line, HuntReport& into);

/// The last one; it knows how many groups there are.
void take_counts(const trace::JsonLine& line, explore::Explored& into);
void take_counts(const trace::JsonLine& line, explore::BreadthReport& into);
void take_counts(const trace::JsonLine& line, explore::StuckReport& into);
void take_counts(const trace::JsonLine& line, explore::BoundaryReport& into);
void take_counts(const trace::JsonLine& line, HuntReport& into);

inline constexpr auto failure_group = "failure";

// What these lines are made of. Who reads throws DiagnosticError.
void write_line(const trace::JsonLine::Json& json, std::ostream& out);
[[nodiscard]] trace::JsonLine::Json json_of(const explore::Walk& walk);
void add_mishap(const explore::Mishap& mishap, trace::JsonLine::Json& to);
[[nodiscard]] explore::Walk walk_in(const trace::JsonLine& line, const char* key,
                                    std::size_t least_steps = 1);
[[nodiscard]] explore::Mishap mishap_in(const trace::JsonLine& line);
[[nodiscard]] std::size_t number_in(const trace::JsonLine& line, const char* key, unsigned least = 0);
[[nodiscard]] std::vector<std::string> texts_in(const trace::JsonLine& line, const char* key);
[[nodiscard]] std::map<std::string, std::size_t> counts_in(const trace::JsonLine& line, const char* key);
/// It names a file, too.
[[nodiscard]] std::string procedure_in(const trace::JsonLine& line, const char* key);
void check_groups(const trace::JsonLine& line, std::size_t there_are);

}  // namespace karimen::harness::cli
