#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <sstream>

#include "harness/report/output_file.hpp"
#include "harness/report/reporter.hpp"
#include "harness/trace/pcapng.hpp"
#include "harness/trace/text_trace.hpp"

namespace karimen::harness::report {
namespace {

using trace::RecordedEvent;
using trace::RecordingHeader;

// File systems take 255 bytes; ".ndjson", ".part" and a process's number need some.
constexpr std::size_t longest_name = 220;

// FNV-1a, 64 bits: the same everywhere.
std::string fingerprint(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return fmt::format("{:016x}", hash);
}

// "scenarios/dates/scheme.yaml#X[b=c]" → "scenarios_dates_scheme.yaml#X[b=c]": a path must not grow folders.
// What is too long for a file's name is cut. A fingerprint of the whole keeps that apart from the others, and
// a name that another scenario of the run has by its underscores.
std::string file_name(std::string identity, bool taken) {
  const auto whole = identity;
  std::ranges::replace(identity, '/', '_');
  if (identity.size() <= longest_name) return taken ? identity + '~' + fingerprint(whole) : identity;
  auto end = longest_name - 17;
  while (end > 0 && (static_cast<unsigned char>(identity[end]) & 0xC0) == 0x80)
    --end;  // not inside a character
  return identity.substr(0, end) + '~' + fingerprint(whole);
}

// A session begins by taking the power away and giving it back.
RecordedEvent recorded(const ApduEvent& event, std::uint64_t number) {
  using Kind = CardEvent::Kind;
  return {.event = {.number = number,
                    .kind = event.reset ? Kind::power_on : Kind::apdu,
                    .command = event.command,
                    .response = event.response,
                    .hidden_command = event.hidden_command,
                    .hidden_response = event.hidden_response},
          .cause = event.cause,
          .step = event.step};
}

class TraceFiles final : public Reporter {
 public:
  TraceFiles(std::filesystem::path folder, TraceOptions options)
      : folder_(std::move(folder)), options_(std::move(options)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
  }

  void take(const Event& event) override {
    if (const auto* apdu = std::get_if<ApduEvent>(&event)) {
      events_.push_back(recorded(*apdu, events_.size() + 1));
    } else if (const auto* step = std::get_if<StepEvent>(&event)) {
      procedures_[step->id] = step->procedure;
    } else if (const auto* finished = std::get_if<ScenarioFinished>(&event);
               finished != nullptr && !finished->unread) {
      for (const auto& format : options_.formats) write(finished->id, format);
      events_.clear();
      procedures_.clear();
    }
  }

 private:
  // "再記録（re_record_licence）": a step is mostly called as its procedure.
  [[nodiscard]] std::string step_name(const std::string& id) const {
    const auto found = procedures_.find(id);
    if (found == procedures_.end() || found->second == id) return options_.wording.name(id);
    return options_.wording.language() == Language::en ? id : id + ' ' + options_.wording.name(found->second);
  }

  void write(const std::string& identity, const std::string& format) {
    const auto [owner, first] = owners_.try_emplace(file_name(identity, false), identity);
    OutputFile file(folder_ / (file_name(identity, owner->second != identity) + '.' + format));
    const RecordingHeader header{.title = identity, .masked = options_.masked};
    auto& out = file.stream();
    if (format == "ndjson") {
      trace::RecordingWriter writer(out, header);
      for (const auto& each : events_) writer.take(each);
    } else if (format == "pcapng") {
      trace::PcapngWriter writer(out, header);
      for (const auto& each : events_) writer.take(each);
    } else {
      trace::TextTrace text(options_.wording.language());
      for (auto each : events_) {
        each.step = step_name(each.step);
        out << text.lines(each);
      }
    }
    file.commit();
  }

  std::filesystem::path folder_;
  TraceOptions options_;
  std::vector<RecordedEvent> events_;
  std::map<std::string, std::string> procedures_;  ///< of the steps, by id
  std::map<std::string, std::string> owners_;  ///< name of a file → the scenario that came first with it
};

}  // namespace

std::unique_ptr<Reporter> trace_files(const std::filesystem::path& folder, const TraceOptions& options) {
  return std::make_unique<TraceFiles>(folder, options);
}

}  // namespace karimen::harness::report
