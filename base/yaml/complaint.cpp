#include "base/yaml/complaint.hpp"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>

namespace karimen::yaml {
namespace {

namespace said = YAML::ErrorMsg;

struct Complaint {
  std::string_view message;  ///< how it begins
  const char* what;
  const char* fix;
};

const std::array complaints{
    Complaint{said::MAP_VALUE, "a ':' cannot stand here",
              "quote a text that has ': ' in it; check the indentation"},
    Complaint{said::MAP_KEY, "a '?' cannot stand here", "quote a text that begins with '? '"},
    Complaint{said::BLOCK_ENTRY, "a '- ' cannot stand here",
              "put it on a line of its own; quote a text that begins with '- '"},
    Complaint{said::END_OF_MAP, "neither a key nor the end of the mapping before it",
              "write 'key: value'; check the indentation"},
    Complaint{said::END_OF_SEQ, "neither an item nor the end of the list before it",
              "begin it with '- '; check the indentation"},
    Complaint{said::FLOW_END, "no bracket of this kind is open here",
              "delete it, or close the one that is open"},
    Complaint{said::TAB_IN_INDENTATION, "a tab cannot indent", "indent with spaces"},
    Complaint{said::DOC_IN_SCALAR, "a document ends inside a quotation", "close the quotation before it"},
    Complaint{said::EOF_IN_SCALAR, "the file ends inside a quotation", "close the quotation"},
    Complaint{said::INVALID_ESCAPE, "no such escape in double quotes",
              "write \\\\ for a backslash, or use single quotes"},
    Complaint{said::INVALID_HEX, "no hexadecimal number here", "\\x takes two digits, \\u four, \\U eight"},
    Complaint{said::INVALID_UNICODE, "no such character in Unicode", "write the character itself"},
    Complaint{said::CHAR_IN_BLOCK, "nothing can stand behind '|' or '>'", "begin the text on the next line"},
};

const std::array unclosed{std::string_view(said::END_OF_SEQ_FLOW), std::string_view(said::END_OF_MAP_FLOW)};

Diagnostic unclosed_bracket(const Text& text, std::size_t offset, const Node& open) {
  const std::string bracket = open.is_sequence() ? "']'" : "'}'";
  if (text.all().find_first_not_of(" \n", offset) == std::string::npos)
    return open.diagnostic("not valid YAML: this bracket is never closed", "close it with " + bracket);
  return text.node(offset, Kind::scalar)
      .diagnostic("not valid YAML: neither ',' nor " + bracket + ", for the bracket opened at " +
                      std::to_string(open.line) + ":" + std::to_string(open.column),
                  "close the bracket; quote a text that has a comma, a bracket or ': ' in it");
}

}  // namespace

Diagnostic complaint(const Text& text, std::size_t offset, const std::string& message, const Node* open) {
  if (open != nullptr && std::ranges::find(unclosed, message) != unclosed.end())
    return unclosed_bracket(text, offset, *open);
  const auto place = text.node(offset, Kind::scalar);
  const auto first = std::min(text.all().find_first_not_of(" \t", offset), text.all().size());
  if (text.tab_indents(first))
    return place.diagnostic("not valid YAML: a tab cannot indent", "indent with spaces");
  for (const auto& each : complaints)
    if (message.starts_with(each.message))
      return place.diagnostic("not valid YAML: " + std::string(each.what), each.fix);
  if (message == said::UNKNOWN_TOKEN && text.all().substr(offset, 1) == "?")
    return place.diagnostic("not valid YAML: a '?' cannot stand in a plain text between brackets",
                            "quote the text");
  if (message == said::UNKNOWN_TOKEN)
    return place.diagnostic("not valid YAML: no value begins with '" + text.all().substr(offset, 1) + "'",
                            "quote the text");
  return place.diagnostic("not valid YAML: " + message, "check indentation, quotes and brackets");
}

}  // namespace karimen::yaml
