// What a solver thought of, as facts.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "harness/oracle/proof/encoder.hpp"

namespace karimen::harness::rules {

class Model {
 public:
  /// `values`: of the names of the encoder's unknowns. All must outlive it.
  Model(const Program& program, Encoder& encoder, const std::map<std::string, std::string>& values)
      : program_(program), encoder_(encoder), values_(values) {}

  /// Of every fact that is a variable of that version; texts that stand in no formula are made up in their
  /// form.
  [[nodiscard]] Facts facts(const std::string& version) const;

  /// All names to be asked for.
  [[nodiscard]] static std::vector<std::string> names(const Encoder& encoder);

 private:
  [[nodiscard]] std::optional<Value> value(const Unknown& unknown) const;
  [[nodiscard]] std::int64_t number(const std::string& name) const;
  [[nodiscard]] std::string text(int fact, std::int64_t symbol) const;

  const Program& program_;
  Encoder& encoder_;
  const std::map<std::string, std::string>& values_;
};

}  // namespace karimen::harness::rules
