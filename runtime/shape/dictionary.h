// Fields without a shape: a hash table that keeps the order in which keys were added, for objects that are used as
// maps.
//
// Entries are added one after another; buckets, as many as there is room for entries, chain them by hash. The bucket
// heads are kept in the entries, to have one array. A key whose value is nil keeps its entry until the entries are used
// up; then those with values move to a new dictionary, in order.
//
// Called by the thread acting for the owner, and for `find` also by readers of a read-shared object.
#pragma once
#include <cstdint>

#include "runtime/state/context.h"

namespace hd {

struct Entry {
  Value value;
  Str* key;            // null: removed
  std::uint32_t hash;  // of the key
  std::uint32_t next;  // in the chain: position + 1; 0 at the end
  std::uint32_t head;  // of the bucket with this entry's position, as `next`
};

namespace dictionary {

constexpr std::uint32_t dropped_flag = 1u << 31;  // in the header: keys without a value have lost their entries

inline Entry* entries(Fields* f) { return f->items<Entry>(); }
inline const Entry* entries(const Fields* f) { return f->items<Entry>(); }
/// The number of entries in use.
inline std::uint32_t count(const Fields* f) { return f->detail() & ~dropped_flag; }
inline bool has_dropped(const Fields* f) { return f->detail() & dropped_flag; }

/// The position of the key, or -1.
std::int64_t find(const Fields* f, Str* key);
/// The position of a key that the collector dropped with its weak value, or -1: a traversal goes on from there. Known
/// by its hash, so another key may be taken for it, once in 2^31 times.
std::int64_t find_dropped(const Fields* f, Str* key);
/// An empty dictionary with room for that many keys. Returns true, having raised an error, if there is no memory.
bool make(Context* cx, std::int64_t room, bool dropped, Fields** out);
/// Adds a key that the dictionary lacks, to this one or to a larger one that replaces it. Returns true if it raised.
bool add(Context* cx, Fields* f, Str* key, Value v, Fields** out);
/// The same where there is room.
void append(Fields* f, Str* key, Value v);
/// Removes the key at that position.
void remove(Fields* f, std::int64_t position);

}  // namespace dictionary
}  // namespace hd
