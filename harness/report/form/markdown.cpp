#include <ostream>

#include "harness/report/reporter.hpp"
#include "harness/report/scenario_story.hpp"
#include "harness/report/words/xml_text.hpp"

namespace karimen::harness::report {
namespace {

// A comment of GitHub's holds 65,536 characters.
constexpr std::size_t most_details = 60'000, longest_detail = 8'000, longest_code = 200;

constexpr Bilingual markdown_heading{"### Karimen: {}\n\n", "### Karimen: {}\n\n"};
constexpr Bilingual all_passed{"all {} scenarios passed", "全{}シナリオ合格"},
    markdown_counts{"{} failed, {} undecided, {} errors, {} passed",
                    "不合格 {}、判断不能 {}、エラー {}、合格 {}"};
constexpr Bilingual unfinished_words{"**The run did not finish.**\n\n",
                                     "**実行は最後まで進まなかった。**\n\n"};
constexpr Bilingual more_details{"\nand {} more, see the whole report\n",
                                 "\nほか{}件（レポート全体を参照）\n"};
constexpr Bilingual lesser_left_out{"\nfor what was skipped or failed as expected, see the whole report\n",
                                    "\n省略と既知の不合格はレポート全体を参照\n"};
constexpr Bilingual markdown_foot{"\nseed {}, digest {}\n", "\nシード {}、ダイジェスト {}\n"};

// <pre> begins a block of its own (there is an empty line before it) that ends with </pre> alone: within it
// and within <code> nothing is taken for Markdown, a mention or a reference: all that is special is a
// reference of HTML.
std::string markdown_code(const std::string& text) {
  std::string result;
  for (const char c : cut(text, longest_code)) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    result += plain ? std::string(1, c) : "&#" + std::to_string(static_cast<unsigned char>(c)) + ';';
  }
  return "<code>" + result + "</code>";
}

class Markdown final : public Reporter {
 public:
  Markdown(std::ostream& out, const Wording& wording) : out_(out), wording_(wording), teller_(wording) {}

  void take(const Event& event) override {
    if (const auto* started = std::get_if<RunStarted>(&event)) seed_ = started->seed;
    if (const auto* story = teller_.take(event); story != nullptr && !story->silent()) add(*story);
    if (const auto* end = std::get_if<RunFinished>(&event)) finish(*end);
  }

 private:
  void add(const Story& story) {
    const auto language = wording_.language();
    const auto& title = story.finished.title.in(language);
    auto text = "<details><summary>" + std::string(wording_.verdict(story.finished.verdict)) + ' ' +
                markdown_code(story.finished.id) + (title.empty() ? "" : ' ' + markdown_code(title)) +
                "</summary>\n\n<pre>\n" + xml_text(cut(story.text(language), longest_detail)) +
                "\n</pre>\n</details>\n";
    auto& details = story.as_meant() ? lesser_ : details_;
    if (details.size() + text.size() > most_details)
      ++left_out_;
    else
      details += text;
  }
  void finish(const RunFinished& end) {
    const auto& counts = end.counts;
    const auto number = [](std::size_t value) { return std::to_string(value); };
    const bool good = counts.fail + counts.undecided + counts.flaky + counts.error == 0;
    auto words = good ? wording_.say(all_passed, {number(counts.pass)})
                      : wording_.say(markdown_counts, {number(counts.fail), number(counts.undecided),
                                                       number(counts.error), number(counts.pass)});
    words += wording_.more_counts(counts);
    out_ << wording_.say(markdown_heading, {words});
    if (end.interrupted) out_ << wording_.say(unfinished_words);
    out_ << details_;
    if (details_.size() + lesser_.size() <= most_details)
      out_ << lesser_;
    else if (!lesser_.empty())
      out_ << wording_.say(lesser_left_out);
    if (left_out_ > 0) out_ << wording_.say(more_details, {number(left_out_)});
    out_ << wording_.say(markdown_foot, {markdown_code(seed_), markdown_code(end.digest)});
  }

  std::ostream& out_;
  Wording wording_;
  StoryTeller teller_;
  std::string details_, lesser_, seed_;  ///< lesser_: of what is as it was meant
  std::size_t left_out_ = 0;
};

}  // namespace

std::unique_ptr<Reporter> markdown(std::ostream& out, const Wording& wording) {
  return std::make_unique<Markdown>(out, wording);
}

}  // namespace karimen::harness::report
