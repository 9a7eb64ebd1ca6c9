// Assertions that live in release builds, at the places where a wrong state would go on in silence.
#pragma once

#include <stdexcept>

namespace karimen {

/// A state that cannot be: a bug of ours. A run ends its scenario in `error`, with a bundle to replay it;
/// main answers with exit code 70.
class BrokenAssertion : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws BrokenAssertion: "WHY: EXPRESSION is false (FILE:LINE)". The file is said from the root of the
/// tree.
[[noreturn]] void assertion_broken(const char* expression, const char* why, const char* file, int line);

}  // namespace karimen

/// `why` says in words what should hold. The expression is evaluated once, in every build: keep it cheap.
#define KARIMEN_ASSERT(expression, why)                                  \
  do {                                                                   \
    if (!(expression)) [[unlikely]]                                      \
      ::karimen::assertion_broken(#expression, why, __FILE__, __LINE__); \
  } while (false)
