// The systems that the institutions ask, and whether they answer.
#pragma once

#include "sim/world/words.hpp"

namespace karimen::sim::world {

struct Systems {
  bool driver_registry = true;  ///< 運転者管理システム
  bool card_registry = true;    ///< of cards and certificates, J-LIS
  bool portal = true;           ///< マイナポータル

  [[nodiscard]] bool& of(SystemName name) {
    switch (name) {
      case SystemName::driver_registry:
        return driver_registry;
      case SystemName::card_registry:
        return card_registry;
      case SystemName::portal:
        break;
    }
    return portal;
  }
};

}  // namespace karimen::sim::world
