// Programs nobody here wrote, as judges: a shell command's output, and a folder for its files.
#pragma once

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <string>

#include "base/bytes.hpp"
#include "tests/support/folder.hpp"

namespace karimen::sim::shell {

/// Standard output of a shell command, with its exit status appended when it is not zero.
inline std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  for (char buffer[4096]; std::size_t got = fread(buffer, 1, sizeof buffer, pipe);) text.append(buffer, got);
  if (const int status = pclose(pipe)) text += "\nexit " + std::to_string(status);
  return text;
}

/// A folder of this test's own, with its files.
struct Folder : testing::Folder {
  std::string write(const std::string& name, ByteView bytes) const {
    std::ofstream(path / name, std::ios::binary) << to_text(bytes);
    return (path / name).string();
  }
};

}  // namespace karimen::sim::shell
