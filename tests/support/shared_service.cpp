#include "tests/support/shared_service.hpp"

namespace karimen::sim::reader {

PrivateService& shared_service() {
  static PrivateService service(most_readers);
  return service;
}

}  // namespace karimen::sim::reader
