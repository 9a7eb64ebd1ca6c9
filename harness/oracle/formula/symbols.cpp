#include "harness/oracle/formula/symbols.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace karimen::harness::rules {
namespace {

/// Of values that need no symbol; undecided for the others.
struct PlainDatum {
  Datum operator()(bool value) const { return boolean(value); }
  Datum operator()(std::int64_t value) const { return integer(value); }
  Datum operator()(Date value) const {
    return {Tag::date, std::chrono::sys_days(value).time_since_epoch().count()};
  }
  Datum operator()(Moment value) const { return {Tag::moment, value.time_since_epoch().count()}; }
  Datum operator()(const auto&) const { return {}; }
};

struct ToSlot : PlainDatum {
  using PlainDatum::operator();
  Symbols& symbols;
  Datum operator()(const std::string& value) const { return {Tag::word, symbols.word(value)}; }
  Datum operator()(const WordSet& value) const {
    std::vector<std::int64_t> members;
    for (const auto& word : value) members.push_back(symbols.word(word));
    return {Tag::set, symbols.set(std::move(members))};
  }
};

std::string clock_time(std::int64_t seconds) {
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  auto text = two(seconds / 3600) + ":" + two(seconds / 60 % 60);
  return seconds % 60 == 0 ? text : text + ":" + two(seconds % 60);
}

}  // namespace

Symbols::Symbols(const Symbols* below)
    : below_(below),
      first_word_(below ? below->first_word_ + static_cast<std::int64_t>(below->texts_.size()) : 0),
      first_set_(below ? below->first_set_ + static_cast<std::int64_t>(below->sets_.size()) : 0) {}

std::int64_t Symbols::find_word(std::string_view text) const {
  if (const auto found = word_index_.find(text); found >= 0) return found;
  return below_ ? below_->find_word(text) : -1;
}

std::int64_t Symbols::find_set(const std::vector<std::int64_t>& members) const {
  const auto found = set_index_.find(members);
  if (found != set_index_.end()) return found->second;
  return below_ ? below_->find_set(members) : -1;
}

std::int64_t Symbols::word(std::string_view text) {
  if (const auto known = find_word(text); known >= 0) return known;
  const auto symbol = first_word_ + static_cast<std::int64_t>(texts_.size());
  texts_.emplace_back(text);
  word_index_.add(text, symbol);
  return symbol;
}

const std::string& Symbols::text(std::int64_t symbol) const {
  if (symbol < first_word_) return below_->text(symbol);
  KARIMEN_ASSERT(static_cast<std::size_t>(symbol - first_word_) < texts_.size(),
                 "a symbol stands for a text");
  return texts_[static_cast<std::size_t>(symbol - first_word_)];
}

std::int64_t Symbols::set(std::vector<std::int64_t> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  if (const auto known = find_set(members); known >= 0) return known;
  const auto number = first_set_ + static_cast<std::int64_t>(sets_.size());
  set_index_.emplace(members, number);
  sets_.push_back(std::move(members));
  return number;
}

std::span<const std::int64_t> Symbols::members(std::int64_t set) const {
  if (set < first_set_) return below_->members(set);
  KARIMEN_ASSERT(static_cast<std::size_t>(set - first_set_) < sets_.size(), "a number stands for a set");
  return sets_[static_cast<std::size_t>(set - first_set_)];
}

Datum Symbols::datum(const Value& value) {
  return std::visit(ToSlot{{}, *this}, value);
}

bool Symbols::stands_for(Datum datum, const Value& value) const {
  if (const auto* said = std::get_if<std::string>(&value))
    return datum.tag == Tag::word && text(datum.number) == *said;
  if (const auto* said = std::get_if<WordSet>(&value)) {
    if (datum.tag != Tag::set) return false;
    const auto all = members(datum.number);
    return all.size() == said->size() &&
           std::ranges::all_of(all, [&](std::int64_t member) { return said->contains(text(member)); });
  }
  return datum == std::visit(PlainDatum{}, value);
}

Value Symbols::value(Datum datum) const {
  switch (datum.tag) {
    case Tag::undecided:
      return std::string();
    case Tag::boolean:
      return datum.number != 0;
    case Tag::integer:
      return datum.number;
    case Tag::date:
      return Date(std::chrono::sys_days(std::chrono::days(datum.number)));
    case Tag::moment:
      return Moment(std::chrono::seconds(datum.number));
    case Tag::time:
      return clock_time(datum.number);
    case Tag::word:
      return text(datum.number);
    case Tag::set: {
      WordSet words;
      for (const auto member : members(datum.number)) words.insert(text(member));
      return words;
    }
  }
  return std::string();
}

}  // namespace karimen::harness::rules
