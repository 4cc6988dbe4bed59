// What a context remembers of its lookups in Fields (runtime/shape/fields.h). Touched only by the thread acting for the
// context.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>

#include "runtime/abi/layout.h"

namespace hd {

/// The outcome of looking a key up in Fields with a certain header, and so of a certain shape. Shapes and the keys that
/// are noted here live as long as the isolate, so what was true once stays true.
struct Lookup {
  std::uint64_t header = 0;
  const Str* key = nullptr;
  std::uint32_t offset = 0;  // of the value, from the start of the Fields
  std::uint32_t added = 0;   // the slot of the value once the key has been added
  std::uint64_t wider = 0;   // the header with the key added; 0: the key is there
};

/// Equals no lookup, since no object has the header 0.
inline const Lookup no_lookup;

/// A table of lookups that forgets some of them when others take their place.
struct Lookups {
  const Lookup* entries = &no_lookup;
  std::uint64_t mask = 0;  // of byte offsets

  const Lookup& at(std::uint64_t offset) const {
    return *reinterpret_cast<const Lookup*>(reinterpret_cast<const char*>(entries) + (offset & mask));
  }
};

/// The memory of a table, once anything has been noted in it.
struct LookupMemory {
  std::unique_ptr<Lookup[]> entries;
  std::uint64_t replaced = 0;  // notes that took another one's place since the memory last grew
};

/// The memory of the two tables in Registers.
struct LookupState {
  LookupMemory lookups, sites;
  std::uint32_t lost = 0;  // state of the choice which notes are lost under stress
};

}  // namespace hd
