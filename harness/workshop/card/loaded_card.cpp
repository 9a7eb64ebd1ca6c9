#include "harness/workshop/card/loaded_card.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/coding.hpp"
#include "base/process/taken_place.hpp"
#include "base/rest_of.hpp"
#include "sim/blueprint/make_card.hpp"

namespace karimen::harness::workshop {
namespace {

namespace fs = std::filesystem;

DiagnosticError cannot(const std::string& what, const std::string& path, ExitCode code) {
  return DiagnosticError(
      Diagnostic{.where = {}, .what = what + " '" + path + "'", .fix = "", .exit_code = code});
}

sim::chip::Card made(const sim::blueprint::CardFile& file, const sim::blueprint::IssuerMaterial& material,
                     sim::chip::Interface interface) {
  auto pool = material.new_pool();
  auto card = sim::blueprint::make_card(file.spec, material, pool);
  card.set_interface(interface);
  return card;
}

}  // namespace

bool looks_saved(ByteView bytes) {
  const auto head = bytes.first(std::min<std::size_t>(bytes.size(), 512));
  if (std::ranges::find(head, 0) == head.end()) return false;
  const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
  return text.starts_with("karimen card") || !wide_coding(text);  // UTF-16 is full of zeros
}

LoadedCard load_card(const std::string& name, const sim::blueprint::IssuerMaterial& material,
                     sim::chip::Interface interface) {
  if (fs::is_regular_file(name)) return card_of_bytes(name, read_bytes(name), material, interface);
  if (name.find('/') != std::string::npos || name.find('.') != std::string::npos)
    throw DiagnosticError(Diagnostic{.where = {},
                                     .what = "there is no card file '" + name + "'",
                                     .fix = "'karimen card new' writes one",
                                     .exit_code = ExitCode::bad_command_line});
  auto file = sim::blueprint::load_persona(name, material);
  auto card = made(file, material, interface);
  return {name, std::move(file), std::move(card)};
}

LoadedCard card_of_bytes(const std::string& name, ByteView bytes,
                         const sim::blueprint::IssuerMaterial& material, sim::chip::Interface interface) {
  if (looks_saved(bytes)) {
    auto card = sim::chip::Card::restore(bytes);
    card.power_off();
    if (interface == sim::chip::Interface::contactless) card.set_interface(interface);
    return {name, std::nullopt, std::move(card)};
  }
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  auto file = sim::blueprint::load_card_text(text, name, material);
  auto card = made(file, material, interface);
  return {name, std::move(file), std::move(card)};
}

Bytes read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path)) throw cannot("there is no file", path, ExitCode::bad_command_line);
  return rest_of<Bytes>(file);
}

void save_card(const sim::chip::Card& card, const std::string& path) {
  const auto bytes = card.save();
  const auto place = place_taken_at(path).path;
  const auto beside = place.string() + ".part";
  std::error_code ignored;
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, ignored);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    fs::remove(beside, ignored);
    throw cannot("cannot write", path, ExitCode::environment);
  }
  std::error_code failed;
  fs::rename(beside, place, failed);
  if (failed) throw cannot("cannot write", path, ExitCode::environment);
}

}  // namespace karimen::harness::workshop
