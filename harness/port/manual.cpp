#include "harness/port/manual.hpp"

#include <fstream>
#include <istream>
#include <ostream>
#include <sstream>

#include "base/diagnostic.hpp"
#include "base/text.hpp"

namespace karimen::harness::port {
namespace {

std::string word_of(const BilingualText& text, const std::string& name, Language language) {
  return text.empty() ? name : name + "  " + text.in(language);
}

std::optional<Value> value_said(const std::string& text, const Type& type) {
  const auto value =
      type.base == Base::set ? std::optional<Value>(members_of(text)) : parse_value(text, type);
  return value && accepts(type, *value) ? value : std::nullopt;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

ManualConnection::ManualConnection(const ManualDesk& desk, const Words& words) : desk_(desk), words_(words) {
  read_answers();
}

void ManualConnection::read_answers() {
  std::ifstream file(desk_.answers);
  int number = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    try {
      const auto json = Json::parse(text);
      const Fields fields(json);
      fields.only({"scenario", "step", "procedure", "answer"});
      kept_[{fields.text("scenario"), static_cast<int>(fields.number("step"))}] =
          fields.object("answer").json();
    } catch (const std::exception&) {
      throw DiagnosticError({.where = {desk_.answers.string(), number, 1},
                             .what = "this is no answer",
                             .fix = "a line is what --sut manual has written; delete it to be asked again",
                             .source_line = text});
    }
  }
}

void ManualConnection::write(std::string_view bytes, Deadline) {
  frames_.add(bytes);
  while (const auto text = frames_.next()) {
    const auto message = read_message(*text);
    try {
      answered_ += framed(result_text(message.id, answer(message.method, message.content)));
    } catch (const CallError& error) {
      answered_ += framed(error_text(message.id, error));
    }
  }
}

std::string ManualConnection::read(Deadline) {
  if (answered_.empty()) throw ConnectionClosed("nothing was asked");
  return std::exchange(answered_, {});
}

Json ManualConnection::answer(const std::string& method, const Json& params) {
  if (method == "initialize")
    return {{"protocol", 1}, {"name", "manual"}, {"version", "1"}, {"procedures", params["procedures"]}};
  if (method == "reset") {
    scenario_ = params["seed"].get<std::string>();
    step_ = 0;
  }
  return method == "perform" ? perform(params) : Json::object();
}

Json ManualConnection::perform(const Json& params) {
  const Place place{scenario_, ++step_};
  if (const auto found = kept_.find(place); found != kept_.end()) return found->second;
  auto answer = ask(params);
  std::ofstream file(desk_.answers, std::ios::app);
  file << Json{{"scenario", scenario_},
               {"step", step_},
               {"procedure", params["procedure"]},
               {"answer", answer}}
              .dump()
       << std::endl;
  if (!file)
    throw CallError(ErrorCode::internal_error, "the answer cannot be kept in " + desk_.answers.string());
  return answer;
}

void ManualConnection::show(const Json& params) {
  const auto name = params["procedure"].get<std::string>();
  const auto* spec = words_.vocabulary.procedure(name);
  desk_.out << "\n"
            << scenario_ << " (" << step_ << ")\n"
            << word_of(spec == nullptr ? BilingualText{} : spec->label, name, desk_.language) << "\n  "
            << text_of(params["at"]) << ", " << text_of(params["place"]) << ", " << text_of(params["who"])
            << '\n';
  for (const auto& [input, value] : params["inputs"].items())
    desk_.out << "  " << input << " = " << text_of(value) << '\n';
  constexpr Bilingual lies{"  in the reader '{}': {}\n", "  リーダー「{}」: {}\n"}, empty{"nothing", "なし"};
  for (const auto& reader : params["readers"])
    desk_.out << say(lies, desk_.language,
                     {text_of(reader["name"]),
                      reader.contains("card") ? text_of(reader["card"]) : empty.in(desk_.language)});
}

std::string ManualConnection::line(const std::string& question) {
  desk_.out << question << std::flush;
  std::string answer;
  if (!std::getline(desk_.in, answer))
    throw CallError(ErrorCode::internal_error,
                    "nobody answers, and " + desk_.answers.string() + " has no answer to this step");
  while (!answer.empty() && (answer.back() == '\r' || answer.back() == ' ')) answer.pop_back();
  return answer;
}

Json ManualConnection::codes(const Bilingual& question, const std::set<std::string>& known) {
  const std::vector<std::string> listed(known.begin(), known.end());
  for (std::size_t i = 0; i < listed.size(); ++i)
    desk_.out << "  " << i + 1 << ' ' << word_of(words_.vocabulary.word(listed[i]), listed[i], desk_.language)
              << '\n';
  for (;;) {
    std::istringstream numbers(line(question.in(desk_.language)));
    auto chosen = Json::array();
    bool known_all = true;
    for (std::size_t number = 0; numbers >> number;) {
      known_all = known_all && number >= 1 && number <= listed.size();
      if (known_all) chosen.push_back(listed[number - 1]);
    }
    if (known_all && numbers.eof()) return chosen;
  }
}

// What the other side's registry says now, so that the institutions here can go on with it.
Json ManualConnection::changes() {
  constexpr Bilingual question{"what registers and papers say now, FACT=VALUE, a line each, empty to end? ",
                               "登録や書類の現在の内容（事実=値、1行ずつ、空行で終わり）? "};
  auto facts = Json::object();
  for (auto said = line(question.in(desk_.language)); !said.empty(); said = line("? ")) {
    const auto equals = said.find('=');
    const auto* spec = words_.vocabulary.fact(said.substr(0, equals));
    if (spec == nullptr || equals == std::string::npos) continue;
    const auto value = value_said(said.substr(equals + 1), spec->type);
    if (value) facts[spec->name] = to_json(*value);
  }
  return facts;
}

// Facts of the answer that the procedure decides; what is left empty is not observed.
Json ManualConnection::outcomes(const std::string& procedure) {
  auto facts = Json::object();
  const auto changed = words_.changed_by.find(procedure);
  if (changed == words_.changed_by.end()) return facts;
  for (const auto& name : changed->second) {
    const auto* spec = words_.vocabulary.fact(name);
    if (spec == nullptr || spec->observe != Channel::outcome) continue;
    for (;;) {
      const auto said =
          line(word_of(spec->label, name, desk_.language) + " (" + to_string(spec->type) + ")? ");
      if (said.empty()) break;
      const auto value = value_said(said, spec->type);
      if (!value) continue;
      facts[name] = to_json(*value);
      break;
    }
  }
  return facts;
}

Json ManualConnection::ask(const Json& params) {
  show(params);
  const auto procedure = params["procedure"].get<std::string>();
  constexpr Bilingual what{"outcome: d done, r refused, f failed? ", "結果: d 完了、r 拒否、f 失敗? "};
  std::string said;
  do said = line(what.in(desk_.language));
  while (said != "d" && said != "r" && said != "f");
  Json answer{{"outcome", said == "d" ? "done" : said == "r" ? "refused" : "failed"}};
  constexpr Bilingual obstacles{"obstacles, by number? ", "不備・除外事由の番号? "},
      warnings{"warnings, by number? ", "注意の番号? "};
  const auto known = words_.codes.find(procedure);
  const auto none = std::pair<std::set<std::string>, std::set<std::string>>{};
  const auto& [refusing, advising] = known == words_.codes.end() ? none : known->second;
  answer["obstacles"] = said == "r" ? codes(obstacles, refusing) : Json::array();
  answer["warnings"] = advising.empty() ? Json::array() : codes(warnings, advising);
  if (said == "d") answer["outcomes"] = outcomes(procedure);
  constexpr Bilingual paper{"text on paper, a line each, empty to end? ",
                            "書類の文言（1行ずつ、空行で終わり）? "};
  auto lines = Json::array();
  for (auto text = line(paper.in(desk_.language)); !text.empty(); text = line("? "))
    lines.push_back({"", text});
  if (!lines.empty()) answer["papers"] = Json::array({{{"kind", "seen"}, {"lines", lines}}});
  if (said == "d")
    if (const auto facts = changes(); !facts.empty()) answer["changed"] = {{text_of(params["who"]), facts}};
  return answer;
}

}  // namespace karimen::harness::port
