#include "harness/workshop/card/photograph.hpp"

#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace karimen::harness::workshop {
namespace {

constexpr OPJ_UINT32 longest_side = 4096;

struct Release {
  void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
  void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
struct CloseStream {
  void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};

/// What OpenJPEG reads from: bytes, and how many of them were read.
struct Reading {
  ByteView bytes;
  std::size_t at = 0;
};

OPJ_SIZE_T read(void* to, OPJ_SIZE_T count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const auto size = std::min<std::size_t>(count, reading.bytes.size() - reading.at);
  if (size == 0) return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(to, reading.bytes.data() + reading.at, size);
  reading.at += size;
  return size;
}

OPJ_BOOL seek(OPJ_OFF_T to, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  if (to < 0 || static_cast<std::size_t>(to) > reading.bytes.size()) return OPJ_FALSE;
  reading.at = static_cast<std::size_t>(to);
  return OPJ_TRUE;
}

OPJ_OFF_T skip(OPJ_OFF_T count, void* from) {
  const auto& reading = *static_cast<Reading*>(from);
  return seek(static_cast<OPJ_OFF_T>(reading.at) + count, from) ? count : -1;
}

std::unique_ptr<opj_stream_t, CloseStream> stream_of(Reading& reading) {
  std::unique_ptr<opj_stream_t, CloseStream> stream(opj_stream_default_create(OPJ_TRUE));
  opj_stream_set_user_data(stream.get(), &reading, nullptr);
  opj_stream_set_user_data_length(stream.get(), reading.bytes.size());
  opj_stream_set_read_function(stream.get(), read);
  opj_stream_set_seek_function(stream.get(), seek);
  opj_stream_set_skip_function(stream.get(), skip);
  return stream;
}

using Image = std::unique_ptr<opj_image_t, Release>;

Image decode(ByteView jp2) {
  Reading reading{jp2};
  const auto stream = stream_of(reading);
  const std::unique_ptr<opj_codec_t, Release> codec(opj_create_decompress(OPJ_CODEC_JP2));
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t* found = nullptr;
  const bool headed =
      opj_setup_decoder(codec.get(), &parameters) && opj_read_header(stream.get(), codec.get(), &found);
  Image image(found);
  if (!headed || image->x1 - image->x0 > longest_side || image->y1 - image->y0 > longest_side) return nullptr;
  if (!opj_decode(codec.get(), stream.get(), image.get())) return nullptr;
  return image;
}

/// A sample in 0 … 255, whatever its depth and sign.
int sample(const opj_image_comp_t& component, std::size_t at) {
  const int value = component.data[at] + (component.sgnd ? 1 << (component.prec - 1) : 0);
  return std::clamp(
      component.prec >= 8 ? value >> (component.prec - 8) : value * 255 / ((1 << component.prec) - 1), 0,
      255);
}

bool same_size(const opj_image_comp_t& one, const opj_image_comp_t& other) {
  return one.w == other.w && one.h == other.h;
}

}  // namespace

std::optional<sim::blueprint::GreyImage> decode_photograph(ByteView jp2) {
  const Image image = decode(jp2);
  if (!image || image->numcomps == 0 || image->comps[0].data == nullptr) return std::nullopt;
  const auto& first = image->comps[0];
  const bool coloured =
      image->numcomps >= 3 && same_size(first, image->comps[1]) && same_size(first, image->comps[2]);
  sim::blueprint::GreyImage grey{static_cast<int>(first.w), static_cast<int>(first.h), {}};
  const std::size_t dots = std::size_t{first.w} * first.h;
  grey.pixels.reserve(dots);
  for (std::size_t at = 0; at < dots; ++at) {
    const int value = coloured ? (299 * sample(first, at) + 587 * sample(image->comps[1], at) +
                                  114 * sample(image->comps[2], at)) /
                                     1000
                               : sample(first, at);
    grey.pixels.push_back(static_cast<std::uint8_t>(value));
  }
  return grey;
}

}  // namespace karimen::harness::workshop
