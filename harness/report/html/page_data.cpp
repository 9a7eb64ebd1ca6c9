#include "harness/report/html/page_data.hpp"

#include "harness/report/html/page.hpp"

namespace karimen::harness::report::html {
namespace {

// What a browser opens at once when one scenario is looked at: some tens of milliseconds, half a megabyte.
// What its scenarios have in common stands once.
constexpr std::size_t scenarios_in_chunk = 150;

}  // namespace

void PageData::take(const Event& event) {
  std::visit([&](const auto& each) { on(each); }, event);
}

void PageData::on(const RunStarted& event) {
  run_ = event_json(event);
  run_["apdus"] = to_string(event.apdus);
}

void PageData::on(const StepEvent& event) {
  catalogue_.take(event);
  chunk_.take(event);
}

void PageData::on(const ScenarioFinished& event) {
  catalogue_.take(event, chunks_, chunk_.scenarios());
  chunk_.take(event);
  if (chunk_.scenarios() == scenarios_in_chunk) write_chunk();
}

void PageData::on(const RunFinished& event) {
  if (chunk_.scenarios() > 0) write_chunk();
  auto all = catalogue_.json();
  for (const auto& name : catalogue_.holders())
    if (const auto called = personas_ == nullptr ? BilingualText() : personas_->called(name); !called.empty())
      all["people"][name] = {called.in(Language::en), called.in(Language::ja)};
  all["run"] = run_;
  all["end"] = event_json(event);
  write_data(out_, prefix_ + "catalogue", spelled(all));
}

void PageData::write_chunk() {
  write_data(out_, prefix_ + "chunk-" + std::to_string(chunks_++), chunk_.finish());
}

}  // namespace karimen::harness::report::html
