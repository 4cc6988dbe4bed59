// Fields: values by key, as a part of an object.
//
// class_fields       the shape (shape.h), whose number is in the header, says which slot a key has.
// class_dictionary   a hash table (dictionary.h): for keys that are not constants of the program, for very many keys,
//                    and after a key has been removed.
// Both keep the order in which keys were added.
//
// Inline caches. What a lookup in a shape finds is noted in the context (state/lookups.h): twice, by the address of the
// bytecode and by header and key. The next lookup of this key at this bytecode in Fields of this shape takes two
// compares, and one in any other place a few instructions more. The same notes tell where a key that is absent would be
// added. Each context has notes of its own, so noting needs no lock, and bytecode stays immutable and shared. A note
// names the header and the key it is about, so it is never wrong; a collision only costs time.
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

/// A place in bytecode that looks keys up: the n-th of a bytecode. Without a bytecode, `pc` is null.
struct Site {
  const std::uint64_t* pc;
  std::uint64_t n;
};
constexpr Site no_site = {nullptr, 0};

/// The note for this header and key, or another one that has its place.
HD_INLINE const Lookup& noted(const Context* cx, std::uint64_t header, const Str* key) {
  return cx->lookups.at((header >> 32) * 0x9e3779b1u ^ reinterpret_cast<std::uint64_t>(key));
}
/// The note of a site, or another one that has its place. A bytecode of two words has two notes of its own.
HD_INLINE const Lookup& noted_at(const Context* cx, Site site) {
  return cx->sites.at(reinterpret_cast<std::uint64_t>(site.pc) * 4 + site.n * sizeof(Lookup));
}

HD_INLINE Value& noted_value(const Lookup& note, Fields* self) {
  return *reinterpret_cast<Value*>(reinterpret_cast<char*>(self) + note.offset);
}

Value fields_get_slow(Context* cx, Site site, Fields* self, Str* key);
bool fields_replace_slow(Context* cx, Site site, Fields* self, Str* key, Value v);
bool fields_set_slow(Context* cx, Site site, Fields* self, Str* key, Value v, Fields** out);
/// Forgets all notes. Called at safepoints under stress.
void forget_lookups(Context* cx);

inline Fields* fields_new(Context* cx) { return cx->no_fields; }

HD_INLINE Value get_noted(Context* cx, const Lookup& note, Site site, Fields* self, Str* key) {
  if (HD_UNLIKELY(note.header != self->header || note.key != key)) return fields_get_slow(cx, site, self, key);
  return note.wider ? Value::nil() : load(noted_value(note, self));
}

HD_INLINE bool replace_noted(Context* cx, const Lookup& note, Site site, Fields* self, Str* key, Value v) {
  if (HD_UNLIKELY(note.header != self->header || note.key != key)) return fields_replace_slow(cx, site, self, key, v);
  if (note.wider || noted_value(note, self).tag == tag_nil) return false;
  noted_value(note, self) = v;
  return true;
}

HD_INLINE bool set_noted(Context* cx, const Lookup& note, Site site, Fields* self, Str* key, Value v, Fields** out) {
  *out = self;
  if (HD_LIKELY(note.header == self->header && note.key == key)) {
    if (!note.wider) {
      noted_value(note, self) = v;
      return false;
    }
    if (HD_LIKELY(note.added < self->length && v.tag != tag_nil)) {
      self->slots()[note.added] = v;
      self->header = note.wider;
      return false;
    }
  }
  return fields_set_slow(cx, site, self, key, v, out);
}

// In functions:
HD_INLINE Value fields_get(Context* cx, Fields* self, Str* key) {
  return get_noted(cx, noted(cx, self->header, key), no_site, self, key);
}
HD_INLINE bool fields_replace(Context* cx, Fields* self, Str* key, Value v) {
  return replace_noted(cx, noted(cx, self->header, key), no_site, self, key, v);
}
HD_INLINE bool fields_set(Context* cx, Fields* self, Str* key, Value v, Fields** out) {
  return set_noted(cx, noted(cx, self->header, key), no_site, self, key, v, out);
}
// In bytecodes:
HD_INLINE Value fields_get_at(Context* cx, Site site, Fields* self, Str* key) {
  return get_noted(cx, noted_at(cx, site), site, self, key);
}
HD_INLINE bool fields_replace_at(Context* cx, Site site, Fields* self, Str* key, Value v) {
  return replace_noted(cx, noted_at(cx, site), site, self, key, v);
}
HD_INLINE bool fields_set_at(Context* cx, Site site, Fields* self, Str* key, Value v, Fields** out) {
  return set_noted(cx, noted_at(cx, site), site, self, key, v, out);
}

}  // namespace hd
