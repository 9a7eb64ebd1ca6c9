#include "harness/store/texts.hpp"

#include <sstream>

#include "base/checksum.hpp"
#include "base/text.hpp"

namespace karimen::harness::store {
namespace {

std::string digest_of(const std::vector<std::string>& texts) {
  Checksum sum;
  for (const auto& text : texts) {
    sum.add(std::to_string(text.size()) + ':');
    sum.add(text);
  }
  return sum.finish();
}

}  // namespace

std::string lines_of(const std::set<std::string>& texts) {
  return joined(texts, "\n");
}

std::vector<std::string> members_of_lines(const std::string& lines) {
  std::vector<std::string> members;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) members.push_back(line);
  return members;
}

std::int64_t key_of_text(Database& database, const std::string& table,
                         const std::vector<std::string>& texts) {
  const auto digest = digest_of(texts);
  if (const auto known = database.number("SELECT id FROM " + table + " WHERE digest = ?", {digest}))
    return known;
  if (texts.size() == 1)
    database.run("INSERT INTO " + table + " VALUES (NULL, ?, ?)", {digest, texts[0]});
  else
    database.run("INSERT INTO " + table + " VALUES (NULL, ?, ?, ?)", {digest, texts[0], texts.at(1)});
  return database.last_key();
}

std::int64_t key_of_scenario(Database& database, const std::string& name) {
  if (const auto known = database.number("SELECT id FROM scenario WHERE name = ?", {name})) return known;
  database.run("INSERT INTO scenario (name) VALUES (?)", {name});
  return database.last_key();
}

}  // namespace karimen::harness::store
