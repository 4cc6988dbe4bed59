#include "runtime/machine/language.h"

#include <cstddef>
#include <cstring>
#include <iterator>

#include "runtime/code/assembler.h"
#include "runtime/code/inspect.h"
#include "runtime/routing/export.h"
#include "runtime/shape/dictionary.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

Native* native_object(Context* cx, std::int64_t index) { return cx->isolate->natives[static_cast<std::size_t>(index)]; }

void keep_constant(Context* cx, Object* object) {
  export_value(cx, Value::object(object));
  cx->isolate->constants.push_back(object);
}

void set_root(Context* cx, std::int64_t index, Value v) {
  export_value(cx, v);
  cx->isolate->roots[static_cast<std::size_t>(index)] = v;
}

void machine_classes(ClassInfo* classes) {
  static const RefSlot code[] = {{8, false},  {16, false}, {24, false}, {32, false}, {40, false}, {48, false},
                                 {56, false}, {64, false}, {72, false}, {80, false}, {88, false}};
  static const RefSlot frame_info[] = {{8, true}, {24, false}, {32, false}};
  static const RefSlot value[] = {{0, true}};
  static const RefSlot reference[] = {{0, false}};
  static const RefSlot entry[] = {{offsetof(Entry, value), true}, {offsetof(Entry, key), false}};
  constexpr ClassSharing machine = ClassSharing::machine;
  classes[class_none] = {"none", ClassKind::fixed, machine, 16, 0, nullptr};
  classes[class_str] = {"str", ClassKind::str, machine, 0, 0, nullptr};
  classes[class_frame] = {"Frame", ClassKind::frame, machine, 0, 0, nullptr};
  classes[class_code] = {"Code", ClassKind::fixed, machine, sizeof(Code), std::size(code), code};
  classes[class_native] = {"Native", ClassKind::fixed, machine, sizeof(Native), 0, nullptr};
  classes[class_tasklet] = {"Tasklet", ClassKind::tasklet, machine, sizeof(Tasklet), 0, nullptr};
  classes[class_context] = {"Context", ClassKind::fixed, machine, sizeof(ContextHandle), 0, nullptr};
  classes[class_asm] = {"Asm", ClassKind::assembler, machine, sizeof(Asm), 0, nullptr};
  classes[class_frame_info] = {"FrameInfo", ClassKind::fixed, machine, sizeof(FrameInfoObject), 3, frame_info};
  classes[class_array_raw] = {"[i64]", ClassKind::array, machine, 8, 0, nullptr};
  classes[class_array_value] = {"[Value]", ClassKind::array, machine, 16, 1, value};
  classes[class_array_byte] = {"[u8]", ClassKind::array, machine, 1, 0, nullptr};
  classes[class_array_ref] = {"[reference]", ClassKind::array, machine, 8, 1, reference};
  classes[class_fields] = {"Fields", ClassKind::array, machine, sizeof(Value), 1, value};
  classes[class_dictionary] = {"Fields", ClassKind::array, machine, sizeof(Entry), 2, entry};
}

Native* new_immortal_native(const char* name, NativeFunction function, std::int64_t index) {
  auto* native = static_cast<Native*>(allocate_immortal(sizeof(Native)));
  native->header = make_header(0, class_native);
  native->function = function;
  native->name = intern(name, std::strlen(name));
  native->index = index;
  return native;
}

}  // namespace hd
