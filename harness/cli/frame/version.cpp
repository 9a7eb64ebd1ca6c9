#include "harness/cli/frame/version.hpp"

#include <commit.hpp>  // of the build

namespace karimen::harness::cli {

#ifdef __clang__
constexpr const char* compiler = "Clang " __clang_version__;
#else
constexpr const char* compiler = "GCC " __VERSION__;
#endif

std::string version() {
  const std::string commit = KARIMEN_COMMIT;
  return "karimen " KARIMEN_VERSION "\n" + (commit.empty() ? "" : "commit " + commit + '\n') + "compiler " +
         compiler + '\n';
}

}  // namespace karimen::harness::cli
