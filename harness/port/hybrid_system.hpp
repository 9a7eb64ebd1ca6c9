// Somebody else's system beside the built-in institutions: each does its procedures and learns of the other's
// doings. The host has the cards and a registry of its own.
#pragma once

#include "harness/port/partner.hpp"

namespace karimen::harness::port {

class HybridSystem final : public System {
 public:
  /// What is wrong with the end of a system, where nobody can be failed for it any more.
  using Complain = std::function<void(const std::string&)>;

  /// Starts the other system, or connects to it, and is introduced. `words` must outlive it. Throws
  /// DiagnosticError (environment).
  HybridSystem(std::unique_ptr<HostSystem> host, const Words& words, const Setup& setup, Complain complain);
  ~HybridSystem() override;

  [[nodiscard]] const Introduction& introduction() const { return introduction_; }

  [[nodiscard]] bool knows(const std::string& procedure) const override { return host_->knows(procedure); }
  [[nodiscard]] std::vector<Refusal> refuses(const People& people) const override {
    return host_->refuses(people);
  }
  void reset(const ResetRequest& request) override;
  PerformResult perform(const PerformRequest& request) override;
  /// A card is the host's affair.
  Loan lend(const PerformRequest& request, const std::function<void(const LentCard&)>& use) override {
    return host_->lend(request, use);
  }
  Facts observe(const std::string& who, std::span<const std::string> names) override;
  Facts observe_through_reader(const std::string& who, std::span<const std::string> names) override {
    return host_->observe_through_reader(who, names);
  }
  void on_exchange(std::function<void(const Exchange&)> listener) override {
    host_->on_exchange(std::move(listener));
  }
  void end_by(std::optional<Deadline> moment) override { peer_.end_by(moment); }
  [[nodiscard]] BilingualText explain(const Exchange& exchange) const override {
    return host_->explain(exchange);
  }

 private:
  template <class Work>
  auto guarded(Work work);
  PerformResult perform_theirs(const PerformRequest& request);
  Json call_at_counter(const PerformRequest& request, std::optional<bool>& faults_struck);
  Json answer(const std::string& method, const Json& params);
  Json answer_about_card(const std::string& method, const Fields& params);
  /// The person of a question to the driver registry. Throws FieldError, CallError.
  std::string asked_for(const Fields& params);
  Json licence_record(const Fields& params);
  Json history_record(const Fields& params);
  /// The host learns what they changed. Throws FieldError.
  void take_over(const Fields& people);
  /// What they told in the step that is open was of an errand that came to nothing.
  void take_back();
  void pay(const std::string& who, const Performed& performed);
  /// They learn what the host changed since they were told last.
  void tell_changes();
  [[nodiscard]] bool is_theirs(const std::string& name) const;
  /// Names of facts, and who is asked for each.
  struct Division {
    std::vector<std::string> names;
    std::size_t theirs = 0;  ///< how many facts were theirs then; it only grows within a scenario
    std::vector<std::string> ask;
    std::string ask_text;         ///< the same, as JSON
    std::set<std::string> asked;  ///< the same
    std::vector<std::string> look;
  };
  const Division& divided(std::span<const std::string> names);
  void ask_for(const std::string& who, const Division& division, Facts& facts);
  [[nodiscard]] bool is_told_them(const std::string& name) const;
  /// As the host would tell it now.
  [[nodiscard]] std::optional<Value> host_value(const std::string& who, const std::string& name);

  std::unique_ptr<HostSystem> host_;
  const Words& words_;
  Complain complain_;
  Peer peer_;
  Introduction introduction_;
  bool broken_ = false;
  bool host_has_acted_ = false;  ///< since they were told last
  bool took_back_ = false;       ///< likewise, what came to nothing
  std::map<std::string, Facts> told_;
  std::map<std::string, Facts> before_;  ///< what they changed in the step that is open, as it was
  std::set<std::string> theirs_;         ///< facts that a step of theirs may have changed
  Division division_;
  Moment now_{};
};

}  // namespace karimen::harness::port
