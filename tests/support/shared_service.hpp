// One private PC/SC service with all sixteen readers for the whole test program; a start costs half a second.
#pragma once

#include "sim/reader/service/private_service.hpp"

namespace karimen::sim::reader {

/// Each test case takes readers of its own or leaves the reader empty.
PrivateService& shared_service();

}  // namespace karimen::sim::reader
