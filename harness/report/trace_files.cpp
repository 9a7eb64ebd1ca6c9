#include <algorithm>

#include "harness/report/output_file.hpp"
#include "harness/report/reporter.hpp"
#include "harness/trace/apdu_words.hpp"

namespace karimen::harness::report {
namespace {

// "scenarios/a.yaml#X[b=c]" → "scenarios_a.yaml#X[b=c]": a path must not grow folders.
std::string file_name(std::string identity) {
  std::ranges::replace(identity, '/', '_');
  return identity + ".apdu";
}

class TraceFiles final : public Reporter {
 public:
  explicit TraceFiles(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
  }

  void take(const Event& event) override {
    if (const auto* apdu = std::get_if<ApduEvent>(&event)) {
      if (apdu->reset) return;
      if (step_ != apdu->step) text_ += "# " + (step_ = apdu->step) + '\n';
      text_ += "> " + to_hex(apdu->command) + "  " + trace::command_words(apdu->command) + "\n< " +
               to_hex(apdu->response) + "  " + trace::response_words(apdu->response) + '\n';
    } else if (const auto* finished = std::get_if<ScenarioFinished>(&event)) {
      OutputFile file(folder_ / file_name(finished->id));
      file.stream() << text_;
      file.commit();
      text_.clear();
      step_.clear();
    }
  }

 private:
  std::filesystem::path folder_;
  std::string text_;
  std::string step_;
};

}  // namespace

std::unique_ptr<Reporter> trace_files(const std::filesystem::path& folder) {
  return std::make_unique<TraceFiles>(folder);
}

}  // namespace karimen::harness::report
