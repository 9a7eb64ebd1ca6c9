// A system under test that takes nothing over and observes some facts: it echoes what it is told of them.
// What a run takes longer with it is the port's: so it reads Karimen's own messages, which are as JSON is
// printed on one line, without a tree of them. Writes how many calls it answered to the file of its first
// argument; the second says whether it is told "all" facts or "those"; the others are the facts it observes.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;  // name → value, as text

// Takes the first value from `text`, and returns it as it stands.
std::string_view take_value(std::string_view& text) {
  std::size_t end = 0;
  for (int depth = 0; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '"')
      for (++end; end < text.size() && text[end] != '"'; ++end) end += text[end] == '\\' ? 1 : 0;
    else if (c == '{' || c == '[')
      ++depth;
    else if (depth == 0 && (c == ',' || c == '}' || c == ']' || c == ':'))
      break;
    else if (c == '}' || c == ']')
      --depth;
  }
  const auto value = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return value;
}

std::string_view inside(std::string_view text) {
  return text.substr(1, text.size() - 2);
}

// What an object, or an array, has in it: told one after the other.
template <class Take>
void each_member(std::string_view object, Take take) {
  for (auto rest = inside(object); !rest.empty();) {
    const auto name = inside(take_value(rest));
    take(name, take_value(rest));
  }
}

std::string_view member(std::string_view object, std::string_view wanted) {
  std::string_view found;
  each_member(object, [&](auto name, auto value) {
    if (name == wanted) found = value;
  });
  if (found.empty()) throw std::runtime_error("no member " + std::string(wanted));
  return found;
}

class Echo {
 public:
  Echo(std::vector<std::string> facts, bool told_all) {
    for (const auto& fact : facts) names_ += (names_.empty() ? "\"" : ",\"") + fact + '"';
    told_ = told_all ? "" : ",\"told\":[" + names_ + ']';
  }

  std::string answer(std::string_view method, std::string_view params) {
    if (method == "initialize")
      return R"({"protocol":1,"name":"echo","version":"1","procedures":[],"observes":[)" + names_ + ']' +
             told_ + '}';
    if (method == "reset") people_.clear();
    if (method == "reset" || method == "changed")
      each_member(member(params, method == "reset" ? "people" : "changed"),
                  [&](auto who, auto facts) { learn(people_[std::string(who)], facts); });
    if (method == "observe")
      return observed(people_[std::string(inside(member(params, "who")))], member(params, "facts"));
    return "{}";
  }

 private:
  static Members::iterator place_of(Members& known, std::string_view name) {
    return std::ranges::find(known, name, [](const auto& each) { return std::string_view(each.first); });
  }
  static void learn(Members& known, std::string_view facts) {
    const bool fresh = known.empty();
    each_member(facts, [&](auto name, auto value) {
      if (const auto place = fresh ? known.end() : place_of(known, name); place != known.end())
        place->second = value;
      else
        known.emplace_back(name, value);
    });
  }
  static std::string observed(Members& known, std::string_view names) {
    std::string facts;
    for (auto rest = inside(names); !rest.empty();) {
      const auto name = take_value(rest);
      const auto place = place_of(known, inside(name));
      if (place != known.end())
        facts.append(facts.empty() ? "" : ",").append(name).append(":").append(place->second);
    }
    return R"({"facts":{)" + facts + "}}";
  }

  std::string names_, told_;
  std::map<std::string, Members> people_;
};

class Input {
 public:
  // false: the other side has closed.
  bool next(std::string& message) {
    constexpr std::string_view name = "Content-Length: ", end = "\r\n\r\n";
    auto head = bytes_.find(end);
    for (; head == std::string::npos; head = bytes_.find(end))
      if (!read_more()) return false;
    const auto length = std::stoul(bytes_.substr(name.size(), head - name.size()));
    const auto body = head + end.size();
    while (bytes_.size() < body + length)
      if (!read_more()) return false;
    message = bytes_.substr(body, length);
    bytes_.erase(0, body + length);
    return true;
  }

 private:
  bool read_more() {
    char buffer[65536];
    const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count > 0) bytes_.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
  }
  std::string bytes_;
};

void write_frame(const std::string& message) {
  auto frame = "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + message;
  while (!frame.empty()) {
    const auto count = ::write(STDOUT_FILENO, frame.data(), frame.size());
    if (count <= 0) throw std::runtime_error("nobody reads");
    frame.erase(0, static_cast<std::size_t>(count));
  }
}

}  // namespace

int main(int, char** argv) {
  std::vector<std::string> facts;
  for (char** each = argv + 3; *each != nullptr; ++each) facts.emplace_back(*each);
  Echo echo(std::move(facts), std::string_view(argv[2]) == "all");
  Input input;
  std::size_t calls = 0;
  for (std::string message; input.next(message);) {
    const auto method = inside(member(message, "method"));
    write_frame(R"({"jsonrpc":"2.0","id":)" + std::string(member(message, "id")) + R"(,"result":)" +
                echo.answer(method, member(message, "params")) + '}');
    ++calls;
    if (method == "shutdown") break;
  }
  std::ofstream(argv[1]) << calls;
}
