// Transactional memory. The image consists of 32-byte rows; a write point is the write of one row, the
// journal's rows included. One row is written or not; several rows go through a redo journal, so that a
// transaction is done or not done whenever power fails, in recovery too.
//
// The journal's rows exist only between the start and the end of a transaction; an idle memory copies no
// journal. The image is copied when it is first written to: most forks are only read.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "base/bytes.hpp"

namespace karimen::sim::chip {

class Nonvolatile {
 public:
  static constexpr std::size_t row_size = 32;
  using Row = std::array<std::uint8_t, row_size>;

  /// Bytes to be written, gathered by row. Later bytes win.
  class Transaction {
   public:
    explicit Transaction(const Nonvolatile& memory) : memory_(memory) {}
    void put(std::uint32_t offset, ByteView bytes);
    /// A run of the same byte.
    void fill(std::uint32_t offset, std::uint32_t size, std::uint8_t value);

   private:
    friend class Nonvolatile;
    struct Change {
      std::uint32_t row;
      Row content;
    };
    Row& staged(std::uint32_t row);

    const Nonvolatile& memory_;
    std::vector<Change> changes_;  // by ascending row
  };

  Nonvolatile() = default;
  explicit Nonvolatile(std::size_t size)
      : image_(std::make_shared<Bytes>((size + row_size - 1) / row_size * row_size)) {}

  /// Until the next write.
  [[nodiscard]] ByteView view(std::uint32_t offset, std::uint32_t size) const {
    return ByteView(*image_).subspan(offset, size);
  }
  /// As it is now: whoever holds it keeps it from changing, and copies that share it are equal.
  [[nodiscard]] std::shared_ptr<const Bytes> image() const { return image_; }
  [[nodiscard]] std::size_t size() const { return image_->size(); }
  [[nodiscard]] std::uint8_t at(std::uint32_t offset) const { return (*image_)[offset]; }

  /// Puts bytes into the image outside the reader interface: the factory's doing, no write points.
  void manufacture(std::uint32_t offset, ByteView bytes);

  /// Another image of whole rows, in place of an idle memory's own: a restored card of another layout.
  void replace(Bytes image) { image_ = std::make_shared<Bytes>(std::move(image)); }

  /// Writes within one row: one write point.
  void update(std::uint32_t offset, ByteView bytes);
  /// All or nothing. Rows that would not change are left out; a single row needs no journal.
  void commit(Transaction& transaction);
  /// At power-on: finishes or drops an interrupted transaction. Its row writes count like all others. True if
  /// there was one.
  bool recover();

  /// True between the first write of a transaction and its end: power was cut in it.
  [[nodiscard]] bool interrupted() const { return !journal_.empty(); }
  /// After a restore: the journal names rows of the image only.
  [[nodiscard]] bool plausible() const;

  /// Power dies right after that many further row writes; 0: before the next one. nullopt takes the order
  /// back.
  void cut_after(std::optional<std::uint32_t> rows) { remaining_ = rows; }
  /// True from the cut until power_restored().
  [[nodiscard]] bool power_lost() const { return lost_; }
  void power_restored() { lost_ = false; }
  [[nodiscard]] std::uint32_t write_points() const { return write_points_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(own_image(), journal_, write_points_, remaining_, lost_);
  }

 private:
  void write(std::span<std::uint8_t> row, const Row& content);
  [[nodiscard]] Bytes& own_image() {
    if (image_.use_count() > 1) image_ = std::make_shared<Bytes>(*image_);
    return *image_;
  }
  [[nodiscard]] static std::span<std::uint8_t> row_of(Bytes& bytes, std::size_t index);
  void write_journal(const std::vector<Transaction::Change>& changes);
  void replay();

  std::shared_ptr<Bytes> image_ = std::make_shared<Bytes>();  ///< of several copies until one writes
  Bytes journal_;  // row 0: commit mark and count; then address rows; then contents
  std::uint32_t write_points_ = 0;
  std::optional<std::uint32_t> remaining_;
  bool lost_ = false;
};

}  // namespace karimen::sim::chip
