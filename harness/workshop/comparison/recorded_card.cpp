#include "harness/workshop/comparison/recorded_card.hpp"

#include "harness/trace/mask.hpp"
#include "harness/trace/recording_file.hpp"

namespace karimen::harness::workshop {

std::unique_ptr<sim::reader::ReplayCard> load_replay(const std::filesystem::path& path) {
  return std::make_unique<sim::reader::ReplayCard>(trace::load_recording(path).events_only());
}

std::string masked_words(sim::reader::ReplayMismatch mismatch) {
  trace::add(mismatch.hidden_command, trace::mask_bytes(mismatch.command));
  trace::add(mismatch.hidden_expected, trace::mask_bytes(mismatch.expected));
  return to_string(mismatch);
}

}  // namespace karimen::harness::workshop
