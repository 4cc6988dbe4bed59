// Fields: values by key, as a part of an object.
//
// class_fields       the shape (shape.h), whose number is in the header, says which slot a key has.
// class_dictionary   a hash table (dictionary.h): for keys that are not constants of the program, for very many keys,
// and
//                    after a key has been removed.
// Both keep the order in which keys were added.
//
// What a lookup in a shape finds is noted in the context (state/lookups.h), by the header of the Fields and the key:
// the next lookup of this key in Fields of this shape takes two compares. The same note tells where a key that is
// absent would be added. Each context has notes of its own, so noting needs no lock and bytecode stays immutable.
//
// Operations that may need more room return the Fields that replace these; the holder stores them.
//
// Called by the thread acting for the owner of the object; the functions that only read, also by readers of a
// read-shared object.
#pragma once
#include "runtime/abi/machine_functions.h"
#include "runtime/shape/shape.h"
#include "runtime/state/context.h"

namespace hd {

constexpr std::uint64_t fields_header(std::uint32_t shape) {
  return make_header(0, class_fields) | static_cast<std::uint64_t>(shape) << 32;
}

/// The Fields that all containers without values share. Immortal.
Fields* new_no_fields();

/// The note for this header and key, or the one in its place.
HD_INLINE const Lookup& noted(const Context* cx, std::uint64_t header, const Str* key) {
  const std::uint64_t mixed = (header >> 32) * 0x9e3779b1u ^ reinterpret_cast<std::uint64_t>(key) >> 4;
  return cx->lookups.entries[mixed & cx->lookups.mask];
}

Value fields_get_slow(Context* cx, Fields* self, Str* key);
bool fields_replace_slow(Context* cx, Fields* self, Str* key, Value v);
bool fields_set_slow(Context* cx, Fields* self, Str* key, Value v, Fields** out);
/// Forgets what was noted about lookups.
void forget_lookups(Context* cx);

inline Fields* fields_new(Context* cx) { return cx->no_fields; }

HD_INLINE Value fields_get(Context* cx, Fields* self, Str* key) {
  const std::uint64_t header = self->header;
  const Lookup& note = noted(cx, header, key);
  if (HD_UNLIKELY(note.header != header || note.key != key)) return fields_get_slow(cx, self, key);
  return note.wider ? Value::nil() : load(self->slots()[note.slot]);
}

HD_INLINE bool fields_replace(Context* cx, Fields* self, Str* key, Value v) {
  const std::uint64_t header = self->header;
  const Lookup& note = noted(cx, header, key);
  if (HD_UNLIKELY(note.header != header || note.key != key)) return fields_replace_slow(cx, self, key, v);
  if (note.wider || self->slots()[note.slot].tag == tag_nil) return false;
  self->slots()[note.slot] = v;
  return true;
}

HD_INLINE bool fields_set(Context* cx, Fields* self, Str* key, Value v, Fields** out) {
  const std::uint64_t header = self->header;
  const Lookup& note = noted(cx, header, key);
  if (HD_LIKELY(note.header == header && note.key == key)) {
    if (!note.wider) {
      self->slots()[note.slot] = v;
      *out = self;
      return false;
    }
    if (HD_LIKELY(note.added < self->length && v.tag != tag_nil)) {
      self->slots()[note.added] = v;
      self->header = note.wider;
      *out = self;
      return false;
    }
  }
  return fields_set_slow(cx, self, key, v, out);
}

}  // namespace hd
