#include "harness/serve/api/station.hpp"

#include "harness/workshop/card/key_names.hpp"

namespace karimen::harness::serve {

using workshop::PreparedCard;

namespace {

const WantedCard first_card{.name = "hanako", .text = "", .saved = {}};

}  // namespace

Station::Station(std::string id, sim::reader::VpcdReader reader, CardShelf& shelf,
                 std::chrono::seconds patience, bool unmasked, Witness* witness)
    : id_(std::move(id)),
      reader_(std::move(reader)),
      shelf_(shelf),
      patience_(patience),
      used_(Clock::now()),
      events_(std::make_shared<EventLog>()),
      watcher_(screen_, unmasked),
      card_(shelf.take(first_card).card),
      place_(reader_.port, reader_.name, card_),
      desk_(shelf.take(first_card), shelf.material(), card_, place_, faults_, watcher_, screen_, unmasked) {
  watcher_.listen([this](workshop::Heard&& event) {
    used();
    newest_ = events_->take(std::move(event));
  });
  card_.observe([this, witness](const auto& event, auto* chip) {
    watcher_.take(event, chip);
    if (witness != nullptr) witness->passed(id_, newest_, chip);
  });
}

Station::~Station() {
  abandon();
}

Station::Clock::duration Station::overdue() const {
  return Clock::now() - used_.load() - patience_;
}

BilingualText Station::say(const workshop::ConsoleCommand& command, const workshop::Arguments& arguments) {
  return with_desk([&] {
    workshop::run_command(desk_, command, arguments);
    return std::exchange(said_, {});
  });
}

void Station::run_lines(const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    auto words = workshop::split_line(line);
    if (words.empty()) continue;
    const auto& command = workshop::command_called(words.front());
    if (command.kind != workshop::WordKind::change)
      throw workshop::console_error("'" + words.front() + "' changes no card before it is put in",
                                    "say it afterwards");
    words.erase(words.begin());
    workshop::run_command(desk_, command, words);
  }
}

BilingualText Station::lay(std::optional<PreparedCard> card, const Insertion& how) {
  const auto prepare = [&] { run_lines(how.words); };
  if (card)
    desk_.insert(std::move(*card), prepare, how.warm);
  else
    prepare();
  place_.in();
  return std::exchange(said_, {});
}

BilingualText Station::insert(const WantedCard& wanted, const Insertion& how) {
  std::optional<PreparedCard> card;
  if (!wanted.none()) card = shelf_.take(wanted);
  return with_desk([&] { return lay(std::move(card), how); });
}

// Not both desks at once: two forks that cross would wait for each other.
BilingualText Station::insert_copy_of(Station& other, const Insertion& how) {
  auto copy = other.with_desk([&] { return other.desk_.copy(); });
  return with_desk([&] { return lay(std::move(copy), how); });
}

Bytes Station::saved() {
  return with_desk([&] { return card_.copy().save(); });
}

StationState Station::state() {
  return with_desk([&] {
    StationState state{.in = place_.is_in(),
                       .card = desk_.name,
                       .defects = desk_.defects.on(),
                       .faults = faults_.armed(),
                       .recording = desk_.recording,
                       .replaying = desk_.replaying,
                       .events = events_->last()};
    for (const auto& [name, aside] : desk_.asides) state.snapshots.push_back(name);
    if (desk_.replaying) return state;
    card_.with([&](sim::chip::Card& card) {
      state.contactless = card.interface() == sim::chip::Interface::contactless;
      for (const auto& key : sim::chip::Editor(card).key_references())
        state.keys.push_back(
            {workshop::key_word(key.application, key.file), key.tries, key.limit, key.verified});
    });
    return state;
  });
}

void Station::close() noexcept {
  try {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    events_->close();
    if (place_.is_in()) place_.out();
  } catch (const std::exception&) {  // whoever takes the reader next is told
    place_.leave();
  }
}

void Station::abandon() noexcept {
  events_->close();
  place_.leave();
}

}  // namespace karimen::harness::serve
