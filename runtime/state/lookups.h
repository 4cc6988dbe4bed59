// What a context remembers of its lookups in Fields (runtime/shape/fields.h). Touched only by the thread acting for the
// context.
#pragma once
#include <cstdint>
#include <memory>

#include "runtime/abi/layout.h"

namespace hd {

/// The outcome of looking a key up in Fields with a certain header, and so of a certain shape. Shapes and the keys that
/// are noted here live as long as the isolate, so what was true once stays true.
struct Lookup {
  std::uint64_t header = 0;
  const Str* key = nullptr;
  std::uint32_t slot = 0;   // where the value is, ...
  std::uint32_t added = 0;  // ... or will be, once the key has been added
  std::uint64_t wider = 0;  // the header with the key added; 0: the key is there
};

/// Equals no lookup, since no object has the header 0.
inline const Lookup no_lookup;

struct Lookups {
  const Lookup* entries = &no_lookup;
  std::uint64_t mask = 0;
};

/// The memory of `Lookups`, once anything has been noted.
struct LookupMemory {
  std::unique_ptr<Lookup[]> entries;
  std::uint32_t replaced = 0;  // notes that took another one's place since the memory last grew
};

}  // namespace hd
