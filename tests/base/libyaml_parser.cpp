#include "libyaml_parser.hpp"

#include <yaml.h>

#include "base/yaml/text.hpp"
#include "base/yaml/tree.hpp"

namespace karimen::test {
namespace {

using yaml::Kind;
using yaml::Node;

std::string text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

// libyaml counts characters, from 0.
Node make(const yaml_mark_t& mark, Kind kind, const yaml::Text& text) {
  Node node;
  node.kind = kind;
  node.source = text.source();
  node.line = static_cast<int>(mark.line) + 1;
  node.column = static_cast<int>(mark.column) + 1;
  return node;
}

void pass_on(const yaml_event_t& event, const yaml::Text& text, yaml::TreeBuilder& tree) {
  const auto& data = event.data;
  const auto node = [&](Kind kind) { return make(event.start_mark, kind, text); };
  switch (event.type) {
    case YAML_SCALAR_EVENT: {
      auto scalar = node(Kind::scalar);
      scalar.text.assign(reinterpret_cast<const char*>(data.scalar.value), data.scalar.length);
      scalar.quoted = data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
      return tree.scalar(std::move(scalar), text_of(data.scalar.anchor), data.scalar.tag != nullptr);
    }
    case YAML_ALIAS_EVENT:
      return tree.alias(node(Kind::scalar), text_of(data.alias.anchor));
    case YAML_SEQUENCE_START_EVENT:
      return tree.open(node(Kind::sequence), text_of(data.sequence_start.anchor));
    case YAML_MAPPING_START_EVENT:
      return tree.open(node(Kind::mapping), text_of(data.mapping_start.anchor));
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return tree.close();
    default:
      return;
  }
}

/// Released at the end of its scope.
struct Parser {
  explicit Parser(const std::string& text) {
    yaml_parser_initialize(&state);
    yaml_parser_set_encoding(&state, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Parser() { yaml_parser_delete(&state); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  yaml_parser_t state{};
};

}  // namespace

std::vector<Node> load_by_libyaml(std::string_view bytes, const std::string& name) {
  const yaml::Text text(bytes, name);
  std::vector<Diagnostic> problems;
  std::vector<Node> documents;
  yaml::TreeBuilder tree(problems);
  Parser parser(text.all());
  for (bool more = true; more;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser.state, &event) == 0) {
      problems.push_back(
          make(parser.state.problem_mark, Kind::scalar, text).diagnostic(parser.state.problem));
      break;
    }
    pass_on(event, text, tree);
    if (event.type == YAML_DOCUMENT_END_EVENT)
      if (auto document = tree.take()) documents.push_back(std::move(*document));
    more = event.type != YAML_STREAM_END_EVENT && tree.bearable();
    yaml_event_delete(&event);
  }
  if (!problems.empty()) throw DiagnosticError(std::move(problems));
  return documents;
}

}  // namespace karimen::test
