// Ownership as coherence: an owned object that many contexts read and nobody writes becomes read-shared.
//
// exclusive     header names the home; only it reads and writes in place.
// read-shared   header names no owner; any context reads in place (methods that do not write), none writes.
// in transition header names an id that no context has: a write was requested, and the home waits until every context
//               has passed a safepoint (or is parked), so that no reader of the old state is left. Then the object is
//               exclusive again and the writes run, in order.
// The home counts the reads it serves for others in the header's upper half, and doubles the threshold for sharing with
// each take-back (exponential backoff). Readers get references from the object, so what it refers to is exported first.
// This is MSI coherence (Papamarcos and Patel, ISCA 1984) with objects as cache lines; the hand-shake is that of
// quiescent states (McKenney and Slingwine, 1998). Model: sharing.pml. Everything here is called by the thread acting
// for `cx`, the object's home.
#pragma once
#include <algorithm>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct MethodCall;

/// Writes that wait for a hand-shake.
struct TakeBack {
  Object* object;
  std::uint64_t epoch;  // which all contexts must have seen
  std::vector<MethodCall*> writes;
};

// What the home counts, in the header's upper half: reads 0..15, exponent 16..23, weight 24..31.

/// How often the object changed its state or its owner, up to `max_exponent`: each change doubles the threshold for the
/// next one.
constexpr std::uint32_t max_exponent = 11;
inline std::uint32_t exponent_of(const Object* object) { return object->sharing() >> 16 & 0xff; }
/// Records a change, and resets the count of reads.
inline void back_off(Object* object) {
  object->set_sharing((object->sharing() & 0xff000000u) | std::min(exponent_of(object) + 1, max_exponent) << 16);
}
/// The logarithm of how much longer the object's last move took than that of a small object; up to `max_exponent`.
inline std::uint32_t weight_of(const Object* object) { return object->sharing() >> 24; }
inline void set_weight(Object* object, std::uint32_t weight) {
  object->set_sharing((object->sharing() & 0x00ff0000u) | std::min(weight, max_exponent) << 24);
}

/// Counts a read served for another context, and shares the object after enough of them.
void count_foreign_read(Context* cx, Object* object);
/// Counts a write: resets the reads, since an object that others write is not shared.
inline void count_foreign_write(Object* object) { object->set_sharing(object->sharing() & 0xffff0000u); }
/// Exports a read-shared object and what its readers can obtain from it.
void export_children(Context* cx, Object* object);
/// Makes an exclusive object read-shared.
void share_for_reading(Context* cx, Object* object);
/// Starts to take a read-shared object back.
TakeBack* begin_take_back(Context* cx, Object* object);
/// The object's pending take-back; null if there is none.
TakeBack* find_take_back(Context* cx, const Object* object);
/// Returns true if all contexts but `self` (which reads nothing now) have passed a safepoint; the object is then
/// exclusive again, `t` is deleted, and `writes` are its writes, which have not run.
bool try_take_back(Context* cx, TakeBack* t, const Context* self, std::vector<MethodCall*>& writes);
/// Returns true if all contexts but `self` have passed a safepoint since the epoch began, or cannot be reading.
bool all_have_seen(Context* self, std::uint64_t epoch);
/// Completes the take-backs that it can, and runs their writes.
void finish_take_backs(Context* cx);
/// Called at a safepoint: reports that no earlier read in place is still going on.
void pass_safepoint(Context* cx);

}  // namespace hd
