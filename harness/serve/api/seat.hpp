// Streams of events are never idle and never give way: there is room for so many.
#pragma once

#include <atomic>
#include <memory>

#include "harness/serve/http/message.hpp"

namespace karimen::harness::serve {

/// Counts as long as it is there.
class Seat {
 public:
  explicit Seat(std::shared_ptr<std::atomic<unsigned>> taken)
      : taken_(std::move(taken)), number_(++*taken_) {}
  ~Seat() { --*taken_; }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

  /// From 1: how many were taken with it.
  [[nodiscard]] unsigned number() const { return number_; }

 private:
  std::shared_ptr<std::atomic<unsigned>> taken_;
  unsigned number_;
};

/// A stream that holds its seat until it is let go.
class Seated final : public Stream {
 public:
  Seated(std::shared_ptr<Stream> inner, std::unique_ptr<Seat> seat)
      : inner_(std::move(inner)), seat_(std::move(seat)) {}
  std::optional<std::string> next() override { return inner_->next(); }

 private:
  std::shared_ptr<Stream> inner_;
  std::unique_ptr<Seat> seat_;
};

}  // namespace karimen::harness::serve
