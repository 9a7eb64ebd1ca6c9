// The data of one run in a page, written while it goes on.
#pragma once

#include <iosfwd>
#include <string>

#include "harness/report/event/event_json.hpp"
#include "harness/report/html/catalogue.hpp"
#include "harness/report/html/chunk.hpp"
#include "harness/scenario/given/personas.hpp"

namespace karimen::harness::report::html {

class PageData {
 public:
  /// `prefix`: of the names of its blocks; "" or "other-", the run with which another one is compared.
  /// `personas`: who its people are; nullptr: nobody says.
  PageData(std::ostream& out, std::string prefix, const Personas* personas)
      : out_(out), prefix_(std::move(prefix)), personas_(personas) {}

  /// With the last event everything is written.
  void take(const Event& event);

 private:
  void on(const RunStarted& event);
  void on(const ApduEvent& event) { chunk_.take(event); }
  void on(const PaperEvent& event) { chunk_.take(event); }
  void on(const StepEvent& event);
  void on(const ScenarioFinished& event);
  void on(const RunFinished& event);
  void write_chunk();

  std::ostream& out_;
  std::string prefix_;
  const Personas* personas_;
  Json run_;
  Chunk chunk_;
  Catalogue catalogue_;
  std::size_t chunks_ = 0;
};

}  // namespace karimen::harness::report::html
