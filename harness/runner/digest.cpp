#include "harness/runner/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace karimen::harness {

class Digest::Hash {
 public:
  Hash() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
      throw std::runtime_error("SHA-256 is not available");
  }
  // The length before the text keeps ("ab", "c") apart from ("a", "bc").
  void text(std::string_view text) {
    buffer_ += std::to_string(text.size());
    buffer_ += ':';
    buffer_ += text;
    if (buffer_.size() > 4096) flush();
  }
  std::string finish() {
    flush();
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> value{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), value.data(), &size);
    auto hex = to_hex(ByteView(value).first(size));
    for (auto& c : hex) c = c >= 'A' ? static_cast<char>(c + 32) : c;
    return hex;
  }

 private:
  void flush() {
    EVP_DigestUpdate(context_.get(), buffer_.data(), buffer_.size());
    buffer_.clear();
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
  std::string buffer_;
};

namespace {

template <typename Hash>
struct Spelling {
  Hash& hash;

  void facts(const Facts& facts) {
    hash.text(std::to_string(facts.size()));
    for (const auto& [name, value] : facts) {
      hash.text(name);
      hash.text(to_string(value));
    }
  }
  void optional(const std::optional<std::string>& text) { hash.text(text ? "=" + *text : "?"); }

  void operator()(const RunStarted& event) {
    hash.text("run_started");
    hash.text(std::to_string(event.scenarios));
    hash.text(event.seed);
    facts(event.assumptions);
    facts(event.oracle_assumptions);
  }
  void operator()(const ApduEvent& event) {
    for (const auto& text : {std::string("apdu"), event.scenario, event.step, to_text(event.command),
                             to_text(event.response), event.cause})
      hash.text(text);
  }
  void operator()(const PaperEvent& event) {
    for (const auto& text : {std::string("paper"), event.scenario, event.step, event.kind}) hash.text(text);
    hash.text(std::to_string(event.lines.size()));
    for (const auto& [label, text] : event.lines) {
      hash.text(label);
      hash.text(text);
    }
  }
  void operator()(const StepEvent& event) {
    for (const auto& text : {std::string("step"), event.scenario, event.id, event.procedure, event.at,
                             event.actor, event.who, event.place, std::string(to_string(event.verdict)),
                             std::string(to_string(event.failure)), event.detail})
      hash.text(text);
    facts(event.inputs);
    facts(event.predicted);
    facts(event.observed);
    for (const auto& name : event.not_observed) hash.text(name);
    for (const auto& rule : event.rules)
      for (const auto& text :
           {rule.id, rule.decision, std::string(rule.fired ? "1" : "0"), rule.consequence, rule.explanation})
        hash.text(text);
    for (const auto& id : event.assumptions) hash.text(id);
    for (const auto& each : event.differences) {
      hash.text(each.name);
      hash.text(to_string(each.failure));
      optional(each.expected);
      optional(each.predicted);
      optional(each.observed);
      hash.text(each.reason);
    }
  }
  void operator()(const ScenarioFinished& event) {
    for (const auto& text :
         {std::string("scenario_finished"), event.id, std::string(to_string(event.verdict)),
          std::string(to_string(event.failure)), event.step, event.detail, std::to_string(event.not_run)})
      hash.text(text);
  }
  void operator()(const RunFinished&) { hash.text("run_finished"); }
};

}  // namespace

Digest::Digest() : hash_(std::make_unique<Hash>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(const Event& event) {
  std::visit(Spelling<Hash>{*hash_}, event);
}
std::string Digest::finish() {
  return hash_->finish();
}

}  // namespace karimen::harness
