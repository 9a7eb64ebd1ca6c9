// Workflow commands of GitHub Actions: ::error file=F,line=N,title=T::TEXT
#include <array>
#include <ostream>

#include "harness/report/reporter.hpp"
#include "harness/report/scenario_story.hpp"
#include "harness/report/words/file_words.hpp"

namespace karimen::harness::report {
namespace {

// GitHub shows ten errors, ten warnings and ten notices of a step; the last of each tells how many there are.
constexpr std::size_t most_annotations = 10, longest_annotation_title = 250, longest_annotation = 4'000;

constexpr Bilingual more_annotations{"{} more did not pass: see the log or the whole report",
                                     "ほか{}件が合格していない（ログまたはレポート全体を参照）"};

constexpr Bilingual more_notices{"{} more notices: see the log or the whole report",
                                 "お知らせがほか{}件（ログまたはレポート全体を参照）"};

std::string command_data(std::string_view text) {
  std::string result;
  for (const char c : text)
    result += c == '%'    ? std::string("%25")
              : c == '\r' ? std::string("%0D")
              : c == '\n' ? std::string("%0A")
                          : std::string(1, c);
  return result;
}

std::string command_property(std::string_view text) {
  std::string result;
  for (const char c : command_data(text))
    result += c == ':' ? std::string("%3A") : c == ',' ? std::string("%2C") : std::string(1, c);
  return result;
}

class Github final : public Reporter {
 public:
  Github(std::ostream& out, const Wording& wording) : out_(out), wording_(wording), teller_(wording) {}

  void take(const Event& event) override {
    if (const auto* story = teller_.take(event); story != nullptr && !story->silent()) add(*story);
    if (!std::holds_alternative<RunFinished>(event)) return;
    for (auto& kind : kinds_)
      if (kind.more > 1)
        out_ << "::" << kind.command
             << "::" << command_data(wording_.say(kind.more_words, {std::to_string(kind.more)})) << '\n';
      else
        out_ << kind.last;
  }

 private:
  struct Kind {
    const char* command;
    const Bilingual& more_words;
    std::size_t told = 0, more = 0;
    std::string last = {};  ///< the tenth, told if it stays the only one
  };

  void add(const Story& story) {
    auto& kind = kinds_[story.as_meant() ? 2 : story.finished.verdict == Verdict::undecided ? 1 : 0];
    const auto text = annotation(kind.command, story);
    if (++kind.told < most_annotations) {
      out_ << text;
    } else {
      kind.last = text;
      ++kind.more;
    }
  }
  [[nodiscard]] std::string annotation(const char* command, const Story& story) const {
    const auto where = story.spot.where();
    auto text = std::string("::") + command + ' ';
    if (!where.file.empty()) text += "file=" + command_property(path_in_repository(where.file).path) + ',';
    if (where.line > 0) text += "line=" + std::to_string(where.line) + ',';
    if (where.column > 0) text += "col=" + std::to_string(where.column) + ',';
    return text + "title=" + command_property(cut(story.finished.id, longest_annotation_title)) + "::" +
           command_data(cut(story.headline + '\n' + story.text(wording_.language()), longest_annotation)) +
           '\n';
  }

  std::ostream& out_;
  Wording wording_;
  StoryTeller teller_;
  std::array<Kind, 3> kinds_{Kind{"error", more_annotations}, Kind{"warning", more_annotations},
                             Kind{"notice", more_notices}};
};

}  // namespace

std::unique_ptr<Reporter> github(std::ostream& out, const Wording& wording) {
  return std::make_unique<Github>(out, wording);
}

}  // namespace karimen::harness::report
