// What the desk has beside the routes of the service: its page, and what the page shows.
#pragma once

#include <filesystem>
#include <vector>

#include "harness/serve/api/routes.hpp"
#include "harness/serve/desk/board.hpp"

namespace karimen::harness::serve {

/// The board must outlive them. The page's own sources are open: they are the same for everybody; the token
/// stands in the part of the address that a browser sends to nobody.
/// `folder`: where the page keeps cards and recordings; empty: nowhere.
[[nodiscard]] std::vector<Route> desk_routes(const Board& board, const std::filesystem::path& folder);

}  // namespace karimen::harness::serve
