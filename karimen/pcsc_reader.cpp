#include "base/diagnostic.hpp"
#include "karimen/card.hpp"
#include "sim/reader/chip_endpoint.hpp"
#include "sim/reader/service/private_service.hpp"

namespace karimen {

struct PcscReader::Content {
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
