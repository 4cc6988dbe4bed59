// The lower half of an object's header, the word that contexts sharing the object synchronise on: owner 0..15, class
// 16..31.
//
// Written only by the home, or by a thread that has stopped the world. Owner 0: any context reads the object in place.
// Owner is a context's id: only that context reads and writes it. `owner_in_transition`: the object is being taken
// back, and no context accesses it in place until all have passed a safepoint (epoch.h).
#pragma once
#include <cstdint>

#include "runtime/abi/atomic.h"

namespace hd {

/// Owner field of an object being taken back. No context has this id.
constexpr std::uint16_t owner_in_transition = 0xffff;
constexpr std::uint32_t owner_mask = 0xffff;

/// For the compare that decides whether the context owns the object. Relaxed: an owner sees its own writes, and other
/// contexts do not access the object on the strength of this load.
inline std::uint32_t owner_word(const Half* half) { return load_half(half, std::memory_order_relaxed); }
/// For the check before a read in place. Acquire: makes visible what the home wrote before it shared the object;
/// partner: set_owner_word. If relaxed, a reader could see the object's earlier state.
inline std::uint32_t owner_word_acquire(const Half* half) { return load_half(half, std::memory_order_acquire); }
/// Called by the home. Release: publishes the object's contents; partner: owner_word_acquire. A reader that misses the
/// mark of a take-back sees it after its next safepoint, because the mark is set before the epoch begins.
inline void set_owner_word(Half* half, std::uint16_t owner) {
  store_half(half, (owner_word(half) & ~owner_mask) | owner, std::memory_order_release);
}

}  // namespace hd
