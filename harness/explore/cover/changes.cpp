#include "harness/explore/cover/changes.hpp"

#include <algorithm>

namespace karimen::harness::explore {
namespace {

using std::chrono::minutes;

// Ages of certificates, notices and terms are counted in months and years from here.
constexpr int far_days[] = {-3700, -1900, -1100, -800, -400, -366, -185, -181, -93,  -62,
                            -41,   -32,   -31,   -15,  -8,   -1,   0,    1,    7,    15,
                            30,    31,    40,    90,   170,  185,  366,  800,  1100, 1900};
constexpr int telling_minutes[] = {
    0,           8 * 60 + 29,  8 * 60 + 30,  9 * 60,  10 * 60,      11 * 60 + 1,
    13 * 60,     14 * 60 + 30, 15 * 60 + 30, 16 * 60, 17 * 60 + 16, 20 * 60,
    23 * 60 + 59};

void add_numbers(const rules::Expression& expression, std::set<std::int64_t>& numbers) {
  for (const auto& node : expression.nodes)
    if (node.op == rules::Op::literal && node.value.tag == rules::Tag::integer)
      for (const int shift : {-1, 0, 1}) numbers.insert(node.value.number + shift);
}

}  // namespace

void add_ground_facts(const rules::Program& program, const rules::Expression& expression,
                      std::set<int>& facts) {
  rules::for_each_fact(expression, [&](int index) {
    const auto& fact = program.facts[static_cast<std::size_t>(index)];
    if (fact.derive.empty())
      facts.insert(index);
    else
      add_ground_facts(program, fact.derive, facts);
  });
}

Changes::Changes(const Lexicon& lexicon, const Rulebook& rulebook) : lexicon_(lexicon), rulebook_(rulebook) {
  std::set<std::int64_t> numbers{0, 1};
  for (const auto& decision : rulebook.decisions())
    for (const auto& rule : decision.rules)
      for (const auto& cell : rule.when) add_numbers(cell.test, numbers);
  for (const auto& fact : rulebook.program().facts) add_numbers(fact.derive, numbers);
  numbers_.assign(numbers.begin(), numbers.end());
}

std::vector<std::string> Changes::values(const Type& type, const Limits& limits, Moment now) const {
  std::vector<std::string> found;
  if (type.base == Base::set) {
    found.emplace_back("[]");
    for (const auto& word : type.words) found.push_back('[' + word + ']');
    if (type.words.size() > 1) {
      std::string all;
      for (const auto& word : type.words) all += (all.empty() ? "" : ", ") + word;
      found.push_back('[' + all + ']');
    }
    return found;
  }
  found = type.words;
  const auto bound = [](const std::optional<Value>& value) {
    return value ? std::get_if<std::int64_t>(&*value) : nullptr;
  };
  switch (type.base) {
    case Base::boolean:
      found.insert(found.end(), {"false", "true"});
      break;
    case Base::integer:
      for (const auto number : numbers_) {
        const auto *from = bound(limits.from), *to = bound(limits.to);
        if ((from == nullptr || number >= *from) && (to == nullptr || number <= *to))
          found.push_back(std::to_string(number));
      }
      break;
    case Base::date:
      for (const int shift : far_days) found.push_back(to_string(plus_days(date_of(now), shift)));
      break;
    case Base::moment:
      for (const int shift : far_days) found.push_back(to_string(now + minutes(shift * 24 * 60)));
      for (const int shift : {-40, -30, -5, 5, 25, 30, 40}) found.push_back(to_string(now + minutes(shift)));
      break;
    case Base::text:
      if (limits.format && limits.format->exists == "photograph")
        found.insert(found.end(), {"photo-01", "photo-02"});
      if (limits.format && limits.format->name == "licence_number")
        found.insert(found.end(), {"$licence.record_number", "$history_record.number", "$licence.number",
                                   "\"305012345999\""});
      break;
    default:
      break;
  }
  return found;
}

void Changes::add_fact(const Walk& walk, const rules::Fact& fact, std::vector<Walk>& found) const {
  const auto& spec = rulebook_.vocabulary().facts()[static_cast<std::size_t>(fact.vocabulary)];
  if (spec.per_step || lexicon_.derived.contains(spec.name)) return;
  const auto said = walk.given.find(spec.name);
  for (auto& value : values(spec.type, spec.limits, walk.steps.back().at)) {
    if (said != walk.given.end() && said->second == value) continue;
    auto other = walk;
    other.given[spec.name] = std::move(value);
    found.push_back(std::move(other));
  }
}

void Changes::add_input(const Walk& walk, const std::string& name, std::vector<Walk>& found) const {
  for (std::size_t i = 0; i < walk.steps.size(); ++i) {
    const auto& step = walk.steps[i];
    const auto* procedure = rulebook_.vocabulary().procedure(step.procedure);
    const auto* input = procedure == nullptr ? nullptr : procedure->input(name);
    if (input == nullptr) continue;
    auto options = values(input->type, input->limits, step.at);
    if (name == "password") options = {"$card.signature_password", "KARIMEN2024", "abc", "unknown"};
    if (name == "pin") options = {"$card.licence_pin", "\"0000\"", "\"12\""};
    for (auto& value : options) {
      auto other = walk;
      auto& inputs = other.steps[i].inputs;
      const auto said = std::ranges::find(inputs, name, &std::pair<std::string, std::string>::first);
      if (said == inputs.end())
        inputs.emplace_back(name, std::move(value));
      else if (said->second == value)
        continue;
      else
        said->second = std::move(value);
      found.push_back(std::move(other));
    }
  }
}

void Changes::add_facilities(const Walk& walk, std::vector<Walk>& found) const {
  for (std::size_t i = 0; i < walk.steps.size(); ++i) {
    const auto* procedure = rulebook_.vocabulary().procedure(walk.steps[i].procedure);
    if (procedure == nullptr) continue;
    for (const auto& input : procedure->inputs) {
      if (input.type.base != Base::facility) continue;
      for (const auto& [name, entry] : lexicon_.facilities) {
        auto other = walk;
        auto& inputs = other.steps[i].inputs;
        std::erase_if(inputs, [&](const auto& each) { return each.first == input.name; });
        inputs.emplace_back(input.name, name);
        found.push_back(std::move(other));
      }
    }
  }
}

void Changes::add_moments(const Walk& walk, const std::set<Date>& days, std::vector<Walk>& found) const {
  const auto last = walk.steps.back().at;
  const auto move = [&](Moment at) {
    if (walk.steps.size() > 1 && at < walk.steps[walk.steps.size() - 2].at) return;
    if (at == last) return;
    auto other = walk;
    other.steps.back().at = at;
    found.push_back(std::move(other));
  };
  for (const int minute : telling_minutes) move(at_midnight(date_of(last)) + minutes(minute));
  for (const auto& day : days) {
    move(at_midnight(day) + minutes(10 * 60));
    // The next Monday, where the day itself is one on which counters are closed.
    const std::chrono::weekday weekday{std::chrono::sys_days(day)};
    if (weekday.iso_encoding() > 5)
      move(at_midnight(plus_days(day, 8 - static_cast<int>(weekday.iso_encoding()))) + minutes(10 * 60));
  }
}

std::vector<Walk> Changes::around(const Walk& walk, const std::set<int>& facts,
                                  const std::set<Date>& days) const {
  std::vector<Walk> found;
  const auto& program = rulebook_.program();
  const auto& step = program.step;
  bool moment = false, facility = false;
  for (const int index : facts) {
    const auto& fact = program.facts[static_cast<std::size_t>(index)];
    if (fact.vocabulary >= 0)
      add_fact(walk, fact, found);
    else if (fact.assumption >= 0) {
      const auto& knob = program.assumptions[static_cast<std::size_t>(fact.assumption)];
      for (const auto& word : knob.type.words) {
        if (word == to_string(knob.initial)) continue;
        auto other = walk;
        other.assumptions[knob.id] = word;
        found.push_back(std::move(other));
      }
    } else if (fact.name.starts_with("input."))
      add_input(walk, fact.name.substr(6), found);
    moment = moment || index == step.now || index == step.today;
    facility = facility || index == step.facility_name || index == step.facility_kind ||
               index == step.facility_prefecture || index == step.place;
  }
  if (facility) add_facilities(walk, found);
  if (moment) add_moments(walk, days, found);
  return found;
}

}  // namespace karimen::harness::explore
