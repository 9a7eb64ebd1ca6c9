#include <cstdlib>
#include <optional>

#include "base/diagnostic.hpp"
#include "karimen/card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen {

namespace {

/// A variable that is again as it was when this ends.
class KeptVariable {
 public:
  explicit KeptVariable(const char* name) : name_(name) {
    if (const char* value = std::getenv(name)) value_ = value;
  }
  KeptVariable(const KeptVariable&) = delete;
  KeptVariable& operator=(const KeptVariable&) = delete;
  ~KeptVariable() {
    if (value_)
      ::setenv(name_, value_->c_str(), 1);
    else
      ::unsetenv(name_);
  }

 private:
  const char* name_;
  std::optional<std::string> value_;
};

}  // namespace

struct PcscReader::Content {
  KeptVariable socket{"PCSCLITE_CSOCK_NAME"};
  sim::reader::PrivateService service{1};
  sim::reader::VpcdSlot slot{service.readers().front()};
  std::optional<sim::reader::ChipEndpoint> endpoint = {};
};

PcscReader::PcscReader() try : content_(std::make_unique<Content>()) {
} catch (const DiagnosticError& error) {
  throw Error(error.what());
}

PcscReader::~PcscReader() {
  remove();
}

std::string PcscReader::name() const {
  return content_->slot.name();
}

void PcscReader::insert(Card& card) try {
  remove();
  content_->endpoint.emplace(*static_cast<sim::chip::Card*>(card.chip()));
  content_->slot.insert(*content_->endpoint, sim::reader::Insertion::hot);
} catch (const DiagnosticError& error) {
  throw Error(error.what());
}

void PcscReader::remove() {
  if (content_->slot.occupied()) content_->slot.remove(sim::reader::Insertion::hot);
  content_->endpoint.reset();
}

}  // namespace karimen
