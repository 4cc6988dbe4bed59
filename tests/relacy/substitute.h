// The names of runtime/abi/atomic.h in a build for relacy: rl::atomic and rl::var, with the place of each access.
//
// An `Order` is made from a std::memory_order where that is written, so its place in the source identifies it: file,
// line and column. `Weakening` holds the one order to replace in this run, and optionally records every order used.
#pragma once
#include <atomic>
#include <cstdint>
#include <source_location>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <relacy/relacy.hpp>  // after what it would change by its macros
#undef new
#undef delete
#undef malloc
#undef free
#undef memory_order_relaxed
#undef memory_order_consume
#undef memory_order_acquire
#undef memory_order_release
#undef memory_order_acq_rel
#undef memory_order_seq_cst

namespace hd {

enum class Access : std::uint8_t { load, store, change };

/// An order used in a run. `file` is relative, from "runtime/" on.
struct Met {
  std::string_view file;
  unsigned line, column;
  Access access;
  rl::memory_order order;
  bool operator==(const Met&) const = default;
};

struct Weakening {
  std::string_view file;
  unsigned line = 0, column = 0;
  rl::memory_order order = rl::mo_seq_cst;
  bool notes = false;
  Met met[256] = {};  // no vector: relacy counts what is allocated while it runs
  std::size_t count = 0;
};
inline Weakening weakening;

class Order {
 public:
  Order(std::memory_order order, std::source_location where = std::source_location::current())
      : order_(order), where_(where) {}
  /// The order to use for an access of that kind.
  rl::memory_order at(Access access) const;
  rl::debug_info place() const { return {where_.function_name(), where_.file_name(), where_.line()}; }

 private:
  std::memory_order order_;
  std::source_location where_;
};

template <class T>
class Atomic {
 public:
  explicit Atomic(T value) : cell_(value) {}
  T load(Order o) const {
    use(o);
    return cell_.load(o.at(Access::load), o.place());
  }
  void store(T value, Order o) {
    use(o);
    cell_.store(value, o.at(Access::store), o.place());
  }
  T exchange(T value, Order o) { return cell_.exchange(value, o.at(Access::change), o.place()); }
  T fetch_add(T value, Order o) { return cell_.fetch_add(value, o.at(Access::change), o.place()); }
  T fetch_sub(T value, Order o) { return cell_.fetch_sub(value, o.at(Access::change), o.place()); }
  T fetch_and(T value, Order o) { return cell_.fetch_and(value, o.at(Access::change), o.place()); }
  T fetch_or(T value, Order o) { return cell_.fetch_or(value, o.at(Access::change), o.place()); }
  bool compare_exchange_weak(T& seen, T value, Order o, Order failed) {
    const rl::memory_order order = o.at(Access::change), at_failure = failed.at(Access::load);
    const bool done = cell_.compare_exchange_weak(seen, value, order, o.place(), known(order, at_failure), o.place());
    return done || fail(order, at_failure);
  }
  bool compare_exchange_strong(T& seen, T value, Order o, Order failed) {
    const rl::memory_order order = o.at(Access::change), at_failure = failed.at(Access::load);
    const bool done = cell_.compare_exchange_strong(seen, value, order, o.place(), known(order, at_failure), o.place());
    return done || fail(order, at_failure);
  }
  /// For the futex of these tests.
  rl::atomic<T>& cell() { return cell_; }
  /// As if its memory were freed here: a race with every load or store that does not happen before.
  void end(std::source_location where = std::source_location::current()) {
    life_({where.function_name(), where.file_name(), where.line()}) = 0;
  }

 private:
  void use(const Order& o) const { static_cast<void>(static_cast<int>(life_(o.place()))); }
  // relacy has no failure order that acquires where success does not; a fence after the load replaces it.
  static bool needs_fence(rl::memory_order order, rl::memory_order at_failure) {
    return at_failure == rl::mo_acquire && (order == rl::mo_relaxed || order == rl::mo_release);
  }
  static rl::memory_order known(rl::memory_order order, rl::memory_order at_failure) {
    return needs_fence(order, at_failure) ? rl::mo_relaxed : at_failure;
  }
  static bool fail(rl::memory_order order, rl::memory_order at_failure) {
    if (needs_fence(order, at_failure)) rl::ctx().atomic_thread_fence_acquire();
    return false;
  }
  rl::atomic<T> cell_;
  rl::var<int> life_{1};
};

template <class T>
class Plain {
 public:
  Plain(T value) : cell_(value) {}
  operator T() const { return cell_(rl::debug_info("Plain", __FILE__, __LINE__)); }
  Plain& operator=(T value) {
    cell_(rl::debug_info("Plain", __FILE__, __LINE__)) = value;
    return *this;
  }

 private:
  rl::var<T> cell_;
};

using Half = Atomic<std::uint32_t>;
inline std::uint32_t load_half(const Half* half, Order order) { return half->load(order); }
inline void store_half(Half* half, std::uint32_t word, Order order) { half->store(word, order); }

/// Lets another thread run.
inline void relax(std::source_location where = std::source_location::current()) {
  rl::yield(1, {where.function_name(), where.file_name(), where.line()});
}

}  // namespace hd
