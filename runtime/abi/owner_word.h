// The lower half of an object's header as contexts that meet at the object use it: owner 0..15, class 16..31.
//
// Only the home writes it (or a thread that stopped the world). Owner 0: anyone reads the object in place. A context's
// id: that one reads and writes. `owner_in_transition`: the object is being taken back, nobody reads or writes in place
// until every context has passed a safepoint (epoch.h).
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

/// Owner field of an object that is being taken back: no context has this id.
constexpr std::uint16_t owner_in_transition = 0xffff;
constexpr std::uint32_t owner_mask = 0xffff;

/// The compare that decides whether the context owns the object. Relaxed: an owner sees its own writes, and others
/// touch nothing by it.
inline std::uint32_t owner_word(const Half* half) { return load_half(half, std::memory_order_relaxed); }
/// The look before a read in place. Acquire: what the home wrote before it shared the object; partner: set_owner_word.
/// Relaxed, a reader would see the object as it was before.
inline std::uint32_t owner_word_acquire(const Half* half) { return load_half(half, std::memory_order_acquire); }
/// The home. Release: the object's contents; partner: owner_word_acquire. A reader that misses the mark of a take-back
/// sees it after its next safepoint, by the epoch that begins after the mark.
inline void set_owner_word(Half* half, std::uint16_t owner) {
  store_half(half, (owner_word(half) & ~owner_mask) | owner, std::memory_order_release);
}

}  // namespace hd
