#include "runtime/shape/fields.h"

#include <algorithm>

#include "runtime/shape/dictionary.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

bool has_shape(const Fields* f) { return f->class_id() == class_fields; }
const Shape& shape_of(const Context* cx, const Fields* f) { return cx->isolate->shapes->at(f->detail()); }

/// The slot of the key; `count` of the shape or more if it has none.
std::uint32_t slot_of(const Shape& shape, Str* key) { return shape.keys->find(key, hash_of(key)); }

constexpr std::uint64_t first_notes = 64, most_notes = 16384;

/// Makes room for notes: at first, and when many have taken the place of others.
void grow(Lookups& table, LookupMemory& memory) {
  const std::uint64_t before = memory.entries ? table.mask / sizeof(Lookup) + 1 : 0;
  if (before == most_notes || memory.replaced < before) return;
  const std::uint64_t notes = before ? 4 * before : first_notes;
  static_assert(most_notes == first_notes * 4 * 4 * 4 * 4);
  memory.entries = std::make_unique<Lookup[]>(notes);
  memory.replaced = 0;
  table = {memory.entries.get(), (notes - 1) * sizeof(Lookup)};
}

/// Notes of one key that displace one another are not counted: a larger table would not keep them apart.
void put(Lookup& place, LookupMemory& memory, const Lookup& lookup) {
  if (place.key && place.key != lookup.key) ++memory.replaced;
  place = lookup;
}

/// Under stress half of the notes are not taken.
bool is_lost(Context* cx) {
  if (HD_LIKELY(!cx->isolate->cache_stress)) return false;
  std::uint32_t& bits = cx->notes.lost;
  bits = bits * 1664525u + 1013904223u;  // a linear congruence; its upper bits are the better ones
  return bits >> 31;
}

/// Only immortal keys are noted: others may die, and their address be used again.
void note(Context* cx, Site site, const Lookup& lookup) {
  if (!is_immortal(lookup.key) || is_lost(cx)) return;
  grow(cx->lookups, cx->notes.lookups);
  put(const_cast<Lookup&>(noted(cx, lookup.header, lookup.key)), cx->notes.lookups, lookup);
  if (!site.pc) return;
  grow(cx->sites, cx->notes.sites);
  put(const_cast<Lookup&>(noted_at(cx, site)), cx->notes.sites, lookup);
}

constexpr std::uint32_t offset_of(std::uint32_t slot) { return sizeof(Fields) + slot * sizeof(Value); }

/// Looks the key up in Fields that have a shape, and notes the outcome.
Lookup look_up(Context* cx, Site site, const Fields* f, Str* key) {
  Lookup found = noted(cx, f->header, key);
  if (found.header != f->header || found.key != key) {
    const Shape& shape = shape_of(cx, f);
    const std::uint32_t slot = slot_of(shape, key);
    found = {f->header, key, offset_of(slot), most_slots, 0};
    if (slot >= shape.count) {
      // If no shape with the key is known yet, no Fields have room for it: the first one is added the slow way.
      const Shape* wider = cx->isolate->shapes->find_wider(shape, key, hash_of(key));
      found.added = wider ? shape.count : most_slots;
      found.wider = wider ? fields_header(wider->number) : ~std::uint64_t{0};
    }
  }
  note(cx, site, found);
  return found;
}

/// The value's place; null if the key is absent.
Value* find(Context* cx, Site site, Fields* f, Str* key) {
  if (!has_shape(f)) {
    const std::int64_t at = dictionary::find(f, key);
    return at < 0 ? nullptr : &dictionary::entries(f)[at].value;
  }
  const Lookup found = look_up(cx, site, f, key);
  return found.wider ? nullptr : &noted_value(found, f);
}

bool new_slots(Context* cx, std::int64_t length, Fields** out) {
  Array* array = nullptr;
  if (array_new(cx, class_fields, sizeof(Value), length, &array)) return true;
  *out = static_cast<Fields*>(array);
  return false;
}

/// Fields with at least that much room and the same shape and values.
bool with_room(Context* cx, Fields* f, std::int64_t room, Fields** out) {
  if (new_slots(cx, room, out)) return true;
  (*out)->header = f->header;
  copy_values(f->slots(), f->length, (*out)->slots());
  std::fill((*out)->slots() + f->length, (*out)->slots() + room, Value::nil());
  return false;
}

/// The same as a dictionary with room for more keys. Keys without a value are dropped.
bool to_dictionary(Context* cx, Fields* f, std::int64_t more, Fields** out) {
  const Shape& shape = shape_of(cx, f);
  const Value *first = f->slots(), *last = first + shape.count;
  const std::int64_t used = std::count_if(first, last, [](const Value& v) { return !v.is_nil(); });
  if (dictionary::make(cx, used + more, used < shape.count, out)) return true;
  for (std::uint32_t slot = 0; slot < shape.count; ++slot)
    if (!first[slot].is_nil()) dictionary::append(*out, shape.keys->at(slot), first[slot]);
  return false;
}

