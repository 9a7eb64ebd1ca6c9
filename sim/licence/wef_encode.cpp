#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "sim/licence/elements.hpp"
#include "sim/licence/era.hpp"
#include "sim/licence/jis.hpp"

namespace karimen::sim::licence {
namespace {

[[noreturn]] void refuse(int tag, const std::string& what, std::string fix = "") {
  throw DiagnosticError(
      Diagnostic{.what = fmt::format("licence record element {:02X}: {}", tag, what), .fix = std::move(fix)});
}

class Encoder {
 public:
  Bytes out;

  void binary(int tag, std::size_t maximum, const Bytes& value) {
    if (value.size() > maximum) refuse(tag, fmt::format("{} bytes, at most {} fit", value.size(), maximum));
    // chip.md F.4: tags above FF are two bytes, the number itself.
    if (tag > 0xFF) out.push_back(static_cast<std::uint8_t>(tag >> 8));
    out.push_back(static_cast<std::uint8_t>(tag));
    if (value.size() > 0x7F) out.insert(out.end(), {0x82, static_cast<std::uint8_t>(value.size() >> 8)});
    out.push_back(static_cast<std::uint8_t>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
  }
  void ascii(int tag, std::size_t maximum, const std::string& value) {
    if (!is_jis_x0201(value))
      refuse(tag, "\"" + value + "\" is not JIS X 0201", "use digits and plain ASCII");
    binary(tag, maximum, to_bytes(value));
  }
  void japanese(int tag, std::size_t maximum, const std::string& value) {
    binary(tag, maximum, to_jis_x0208(value));
  }
  void date(int tag, const std::optional<Date>& value) {
    if (!value) return binary(tag, 7, {});
    const auto coded = to_era_date(*value);
    if (!coded) refuse(tag, to_string(*value) + " has no era date", "the eras begin on 1868-01-25");
    ascii(tag, 7, *coded);
  }
  void driver_class(int tag, const std::optional<DriverClass>& value) {
    binary(tag, 1, value ? Bytes{static_cast<std::uint8_t>(*value)} : Bytes{});
  }
  void category(int tag, const Categories& categories, Category category) {
    binary(tag, 1, categories.holds(category) ? Bytes{0x01} : Bytes{});
  }
};

}  // namespace

Bytes encode_wef01(bool pin_set) {
  return {0xC1, 0x01, static_cast<std::uint8_t>(pin_set ? 0x01 : 0x00)};
}

Bytes encode_wef02(const LicenceRecord& record) {
  Encoder encoder;
  visit_wef02(record, encoder);
  return std::move(encoder.out);
}

Bytes encode_wef03(const SignatureRecord& record) {
  Encoder encoder;
  visit_wef03(record, encoder);
  return std::move(encoder.out);
}

}  // namespace karimen::sim::licence
