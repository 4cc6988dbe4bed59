// Ownership as coherence: an owned object that many contexts read and nobody writes becomes read-shared.
//
// exclusive     header names the home; only it reads and writes in place.
// read-shared   header names nobody; any context reads in place (methods that do not write), nobody writes.
// in transition header names an id that no context has: a write was asked for, and the home waits until every context
//               has passed a safepoint (or is parked), so that no reader is left in the old state. Then it is exclusive
//               again and the writes run, in order.
// The home counts the reads it serves for others in the header's upper half, and halves its readiness with each
// take-back (exponential backoff). Readers get references from the object, so what it refers to is exported first.
// MSI coherence (Papamarcos and Patel, ISCA 1984) with objects as lines; the hand-shake is that of quiescent states
// (McKenney and Slingwine, 1998). Model: sharing.pml. Everything here: the thread acting for `cx`, the object's home.
#pragma once
#include <algorithm>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct MethodCall;

/// Writes that wait for a hand-shake.
struct TakeBack {
  Object* object;
  std::uint64_t epoch;  // that all contexts must have seen
  std::vector<MethodCall*> writes;
};

// What the home counts, in the header's upper half: reads 0..15, exponent 16..23, weight 24..31.

/// How often the object changed its state or its owner, up to `max_exponent`: each time it takes twice as much to make
/// it change again.
constexpr std::uint32_t max_exponent = 11;
inline std::uint32_t exponent_of(const Object* object) { return object->sharing() >> 16 & 0xff; }
/// It changes; nothing is counted yet.
inline void back_off(Object* object) {
  object->set_sharing((object->sharing() & 0xff000000u) | std::min(exponent_of(object) + 1, max_exponent) << 16);
}
/// The logarithm of how much longer the object took to move, the last time, than small ones do; up to `max_exponent`.
inline std::uint32_t weight_of(const Object* object) { return object->sharing() >> 24; }
inline void set_weight(Object* object, std::uint32_t weight) {
  object->set_sharing((object->sharing() & 0x00ff0000u) | std::min(weight, max_exponent) << 24);
}

/// Notes a read that was served for another context; maybe it is time to share the object.
void count_foreign_read(Context* cx, Object* object);
/// The same for a write: nobody shares what others write.
inline void count_foreign_write(Object* object) { object->set_sharing(object->sharing() & 0xffff0000u); }
/// Exports what readers of a read-shared object can get hold of, and itself.
void export_children(Context* cx, Object* object);
/// An exclusive object becomes read-shared.
void share_for_reading(Context* cx, Object* object);
/// Starts to take a read-shared object back.
TakeBack* begin_take_back(Context* cx, Object* object);
/// The take-back that the object is in.
TakeBack* find_take_back(Context* cx, const Object* object);
/// True: all contexts but `self` (which reads nothing now) have passed a safepoint, the object is exclusive again, and
/// `t` is gone. Its writes have not run.
bool try_take_back(Context* cx, TakeBack* t, const Context* self, std::vector<MethodCall*>& writes);
/// All contexts but `self` have passed a safepoint since the epoch began, or cannot be reading.
bool all_have_seen(Context* self, std::uint64_t epoch);
/// Completes what take-backs it can, with their writes.
void finish_take_backs(Context* cx);
/// At a safepoint: nothing that was read before is being read still.
void pass_safepoint(Context* cx);

}  // namespace hd
