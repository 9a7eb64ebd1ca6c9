#include "sim/world/registry/first_submission.hpp"

namespace karimen::sim::world {

bool first_submission_due(const Driver& driver, const Customs& customs) {
  switch (driver.link.state) {
    case LinkState::never:
      return true;
    // 「解除後に免許が失効し、又は取り消された後、…マイナ免許証を有することとなった際は…提出が必要な場合がある」
    case LinkState::unlinked:
      return driver.link.licence_ended && !driver.history.on_card() && !customs.relinking_without_submission;
    case LinkState::linked:
      return driver.link.licence_ended && customs.ended_link_needs_submission;
    case LinkState::stopped:
      break;
  }
  return false;
}

}  // namespace karimen::sim::world
