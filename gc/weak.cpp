// Weak references: arrays whose elements do not keep alive what they refer to.
//
// A weak object is scanned like any other, but the arrays it refers to are only recorded. Once everything strongly
// reachable is marked, ephemerons are marked until a fixed point (a value is reachable if its key is), and entries with
// parts that are still unmarked are cleared: dead values before the dead are handed to their finalizers, dead keys
// after, so that a finalizer still finds what was associated with its object (Lua manual 2.5.4). A ward (heap.h) that
// is made weak holds strongly.
#include "gc/visit.h"

#include <utility>

namespace hd {

namespace {

/// The offsets of an element's key and value; -1 if it has no such part.
struct EntryShape {
  std::int64_t key = -1, value = -1;
};

/// The shape of the elements in an array of Values, or of records with one or more Values: a single one is a value.
EntryShape entry_shape(const ClassInfo& info) {
  EntryShape shape;
  for (std::uint32_t i = 0; i < info.nrefs && shape.value < 0; ++i) {
    if (!info.refs[i].is_value) continue;
    (shape.key < 0 ? shape.key : shape.value) = info.refs[i].offset;
  }
  if (shape.value < 0) std::swap(shape.key, shape.value);
  return shape;
}

Value* part(char* element, std::int64_t offset) {
  return offset < 0 ? nullptr : reinterpret_cast<Value*>(element + offset);
}

/// In a dictionary of Fields the name of a weak value is not kept for longer than the value, since it has no other use.
bool drops_names(const Array* array, bool weak_values) { return weak_values && array->class_id() == class_dictionary; }

Object*& name_of(const ClassInfo& info, Value& value) {
  const auto offset = static_cast<std::int64_t>(info.refs[1].offset) - static_cast<std::int64_t>(info.refs[0].offset);
  return *reinterpret_cast<Object**>(reinterpret_cast<char*>(&value) + offset);
}

/// Calls `visit(key, value)` for each element; key is null in an array of Values.
template <class Visit>
void each_entry(Array* array, const ClassInfo& info, Visit visit) {
  const EntryShape shape = entry_shape(info);
  char* at = array->items<char>();
  for (std::int64_t i = 0; i < array->length; ++i, at += info.size) {
    Value* value = part(at, shape.value);
    if (value && !value->is_nil()) visit(part(at, shape.key), *value);
  }
}

}  // namespace

void Heap::set_weak(const Object* object, bool keys, bool values) {
  if (!keys && !values && !is_special(object)) return;
  Special& how = special(object);
  how.weak_keys = keys;
  how.weak_values = values;
  if (!how.any()) forget_special(object);
}

Heap::Special& Heap::special(const Object* object) {
  if (owns(object)) set_special(object, true);  // a ward's bit is set already
  return special_[object];
}

void Heap::set_special(const Object* object, bool is_special) {
  const std::size_t g = granule_of(object);
  std::uint64_t& word = block_of(object)->special[g / 64];
  const std::uint64_t bit = std::uint64_t{1} << (g % 64);
  // Relaxed: only the owner of the heap writes the word. Keepers of wards may read it at the same time, but only bits
  // that do not change (find_special).
  __atomic_store_n(&word, is_special ? word | bit : word & ~bit, __ATOMIC_RELAXED);
}

void Heap::forget_special(const Object* object) {
  special_.erase(object);
  if (owns(object)) set_special(object, false);
}

void Heap::drop_dead_specials() {
  std::vector<const Object*> gone;
  for (const auto& [object, how] : special_)
    if (owns(object) && !is_marked(object)) gone.push_back(object);
  for (const Object* object : gone) forget_special(object);
}

void Heap::scan_weak(const ClassInfo& info, Object* object, Special how) {
  for (std::uint32_t i = 0; i < info.nrefs; ++i) {
    char* slot = reinterpret_cast<char*>(object) + info.refs[i].offset;
    if (info.refs[i].is_value) {
      mark_values(reinterpret_cast<const Value*>(slot), 1);
      continue;
    }
    Object* to = *reinterpret_cast<Object**>(slot);
    const bool array = to && classes_[to->class_id()].kind == ClassKind::array;
    if (!array) {
      mark(to);
    } else if (mark_shallow(to)) {
      weak_.push_back({static_cast<Array*>(to), how.weak_keys, how.weak_values});
      scan_weak_array(weak_.back());
    }
  }
}

/// Marks what the array holds strongly: keys that are not weak, values that are neither weak nor have a key, and what
/// is neither key nor value. Names of weak values that live are marked by clear_weak.
void Heap::scan_weak_array(const WeakArray& weak) {
  const ClassInfo& info = classes_[weak.array->class_id()];
  each_entry(weak.array, info, [&](Value* key, Value& value) {
    if (key && !weak.keys) mark_values(key, 1);
    if (!key && !weak.values) mark_values(&value, 1);
  });
  if (drops_names(weak.array, weak.values)) return;
  const EntryShape shape = entry_shape(info);
  for (std::uint32_t i = 0; i < info.nrefs; ++i) {
    const RefSlot& ref = info.refs[i];
    if (ref.is_value && (ref.offset == shape.key || ref.offset == shape.value)) continue;
    const ClassInfo other = {nullptr, ClassKind::array, ClassSharing::machine, info.size, 1, &ref};
    char* at = weak.array->items<char>();
    for (std::int64_t n = 0; n < weak.array->length; ++n, at += info.size) visit_refs(*this, other, at);
  }
}

/// Strings count as values: those in weak places stay.
bool Heap::is_alive(Value value) {
  if (value.tag != tag_object) return true;
  Object* object = value.as_object();
  if (object->class_id() == class_str) mark_shallow(object);
  return !owns(object) || is_marked(object);
}

/// Returns true if it marked anything.
bool Heap::mark_ephemerons(const WeakArray& weak) {
  bool changed = false;
  each_entry(weak.array, classes_[weak.array->class_id()], [&](Value* key, Value& value) {
    if (!key || !is_alive(*key) || is_alive(value)) return;
    mark(value.as_object());
    changed = true;
  });
  trace();
  return changed;
}

void Heap::converge() {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < weak_.size(); ++i)  // marking may append
      if (weak_[i].keys && !weak_[i].values) changed = mark_ephemerons(weak_[i]) || changed;
  }
}

