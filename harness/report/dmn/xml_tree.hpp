// XML that is written element by element, indented.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "harness/report/words/xml_text.hpp"

namespace karimen::harness::report {

class XmlTree {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

  /// An element that `close` ends. An attribute without a value is left out.
  void open(std::string_view name, Attributes attributes = {}) {
    start(name, attributes);
    text_ += ">\n";
    ++depth_;
  }
  void close(std::string_view name) {
    --depth_;
    text_.append(2 * depth_, ' ').append("</").append(name).append(">\n");
  }
  /// Without anything in it.
  void empty(std::string_view name, Attributes attributes = {}) {
    start(name, attributes);
    text_ += "/>\n";
  }
  void leaf(std::string_view name, std::string_view content, Attributes attributes = {}) {
    start(name, attributes);
    text_.append(">").append(xml_text(content)).append("</").append(name).append(">\n");
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void start(std::string_view name, Attributes attributes) {
    text_.append(2 * depth_, ' ').append("<").append(name);
    for (const auto& [key, value] : attributes)
      if (!value.empty())
        text_.append(" ").append(key).append("=\"").append(xml_attribute(value)).append("\"");
  }

  std::string text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::size_t depth_ = 0;
};

}  // namespace karimen::harness::report
