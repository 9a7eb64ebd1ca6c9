#include "harness/cli/sut/program_named.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/checksum.hpp"
#include "base/rest_of.hpp"
#include "base/text.hpp"

namespace karimen::harness::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view quotes = "'\"";

// What a shell is given is split as it does, nearly.
std::vector<std::string> words_of(const port::Address& address) {
  std::vector<std::string> words;
  for (const auto& each : address.command) {
    words.push_back(each);
    for (auto word : words_in(each)) {
      std::erase_if(word, [](char c) { return quotes.find(c) != std::string_view::npos; });
      if (word != each) words.push_back(std::move(word));
    }
  }
  return words;
}

fs::path absolute_in(const std::string& folder, const std::string& word) {
  std::error_code ignored;
  return (fs::absolute(folder.empty() ? "." : folder, ignored) / word).lexically_normal();
}

// As the shell finds a program's bare name.
fs::path on_path(const std::string& word) {
  const char* path = std::getenv("PATH");
  if (path == nullptr || word.find('/') != std::string::npos) return {};
  std::istringstream folders(path);
  std::error_code ignored;
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const auto file = fs::path(folder) / word; !folder.empty() && fs::is_regular_file(file, ignored))
      return file;
  return {};
}

}  // namespace

std::string digest_of_program(const port::Address& address) {
  if (address.kind != port::Address::Kind::command) return "";
  Checksum sum;
  bool any = false;
  std::error_code ignored;
  for (const auto& word : words_of(address)) {
    auto file = absolute_in(address.folder, word);
    if (!fs::is_regular_file(file, ignored)) file = on_path(word);
    if (file.empty()) continue;
    std::ifstream in(file, std::ios::binary);
    const auto content = rest_of<std::string>(in);
    sum.add(std::to_string(content.size()) + '\n');
    sum.add(content);
    any = true;
  }
  return any ? sum.finish() : "";
}

std::vector<fs::path> places_of_program(const port::Address& address) {
  std::vector<fs::path> places;
  if (address.kind != port::Address::Kind::command) return places;
  std::error_code ignored;
  for (const auto& word : words_of(address)) {
    const auto path = absolute_in(address.folder, word);
    if (path != "/bin/sh" && fs::exists(path, ignored))  // that only starts it
      places.push_back(fs::is_directory(path, ignored) ? path : path.parent_path());
  }
  if (!address.folder.empty()) places.emplace_back(address.folder);
  return places;
}

}  // namespace karimen::harness::cli
