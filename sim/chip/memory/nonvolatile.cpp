#include "sim/chip/memory/nonvolatile.hpp"

#include <algorithm>

namespace karimen::sim::chip {

namespace {

constexpr std::size_t row_size = Nonvolatile::row_size;
constexpr std::size_t addresses_per_row = row_size / 2;
constexpr std::uint8_t committed = 0xC5;

std::size_t address_rows(std::size_t count) {
  return (count + addresses_per_row - 1) / addresses_per_row;
}

std::size_t word(const Bytes& bytes, std::size_t at) {
  return static_cast<std::size_t>(bytes[at] << 8 | bytes[at + 1]);
}

void put_word(std::uint8_t* at, std::size_t value) {
  at[0] = static_cast<std::uint8_t>(value >> 8);
  at[1] = static_cast<std::uint8_t>(value);
}

}  // namespace

Nonvolatile::Row& Nonvolatile::Transaction::staged(std::uint32_t row) {
  auto at = std::lower_bound(changes_.begin(), changes_.end(), row,
                             [](const Change& change, std::uint32_t key) { return change.row < key; });
  if (at == changes_.end() || at->row != row) {
    Change change{row, {}};
    const auto old = memory_.view(static_cast<std::uint32_t>(row * row_size), row_size);
    std::copy(old.begin(), old.end(), change.content.begin());
    at = changes_.insert(at, change);
  }
  return at->content;
}

void Nonvolatile::Transaction::put(std::uint32_t offset, ByteView bytes) {
  while (!bytes.empty()) {
    const auto within = offset % row_size;
    const auto part = std::min(bytes.size(), row_size - within);
    std::copy_n(bytes.begin(), part, staged(static_cast<std::uint32_t>(offset / row_size)).begin() + within);
    bytes = bytes.subspan(part);
    offset += static_cast<std::uint32_t>(part);
  }
}

void Nonvolatile::Transaction::fill(std::uint32_t offset, std::uint32_t size, std::uint8_t value) {
  put(offset, Bytes(size, value));
}

void Nonvolatile::manufacture(std::uint32_t offset, ByteView bytes) {
  std::copy(bytes.begin(), bytes.end(), own_image().begin() + offset);
}

std::span<std::uint8_t> Nonvolatile::row_of(Bytes& bytes, std::size_t index) {
  return std::span(bytes).subspan(index * row_size, row_size);
}

void Nonvolatile::write(std::span<std::uint8_t> row, const Row& content) {
  if (lost_) return;
  if (remaining_ == 0U) {
    lost_ = true;
    remaining_.reset();
    return;
  }
  std::copy(content.begin(), content.end(), row.begin());
  ++write_points_;
  if (remaining_ && --*remaining_ == 0) {
    lost_ = true;
    remaining_.reset();
  }
}

void Nonvolatile::update(std::uint32_t offset, ByteView bytes) {
  const auto row = row_of(own_image(), offset / row_size);
  Row content;
  std::copy(row.begin(), row.end(), content.begin());
  std::copy(bytes.begin(), bytes.end(), content.begin() + offset % row_size);
  write(row, content);
}

void Nonvolatile::commit(Transaction& transaction) {
  auto& changes = transaction.changes_;
  std::erase_if(changes, [this](const Transaction::Change& change) {
    return std::ranges::equal(view(static_cast<std::uint32_t>(change.row * row_size), row_size),
                              change.content);
  });
  if (changes.size() == 1) write(row_of(own_image(), changes.front().row), changes.front().content);
  if (changes.size() < 2) return;
  write_journal(changes);
  if (!lost_) replay();
}

void Nonvolatile::write_journal(const std::vector<Transaction::Change>& changes) {
  const auto first_content = 1 + address_rows(changes.size());
  journal_.assign((first_content + changes.size()) * row_size, 0);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    write(row_of(journal_, first_content + i), changes[i].content);
  }
  for (std::size_t i = 0; i < changes.size(); i += addresses_per_row) {
    Row addresses{};
    for (std::size_t k = i; k < std::min(changes.size(), i + addresses_per_row); ++k) {
      put_word(&addresses[2 * (k - i)], changes[k].row);
    }
    write(row_of(journal_, 1 + i / addresses_per_row), addresses);
  }
  Row mark{committed};
  put_word(&mark[1], changes.size());
  write(row_of(journal_, 0), mark);
}

void Nonvolatile::replay() {
  const auto count = word(journal_, 1);
  const auto first_content = 1 + address_rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    Row content;
    const auto source = row_of(journal_, first_content + i);
    std::copy(source.begin(), source.end(), content.begin());
    write(row_of(own_image(), word(journal_, row_size + 2 * i)), content);
  }
  write(row_of(journal_, 0), Row{});
  if (!lost_ || journal_[0] != committed) journal_.clear();
}

bool Nonvolatile::plausible() const {
  if (image_->size() % row_size != 0 || journal_.size() % row_size != 0) return false;
  if (journal_.empty() || journal_[0] != committed) return true;
  const auto count = word(journal_, 1);
  if (journal_.size() != (1 + address_rows(count) + count) * row_size) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (word(journal_, row_size + 2 * i) >= image_->size() / row_size) return false;
  }
  return true;
}

bool Nonvolatile::recover() {
  if (journal_.empty()) return false;
  if (journal_[0] == committed) {
    replay();
  } else {
    journal_.clear();
  }
  return true;
}

}  // namespace karimen::sim::chip
