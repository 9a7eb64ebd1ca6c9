// EFs of the driver-licence application (chip.md F).
#include "sim/blueprint/make_card.hpp"
#include "sim/licence/wef.hpp"

namespace karimen::sim::blueprint {
namespace {

/// As somebody would leave a record who changed it without the safety commission's key: the last spare text
/// says one character more, everything else stays readable as it was.
licence::LicenceRecord tampered(licence::LicenceRecord record) {
  record.spare.back() = record.spare.back() == "変" ? "偽" : "変";
  return record;
}

}  // namespace

Files licence_files(const LicenceSpec& spec, const IssuerMaterial& material) {
  const auto& authorities = material.authorities();
  const auto signer = licence::safety_commission_signer(
      spec.foreign_signer ? authorities.foreign_signer() : authorities.safety_commission());
  const Bytes record = licence::encode_wef02(spec.record);
  constexpr auto application = chip::ApplicationId::driver_licence;
  return {{application, 0x001A, licence::encode_wef01(!spec.pin.value.empty())},
          {application, 0x001B, spec.tampered_record ? licence::encode_wef02(tampered(spec.record)) : record},
          {application, 0x001C, licence::wrap_signature(authorities.sign(signer.key, record), signer)}};
}

}  // namespace karimen::sim::blueprint
