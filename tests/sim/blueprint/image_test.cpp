// Images are part of a card: their bytes are signed, and must be those of yesterday.
#include "sim/blueprint/image.hpp"

#include <boost/test/unit_test.hpp>

#include "sim/blueprint/png.hpp"
#include "sim/crypto/hash.hpp"

using namespace karimen;
using namespace karimen::sim::blueprint;

namespace {

std::string digest(const Bytes& bytes) {
  return to_hex(sim::crypto::sha256(bytes)).substr(0, 16);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(images)

BOOST_AUTO_TEST_CASE(the_blank_number_image_is_the_worked_one) {
  BOOST_TEST(to_hex(digits_image("123456789018", true)) ==
             "89504E470D0A1A0A0000000D49484452000000480000000C0100000000E95FC6900000000F49444154"
             "78DA63F80F030C74650100389F6B9511439A650000000049454E44AE426082");
}

BOOST_AUTO_TEST_CASE(drawn_images_keep_their_bytes) {
  BOOST_TEST(digest(digits_image("123456789018", false)) == "CE4763CEAD1951ED");
  BOOST_TEST(digest(text_image("試験　花子", false)) == "724676C58EA80282");
}

BOOST_AUTO_TEST_CASE(a_grey_picture_is_a_png_of_eight_bits) {
  const Bytes png = to_png(GreyImage{2, 1, {0x00, 0xFF}});
  BOOST_TEST(to_hex(ByteView(png).subspan(12, 14)) ==
             "494844520000000200000001"
             "0800");
}

BOOST_AUTO_TEST_SUITE_END()
