#include "harness/port/manual.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <ostream>
#include <sstream>

#include "base/diagnostic.hpp"
#include "base/phrases/phrasebook.hpp"
#include "base/text.hpp"
#include "base/visible.hpp"

namespace karimen::harness::port {
namespace {

std::string word_of(const BilingualText& text, const std::string& name, Language language) {
  return text.empty() ? name : name + "  " + text.in(language);
}

// The seed stands before a scenario's identity.
std::string identity_of(const std::string& seed) {
  return seed.substr(seed.find('/') + 1);
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
      kept_[{fields.text("scenario"), static_cast<int>(fields.number("step"))}] = {
          fields.text("procedure"), fields.object("answer").json()};
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
    pins_ = params["pins"];
    step_ = 0;
  }
  return method == "perform" ? perform(params) : Json::object();
}

Json ManualConnection::perform(const Json& params) {
  const Place place{scenario_, ++step_};
  if (const auto found = kept_.find(place); found != kept_.end()) {
    const auto& [procedure, answer] = found->second;
    if (procedure == params["procedure"]) return answer;
    not_taken({"the scenario has changed: {} has an answer to {} here",
               "シナリオが変わった: {} のこの段階の回答は {} のもの"},
              {desk_.answers.string(), procedure});
  }
  // Before anybody types for nothing.
  std::ofstream file(desk_.answers, std::ios::app);
  if (!file)
    throw CallError(ErrorCode::internal_error, "the answer cannot be kept in " + desk_.answers.string());
  auto answer = ask(params);
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
            << identity_of(scenario_) << " (" << step_ << ")\n"
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
  constexpr Bilingual typed{
      "  to be typed for {}: signature password {}, authentication PIN {}, licence PIN {}\n",
      "  {} の暗証番号: 署名用 {}、利用者証明用 {}、免許 {}\n"};
  const auto who = text_of(params["who"]);
  if (const auto pins = pins_.find(who); pins != pins_.end())
    desk_.out << say(typed, desk_.language,
                     {who, text_of((*pins)["signature_password"]), text_of((*pins)["authentication_pin"]),
                      text_of((*pins)["licence_pin"])});
}

void ManualConnection::not_taken(const Bilingual& why, std::initializer_list<std::string> words) {
  desk_.out << "  " << visible_line(say(why, desk_.language, words)) << '\n';
}

std::optional<Value> ManualConnection::value_said(const FactSpec& fact, const std::string& text) {
  auto value =
      fact.type.base == Base::set ? std::optional<Value>(members_of(text)) : parse_value(text, fact.type);
  if (!value || !accepts(fact.type, *value)) {
    not_taken({"'{}' is not of the type {}", "「{}」の型は {} ではない"}, {text, to_string(fact.type)});
    return std::nullopt;
  }
  if (const auto wanted = violated(*value, fact.type, fact.limits)) {
    not_taken({"{} is not {}", "{} は {} ではない"}, {text, *wanted});
    return std::nullopt;
  }
  return value;
}

// Byte by byte: what follows is left to whoever asks next, after a failure another connection.
std::optional<std::string> ManualConnection::typed() {
  constexpr int look = 100;  // ms: how soon Ctrl-C is noticed
  constexpr std::size_t longest = 65536;
  std::string text;
  while (text.size() < longest && !(desk_.stopped && desk_.stopped())) {
    pollfd polled{desk_.in, POLLIN, 0};
    if (::poll(&polled, 1, look) <= 0) continue;
    char c = 0;
    const auto count = ::read(desk_.in, &c, 1);
    if (count > 0 && c == '\n') return text;
    if (count > 0)
      text += c;
    else if (count == 0 || errno != EINTR)
      return text.empty() ? std::nullopt : std::optional(text);  // the last line of a file has no end
  }
  return std::nullopt;
}

std::string ManualConnection::line(const std::string& question) {
  desk_.out << question << std::flush;
  auto answer = typed();
  if (!answer)
    throw CallError(ErrorCode::internal_error,
                    "nobody answers, and " + desk_.answers.string() + " has no answer to this step");
  while (answer->ends_with('\r') || answer->ends_with(' ')) answer->pop_back();
  return *answer;
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
    not_taken({"numbers from 1 to {}, with spaces between them", "1から{}までの番号を空白で区切る"},
              {std::to_string(listed.size())});
  }
}

// What the other side's registry says now, so that the institutions here can go on with it.
Json ManualConnection::changes() {
  constexpr Bilingual question{"what registers and papers say now, FACT=VALUE, a line each, empty to end? ",
                               "登録や書類の現在の内容（事実=値、1行ずつ、空行で終わり）? "};
  auto facts = Json::object();
  for (auto said = line(question.in(desk_.language)); !said.empty(); said = line("? ")) {
    const auto equals = said.find('=');
    if (equals == std::string::npos) {
      not_taken({"'{}' is not FACT=VALUE", "「{}」は 事実=値 の形でない"}, {said});
      continue;
    }
    const auto name = said.substr(0, equals);
    const auto* spec = words_.vocabulary.fact(name);
    if (spec == nullptr) {
      const auto hint = translated(suggestion(name, words_.vocabulary.fact_names()), desk_.language);
      not_taken({"no fact is called '{}'{}", "'{}' という事実はない{}"},
                {name, hint.empty() ? "" : "; " + hint});
    } else if (desk_.changeable && !desk_.changeable(name)) {
      not_taken({"{} is not told: it is on the chip, part of the answer, or follows from others",
                 "{} は告げられない。チップ上の事実、回答の一部、またはほかから導かれる"},
                {name});
    } else if (const auto value = value_said(*spec, said.substr(equals + 1))) {
      facts[spec->name] = to_json(*value);
    }
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
      const auto value = value_said(*spec, said);
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
  auto said = line(what.in(desk_.language));
  for (; said != "d" && said != "r" && said != "f"; said = line(what.in(desk_.language)))
    not_taken({"'{}' is none of d, r, f", "「{}」は d、r、f のどれでもない"}, {said});
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
