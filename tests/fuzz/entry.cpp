// libFuzzer's entry. An exception that leaves a target is a find.
#include <exception>

#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    karimen::fuzz::try_input({data, size});
  } catch (const std::exception& error) {
    karimen::fuzz::require(false, error.what());
  }
  return 0;
}