/// The shape with the key added; null if there is none and none can be made.
const Shape* widen(Context* cx, const Shape& shape, Str* key) {
  Shapes& shapes = *cx->isolate->shapes;
  if (const Shape* known = shapes.find_wider(shape, key, hash_of(key))) return known;
  Str* interned = find_interned(key->data(), key->length);
  return interned ? shapes.make_wider(shape, interned) : nullptr;
}

/// Adds a key that is absent.
bool add(Context* cx, Site site, Fields* f, Str* key, Value v, Fields** out) {
  if (!has_shape(f)) return dictionary::add(cx, f, key, v, out);
  const Shape& shape = shape_of(cx, f);
  const Shape* wider = widen(cx, shape, key);
  if (!wider) {
    Fields* to = nullptr;
    return to_dictionary(cx, f, 2, &to) || dictionary::add(cx, to, key, v, out);
  }
  note(cx, site, {f->header, key, 0, shape.count, fields_header(wider->number)});
  *out = f;
  if (shape.count >= f->length) {
    constexpr std::int64_t least = 4, most = most_slots;
    if (with_room(cx, f, std::clamp(2 * f->length, least, most), out)) return true;
  }
  (*out)->slots()[shape.count] = v;
  (*out)->header = fields_header(wider->number);
  return false;
}

std::int64_t positions(const Context* cx, const Fields* f) {
  return has_shape(f) ? shape_of(cx, f).count : dictionary::count(f);
}

}  // namespace

Fields* new_no_fields() {
  auto* f = static_cast<Fields*>(allocate_immortal(sizeof(Fields)));
  f->header = fields_header(root_shape);
  f->length = 0;
  return f;
}

HD_NOINLINE Value fields_get_slow(Context* cx, Site site, Fields* self, Str* key) {
  const Value* place = find(cx, site, self, key);
  return place ? load(*place) : Value::nil();
}

HD_NOINLINE bool fields_replace_slow(Context* cx, Site site, Fields* self, Str* key, Value v) {
  Value* place = find(cx, site, self, key);
  if (!place || place->is_nil()) return false;
  *place = v;
  return true;
}

HD_NOINLINE bool fields_set_slow(Context* cx, Site site, Fields* self, Str* key, Value v, Fields** out) {
  *out = self;
  if (Value* place = find(cx, site, self, key))
    *place = v;
  else if (!v.is_nil())
    return add(cx, site, self, key, v, out);
  return false;
}

bool fields_remove(Context* cx, Fields* self, Str* key, Fields** out) {
  *out = self;
  if (has_shape(self)) {
    if (slot_of(shape_of(cx, self), key) >= shape_of(cx, self).count) return false;
    if (to_dictionary(cx, self, 0, out)) return true;
  }
  if (const std::int64_t at = dictionary::find(*out, key); at >= 0) dictionary::remove(*out, at);
  return false;
}

Fields* fields_clear(Context* cx, Fields*) { return cx->no_fields; }

bool fields_reserve(Context* cx, Fields* self, std::int64_t n, Fields** out) {
  *out = self;
  if (!has_shape(self) || n <= self->length) return false;
  return with_room(cx, self, std::min<std::int64_t>(n, most_slots), out);
}

std::int64_t fields_len(Context* cx, Fields* self) { return positions(cx, self); }

std::int64_t fields_find(Context* cx, Fields* self, Str* key) {
  if (!has_shape(self)) {
    const std::int64_t at = dictionary::find(self, key);
    return at >= 0 ? at : dictionary::find_dropped(self, key);
  }
  const Shape& shape = shape_of(cx, self);
  const std::uint32_t slot = slot_of(shape, key);
  return slot < shape.count ? std::int64_t{slot} : -1;
}

Str* fields_key(Context* cx, Fields* self, std::int64_t position) {
  if (position < 0 || position >= positions(cx, self)) fault(cx, "position out of bounds");
  if (!has_shape(self)) return dictionary::entries(self)[position].key;
  return shape_of(cx, self).keys->at(static_cast<std::uint32_t>(position));
}

Value fields_value(Context* cx, Fields* self, std::int64_t position) {
  if (position < 0 || position >= positions(cx, self)) fault(cx, "position out of bounds");
  return load(has_shape(self) ? self->slots()[position] : dictionary::entries(self)[position].value);
}

bool fields_has_dropped(Context*, Fields* self) { return !has_shape(self) && dictionary::has_dropped(self); }

void forget_lookups(Context* cx) {
  cx->lookups = cx->sites = {};
  cx->notes.lookups = {};
  cx->notes.sites = {};
}

}  // namespace hd
