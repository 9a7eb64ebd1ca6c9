#include "sim/licence/wef_decode.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/licence/elements.hpp"
#include "sim/licence/era.hpp"
#include "sim/licence/jis.hpp"

namespace karimen::sim::licence {
namespace {

/// Reads element after element. After the first error every reading is a no-op.
class Decoder {
 public:
  explicit Decoder(ByteView file) : file_(file) {}

  std::optional<DecodeError> error;
  [[nodiscard]] std::size_t position() const { return at_; }

  void binary(int tag, std::size_t maximum, Bytes& value) {
    if (const auto content = take(tag, maximum)) value.assign(content->begin(), content->end());
  }
  void ascii(int tag, std::size_t maximum, std::string& value) {
    const auto content = take(tag, maximum);
    if (!content) return;
    value = to_text(*content);
    if (!is_jis_x0201(value)) fail("not JIS X 0201");
  }
  void japanese(int tag, std::size_t maximum, std::string& value) {
    const auto content = take(tag, maximum);
    if (!content) return;
    const auto text = from_jis_x0208(*content);
    if (!text) return fail("not JIS X 0208");
    value = *text;
  }
  void date(int tag, std::optional<Date>& value) {
    const auto content = take(tag, 7);
    if (!content || content->empty()) return;
    value = parse_era_date(to_text(*content));
    if (!value) fail("not an era date");
  }
  void driver_class(int tag, std::optional<DriverClass>& value) {
    const auto content = take(tag, 1);
    if (!content || content->empty()) return;
    const std::uint8_t code = content->front();
    if (code < 1 || code > static_cast<std::uint8_t>(DriverClass::first_time))
      return fail("not a driver class");
    value = static_cast<DriverClass>(code);
  }
  void category(int tag, Categories& categories, Category category) {
    const auto content = take(tag, 1);
    if (!content || content->empty()) return;
    if (content->front() != 0x01) return fail("a category held is 01");
    categories.hold(category);
  }
  void finish() {
    const ByteView rest = file_.subspan(at_);
    const auto is = [](std::uint8_t filler) { return [filler](std::uint8_t b) { return b == filler; }; };
    if (error || std::all_of(rest.begin(), rest.end(), is(0x00)) ||
        std::all_of(rest.begin(), rest.end(), is(0xFF)))
      return;
    begin(0);
    fail("something other than filler follows the last element");
  }

 private:
  void begin(int tag) {
    tag_ = tag;
    start_ = at_;
  }
  void fail(std::string what) {
    if (!error) error = DecodeError{static_cast<std::uint16_t>(tag_), start_, std::move(what)};
  }
  std::optional<ByteView> take(int tag, std::size_t maximum) {
    if (error) return std::nullopt;
    begin(tag);
    const auto content = element(tag);
    if (content && content->size() > maximum)
      fail(fmt::format("{} bytes, at most {}", content->size(), maximum));
    if (error) return std::nullopt;
    return content;
  }
  std::optional<ByteView> element(int tag) {
    const std::size_t tag_size = tag > 0xFF ? 2 : 1;
    std::size_t found = 0;
    if (file_.size() - at_ < tag_size + 1) return fail("the file ends here"), std::nullopt;
    for (std::size_t i = 0; i < tag_size; ++i) found = found << 8 | file_[at_++];
    if (found != static_cast<std::size_t>(tag))
      return fail(fmt::format("expected tag {:02X}, found {:02X}", tag, found)), std::nullopt;
    std::size_t size = file_[at_++];
    if (size > 0x7F) {
      if (size != 0x82 || file_.size() - at_ < 2) return fail("the length is malformed"), std::nullopt;
      size = std::size_t{file_[at_]} << 8 | file_[at_ + 1];
      at_ += 2;
      if (size < 0x80) return fail("the length is not in its shortest form"), std::nullopt;
    }
    if (file_.size() - at_ < size) return fail("the value runs past the end of the file"), std::nullopt;
    const ByteView content = file_.subspan(at_, size);
    at_ += size;
    return content;
  }

  ByteView file_;
  std::size_t at_ = 0, start_ = 0;
  int tag_ = 0;
};

template <typename Record>
std::variant<Record, DecodeError> plain(Decoded<Record> decoded) {
  if (decoded.error) return *decoded.error;
  return std::move(decoded.record);
}

template <typename Record>
Decoded<Record> read(ByteView file, void (*visit)(Record&, Decoder&)) {
  Decoded<Record> decoded;
  Decoder decoder(file);
  visit(decoded.record, decoder);
  decoded.size = decoder.position();
  decoder.finish();
  decoded.error = decoder.error;
  return decoded;
}

}  // namespace

Decoded<LicenceRecord> read_wef02(ByteView file) {
  return read<LicenceRecord>(file, [](auto& record, Decoder& decoder) { visit_wef02(record, decoder); });
}

Decoded<SignatureRecord> read_wef03(ByteView file) {
  return read<SignatureRecord>(file, [](auto& record, Decoder& decoder) { visit_wef03(record, decoder); });
}

std::variant<LicenceRecord, DecodeError> decode_wef02(ByteView file) {
  return plain(read_wef02(file));
}
std::variant<SignatureRecord, DecodeError> decode_wef03(ByteView file) {
  return plain(read_wef03(file));
}

}  // namespace karimen::sim::licence
