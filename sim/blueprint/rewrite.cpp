// A card's contents changed to those of another specification, behind its back.
#include <algorithm>

#include "sim/blueprint/defects.hpp"
#include "sim/chip/making/editor.hpp"

namespace karimen::sim::blueprint {
namespace {

using chip::Editor;
using chip::Personalisation;

template <typename Entries, typename Entry>
const Entry* same_place(const Entries& entries, const Entry& entry) {
  const auto found = std::ranges::find_if(entries, [&](const auto& each) {
    return each.application == entry.application && each.file == entry.file;
  });
  return found == entries.end() ? nullptr : &*found;
}

void rewrite_files(Editor& editor, const Personalisation& before, const Personalisation& after) {
  const bool other_lengths = before.knobs.files != after.knobs.files ||
                             before.knobs.exact_basic_data != after.knobs.exact_basic_data;
  for (const auto& file : after.files) {
    const auto* old = same_place(before.files, file);
    if (old == nullptr || old->content != file.content || other_lengths)
      editor.set_content(file.application, file.file, file.content);
  }
  for (const auto& file : before.files)  // a licence's files go with its instance
    if (file.application != chip::ApplicationId::driver_licence && same_place(after.files, file) == nullptr)
      editor.set_content(file.application, file.file, {});
}

void rewrite_data_objects(Editor& editor, const Personalisation& before, const Personalisation& after) {
  for (const auto& object : after.data_objects) {
    const auto same = [&](const auto& each) { return each.tag == object.tag && each.value == object.value; };
    if (std::ranges::none_of(before.data_objects, same))
      editor.set_content(chip::ApplicationId::card_manager, object.tag, object.value);
  }
}

void rewrite_records(Editor& editor, const Personalisation& before, const Personalisation& after) {
  for (const auto& record : after.records) {
    const auto* old = same_place(before.records, record);
    if (old == nullptr || old->record != record.record)
      editor.set_content(record.application, record.file, record.record);
  }
}

void rewrite_secrets(Editor& editor, const Personalisation& before, const Personalisation& after) {
  for (const auto& reference : after.reference_data) {
    const auto* old = same_place(before.reference_data, reference);
    const bool back_at_limit = old != nullptr && old->tries && !reference.tries;
    if (old == nullptr || old->value != reference.value || back_at_limit)
      editor.set_value(reference.application, reference.file, reference.value);
    if (reference.tries && (old == nullptr || old->tries != reference.tries))
      editor.set_tries(reference.application, reference.file, *reference.tries);
  }
}

void rewrite_keys(Editor& editor, const Personalisation& before, const Personalisation& after) {
  for (const auto& key : after.private_keys) {
    const auto* old = same_place(before.private_keys, key);
    if (old == nullptr || !(old->key == key.key))
      editor.set_private_key(key.application, key.file, key.key.to_der());
  }
  for (const auto& key : before.private_keys)
    if (same_place(after.private_keys, key) == nullptr) editor.set_private_key(key.application, key.file, {});
}

}  // namespace

void rewrite(chip::Card& card, const CardSpec& before, const CardSpec& after, const CardKeys& keys,
             const IssuerMaterial& material) {
  const Personalisation was = make_personalisation(before, material, keys);
  const Personalisation wanted = make_personalisation(after, material, keys);
  Editor editor(card);
  if (was.licence_instance != wanted.licence_instance) editor.set_licence_present(wanted.licence_instance);
  if (was.knobs != wanted.knobs) editor.set_knobs(wanted.knobs);  // first: they say how long files are
  rewrite_files(editor, was, wanted);
  rewrite_data_objects(editor, was, wanted);
  rewrite_records(editor, was, wanted);
  rewrite_secrets(editor, was, wanted);
  rewrite_keys(editor, was, wanted);
  if (was.extension_used != wanted.extension_used) editor.set_extension_used(wanted.extension_used);
}

}  // namespace karimen::sim::blueprint
