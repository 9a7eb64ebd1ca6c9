// The console's `fault`: list, arm, disarm.
#include "base/text.hpp"
#include "harness/workshop/console/console.hpp"

namespace karimen::harness::workshop {
namespace {

std::string list_of_faults(const Desk& desk, Language language) {
  std::string text;
  for (const auto& each : sim::fault::catalogue())
    if (each.scriptable() && each.means != sim::fault::Means::insertion)
      text +=
          "  " + padded(each.name, 28) + padded(to_string(each.layer), 11) + each.what.in(language) + '\n';
  for (const auto& each : desk.faults.armed()) text += "* " + each + '\n';
  return text;
}

}  // namespace

void console_fault(Desk& desk, const Arguments& arguments) {
  if (arguments.empty()) return desk.tell([&](Language language) { return list_of_faults(desk, language); });
  if (arguments.front() == "off") {
    desk.faults.disarm();
    return desk.say({"no fault is armed", "仕掛けた障害はない"});
  }
  desk.say({"fault: {}", "障害：{}"},
           {desk.faults.arm(arguments.front(), {arguments.begin() + 1, arguments.end()})});
}

}  // namespace karimen::harness::workshop
