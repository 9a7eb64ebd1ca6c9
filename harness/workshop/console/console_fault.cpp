// The console's `fault`: list, arm, disarm.
#include "base/text.hpp"
#include "harness/workshop/console/console.hpp"

namespace karimen::harness::workshop {
namespace {

std::string list_of_faults(const Desk& desk) {
  const bool japanese = desk.watcher.language() == Language::ja;
  std::string text;
  for (const auto& each : sim::fault::catalogue())
    if (each.scriptable() && each.means != sim::fault::Means::insertion)
      text += "  " + padded(each.name, 28) + padded(to_string(each.layer), 11) +
              std::string(japanese ? each.what.ja : each.what.en) + '\n';
  for (const auto& each : desk.faults.armed()) text += "* " + each + '\n';
  return text;
}

}  // namespace

void console_fault(Desk& desk, const Arguments& arguments) {
  if (arguments.empty()) return desk.screen.say(list_of_faults(desk));
  if (arguments.front() == "off") {
    desk.faults.disarm();
    return desk.screen.say("no fault is armed");
  }
  desk.screen.say("fault: " + desk.faults.arm(arguments.front(), {arguments.begin() + 1, arguments.end()}));
}

}  // namespace karimen::harness::workshop
