#include "harness/scenario/given/completion.hpp"

#include <array>

#include "harness/scenario/given/birthday.hpp"

namespace karimen::harness {
namespace {

constexpr auto born = "holder.birth_date";
constexpr auto card_expires = "card.expires";
constexpr auto licence_expires = "licence.expires";
constexpr std::array certificates{"card.signature_certificate_expires",
                                  "card.authentication_certificate_expires"};
const Value none = std::string("none");

class Completion {
 public:
  Completion(const PersonaFacts& persona, const StatedFacts& given, const Lexicon& lexicon,
             const yaml::Node& holder)
      : given_(given), lexicon_(lexicon), holder_(holder), unsaid_(persona.unsaid), facts_(persona.facts) {
    persona_dates_ = dates();
    for (const auto& [name, stated] : given) facts_.set(name, stated.value);
  }

  GivenFacts run() {
    move_birthdays();
    complete_record();
    complete_history();
    complete_previous_card();
    complete_certificates();
    require_values();
    facts_.close();
    return std::move(facts_);
  }

 private:
  [[nodiscard]] std::optional<Date> date(const char* name) const {
    const auto* found = facts_.find(name);
    const auto* value = found == nullptr ? nullptr : std::get_if<Date>(found);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  [[nodiscard]] BirthdayDates dates() const {
    return {date(born), date(card_expires), date(licence_expires)};
  }
  [[nodiscard]] bool stated(const char* name) const { return given_.contains(name); }
  [[nodiscard]] bool is(const char* name, const char* word) const {
    const auto* found = facts_.find(name);
    const auto* said = found == nullptr ? nullptr : std::get_if<std::string>(found);
    return said != nullptr && *said == word;
  }
  void unless_given(const char* name, const std::optional<Value>& value) {
    if (value && !stated(name) && lexicon_.vocabulary.fact(name) != nullptr) facts_.set(name, *value);
  }
  [[nodiscard]] std::optional<Value> value(const char* name) const {
    const auto* found = facts_.find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }

  void move_birthdays() {
    BirthdayDates anchors;
    const yaml::Node* blame = nullptr;
    const auto anchor = [&](const char* name, std::optional<Date>& date_of_anchor) {
      if (!stated(name)) return;
      date_of_anchor = date(name);
      blame = given_.at(name).node;
    };
    anchor(born, anchors.born);
    anchor(card_expires, anchors.card_expires);
    anchor(licence_expires, anchors.licence_expires);
    if (anchors == BirthdayDates{}) return;
    std::optional<Birthday> before;
    if (persona_dates_.born) before = Birthday{persona_dates_.born->month(), persona_dates_.born->day()};
    const auto birthday = common_birthday(anchors, before);
    if (!birthday)
      blame->fail(
          "no birthday agrees with the dates given",
          "card.expires is a birthday, licence.expires a birthday + 1 month, both of holder.birth_date");
    const auto result = moved(dates(), *birthday);
    unless_given(born, result.born);
    unless_given(card_expires, result.card_expires);
    unless_given(licence_expires, result.licence_expires);
    if (birthday == before) return;
    for (const auto* name : certificates)
      if (const auto expires = date(name)) unless_given(name, birthday_in(*birthday, expires->year()));
  }

  void complete_record() {
    const bool on_card =
        is("driver_registry.holding_form", "my_number_only") || is("driver_registry.holding_form", "both");
    const bool on_document =
        is("driver_registry.holding_form", "licence_only") || is("driver_registry.holding_form", "both");
    unless_given("licence_document.status", std::string(on_document ? "held" : "not_issued"));
    unless_given("card.record", on_card ? value("licence.record") : none);
    const bool recorded = !is("card.record", "none");
    unless_given("card.record_signature", std::string(recorded ? "valid" : "none"));
    unless_given("card.record_number", recorded ? value("licence.record_number") : none);
    unless_given("card.record_expires", recorded ? value(licence_expires) : none);
    unless_given("card.record_photo", recorded ? value("licence.photo") : none);
    unless_given("card.licence_pin_tries", recorded ? std::int64_t{10} : none);
    unless_given("driver_registry.record_card", std::string(recorded && on_card ? "card" : "none"));
    if (recorded) take_space();
  }

  // 運転経歴情報 stands in the same application, on a card without a licence record.
  void complete_history() {
    const bool on_card = is("driver_registry.history_form", "card_only") ||
                         is("driver_registry.history_form", "paper_and_card");
    const bool on_paper = is("driver_registry.history_form", "paper_only") ||
                          is("driver_registry.history_form", "paper_and_card");
    if (on_paper) unless_given("history_document.status", std::string("held"));
    if (on_card) unless_given("card.history_number", value("history_record.number"));
    if (is("card.history_number", "none") || !value("card.history_number")) return;
    if (on_card) unless_given("driver_registry.history_card", std::string("card"));
    unless_given("card.licence_pin_tries", std::int64_t{10});
    take_space();
  }

  // What an application on the card leaves of its free space.
  void take_space() {
    const auto space = value("card.free_space"), size = value("licence_application.size");
    if (space && size)
      unless_given("card.free_space", std::get<std::int64_t>(*space) - std::get<std::int64_t>(*size));
  }

  void complete_previous_card() {
    const auto record = value("previous_card.record");
    if (record && *record != none) unless_given("previous_card.record_expires", value(licence_expires));
  }

  void complete_certificates() {
    if (is("signature_submission.state", "submitted")) {
      unless_given("signature_submission.at", *parse_moment("2025-04-10T10:00"));
      if (is("portal_link.state", "never")) unless_given("signature_submission.items", items_in_force());
    }
    if (is("card.signature_certificate", "none")) {
      unless_given(certificates[0], none);
      unless_given("card.signature_password_tries",
                   std::int64_t{0});  // chip.md C.6: delivered without a value
    }
    if (is("card.authentication_certificate", "none")) unless_given(certificates[1], none);
    const auto last = date(card_expires);
    for (const auto* name : certificates) {
      const auto expires = date(name);
      if (!expires || !last || *expires <= *last) continue;
      if (stated(name))
        given_.at(name).node->fail("a certificate does not outlast its card (" + to_string(*last) + ")");
      facts_.set(name, *last);
    }
  }

  // What the resident register says of the four items, as the sum of its versions.
  [[nodiscard]] std::optional<Value> items_in_force() const {
    std::int64_t sum = 0;
    for (const auto* name :
         {"resident_register.address", "resident_register.name", "resident_register.birth_date"}) {
      const auto version = value(name);
      if (!version) return none;
      sum += std::get<std::int64_t>(*version);
    }
    return Value(sum);
  }

  void require_values() const {
    for (const auto& name : unsaid_)
      if (facts_.find(name) == nullptr)
        holder_.fail("nothing says '" + name + "' of this holder",
                     "add '" + name + ": ...' to given or to the persona");
  }

  const StatedFacts& given_;
  const Lexicon& lexicon_;
  const yaml::Node& holder_;
  const std::vector<std::string>& unsaid_;
  BirthdayDates persona_dates_;
  GivenFacts facts_;
};

}  // namespace

PersonaFacts persona_facts(const StatedFacts& persona, const Lexicon& lexicon) {
  Facts facts;
  for (const auto& spec : lexicon.vocabulary.facts())
    if (spec.initial && !lexicon.derived.contains(spec.name)) facts.emplace(spec.name, *spec.initial);
  for (const auto& [name, stated] : persona) facts.insert_or_assign(name, stated.value);
  PersonaFacts result;
  for (const auto& spec : lexicon.vocabulary.facts())
    if (!facts.contains(spec.name) && !lexicon.derived.contains(spec.name))
      result.unsaid.push_back(spec.name);
  result.facts = std::make_shared<const SharedFacts>(std::move(facts));
  return result;
}

GivenFacts complete(const PersonaFacts& persona, const StatedFacts& given, const Lexicon& lexicon,
                    const yaml::Node& holder) {
  return Completion(persona, given, lexicon, holder).run();
}

}  // namespace karimen::harness