/// Drops the names of values that died or were taken away, unless somebody else holds them.
void Heap::drop_names(const WeakArray& weak) {
  const ClassInfo& info = classes_[weak.array->class_id()];
  if (!drops_names(weak.array, weak.values)) return;
  for (std::int64_t i = 0; i < weak.array->length; ++i) {
    Value& value = *part(weak.array->items<char>() + i * info.size, info.refs[0].offset);
    Object*& name = name_of(info, value);
    if (value.is_nil() && name && owns(name) && !is_marked(name)) name = nullptr;
  }
}

/// Clears the entries whose value died; with `dead_keys`, also those whose key died.
void Heap::clear_weak(bool dead_keys) {
  for (const WeakArray& weak : weak_) {
    const ClassInfo& info = classes_[weak.array->class_id()];
    const bool named = drops_names(weak.array, weak.values);
    each_entry(weak.array, info, [&](Value* key, Value& value) {
      const bool value_died = weak.values && !is_alive(value);
      const bool key_died = dead_keys && key && !is_alive(*key);
      if (named && !value_died) mark(name_of(info, value));
      if (!value_died && !key_died) return;
      value = Value::nil();
      // Unlike in an entry that stays, a string does not count as alive here.
      if (key && key->tag == tag_object && owns(key->as_object()) && !is_marked(key->as_object())) *key = Value::raw(0);
    });
  }
  trace();  // the strings that stayed
  for (const WeakArray& weak : weak_) drop_names(weak);
}

}  // namespace hd
