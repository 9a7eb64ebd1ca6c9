#include "harness/report/html/security_status.hpp"

#include "harness/trace/hex.hpp"
#include "harness/trace/names.hpp"

namespace karimen::harness::report::html {
namespace {

constexpr std::uint8_t verify = 0x20;
constexpr Bilingual presented{"{} presented", "{}を照合済み"}, tries{"{}: {} tries left", "{}：残り回数 {}"},
    protected_session{"secure messaging", "セキュアメッセージング中"},
    channel{"secure channel", "セキュアチャネル中"};

BilingualText both(const Bilingual& text) {
  return {text.en, text.ja};
}

BilingualText filled(const Bilingual& text, const BilingualText& name, const std::string& more = "") {
  return {say(text, Language::en, {name.en, more}), say(text, Language::ja, {name.ja, more})};
}

BilingualText name_of(trace::Application application, std::uint16_t file) {
  if (const auto* name = trace::file_name(application, file)) return both(*name);
  return {"EF " + trace::hex4(file), "EF " + trace::hex4(file)};
}

// 63CX: X tries are left (JICSAP, VERIFY); 6983, 6984: none.
int tries_in(std::uint16_t status) {
  if ((status & 0xFFF0) == 0x63C0) return status & 0x0F;
  return status == 0x6983 || status == 0x6984 ? 0 : -1;
}

}  // namespace

void SecurityStatus::take(ByteView command, ByteView response, const trace::Situation& before,
                          const trace::Situation& after) {
  if (before.application != after.application) verified_.clear();
  if (command.size() < 4 || command[1] != verify) return;
  const auto apdu = parse_apdu(command);
  if (trace::unreadable(apdu, before)) return;
  const Key key{before.application, trace::target_of(apdu, before)};
  const auto status = trace::status_of(response);
  if (status == 0x9000) {
    verified_.insert(key);
    tries_.erase(key);
  } else if (const auto left = tries_in(status); left >= 0) {
    verified_.erase(key);
    tries_[key] = left;
  }
}

BilingualText SecurityStatus::words(const trace::Situation& now) const {
  BilingualText all = both(trace::application_name(now.application));
  const auto add = [&](const BilingualText& text) {
    all.en += (all.en.empty() ? "" : "; ") + text.en;
    all.ja += (all.ja.empty() ? "" : "、") + text.ja;
  };
  for (const auto& [application, file] : verified_) add(filled(presented, name_of(application, file)));
  for (const auto& [key, left] : tries_)
    add(filled(tries, name_of(key.first, key.second), std::to_string(left)));
  if (now.messaging) add(both(protected_session));
  if (now.channel) add(both(channel));
  return all;
}

}  // namespace karimen::harness::report::html
