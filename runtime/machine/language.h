// What a language provides to the machine: classes, builtins, roots and constants.
#pragma once
#include "runtime/state/context.h"

namespace hd {

/// Fills in the machine's own classes, [1, class_first_language).
void machine_classes(ClassInfo* classes);

/// Makes the object for a builtin: immortal and without an owner. Called when the isolate starts.
Native* new_immortal_native(const char* name, NativeFunction function, std::int64_t index);
Native* native_object(Context* cx, std::int64_t index);

// Called by the thread acting for `cx`:
inline Value get_root(Context* cx, std::int64_t index) { return cx->isolate->roots[static_cast<std::size_t>(index)]; }
void set_root(Context* cx, std::int64_t index, Value v);
/// Keeps an object that all contexts read in place forever. Called by the first context, before there is another.
void keep_constant(Context* cx, Object* object);

}  // namespace hd
