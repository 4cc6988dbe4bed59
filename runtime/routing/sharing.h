// Ownership as coherence: an owned object that many contexts read and nobody writes becomes read-shared.
//
// exclusive     header names the home; only it reads and writes in place.
// read-shared   header names no owner; any context reads in place (methods that do not write), none writes.
// in transition header names an id that no context has: a write was requested, and the home waits until every context
//               has passed a safepoint (or is parked), so that no reader of the old state is left. Then the object is
//               exclusive again and the writes run, in order.
//
// When to share. An object is shared after others have read it a number of times, counted in the header's upper half.
// A home whose objects are read again and again, and not taken back, becomes eager: the number falls until one read is
// enough. A take-back *pays* if the object had been shared for longer than a few take-backs take here, and the home had
// taken nothing back for as long: the object is then shared again as soon as the writes have run. A take-back that does
// not pay makes the home less eager and doubles the object's own number (exponential backoff).
//
// References that readers get from a shared object need no export while the object refers to them, as it is reachable
// itself. A take-back exports them, since the writes may drop them.
//
// This is MSI coherence (Papamarcos and Patel, ISCA 1984) with objects as cache lines; the hand-shake is that of
// quiescent states (McKenney and Slingwine, 1998). Model: sharing.pml. Everything here is called by the thread acting
// for `cx`, the object's home.
#pragma once
#include <algorithm>
#include <bit>
#include <vector>

#include "runtime/abi/layout.h"
#include "runtime/state/context.h"

namespace hd {

struct MethodCall;

/// Writes that wait for a hand-shake.
struct TakeBack {
  Object* object;
  std::uint64_t epoch;  // which all contexts must have seen
  std::int64_t began;   // nanoseconds of the isolate's clock
  bool pays;            // share the object again after the writes
  std::vector<MethodCall*> writes = {};
};

// What the home counts, in the header's upper half: reads 0..15 (in a read-shared object: since when), exponent 16..23,
// weight 24..31.

/// How often the object changed its state or its owner, up to `max_exponent`: each change doubles the threshold for the
/// next one.
constexpr std::uint32_t max_exponent = 11;
inline std::uint32_t exponent_of(const Object* object) { return object->sharing() >> 16 & 0xff; }
/// Records a change, and resets the count of reads.
inline void back_off(Object* object) {
  object->set_sharing((object->sharing() & 0xff000000u) | std::min(exponent_of(object) + 1, max_exponent) << 16);
}
/// How much state the object has, which a move or a take-back visits: the logarithm of the multiple of `light`, up to
/// `max_exponent`. As of the last visit; at first 0.
inline std::uint32_t weight_of(const Object* object) { return object->sharing() >> 24; }
/// Records how many references a visit has met, and resets the count of reads.
inline void note_visit(Object* object, std::size_t references) {
  constexpr std::size_t light = 64;  // references: a microsecond or two, about what a hand-shake takes
  const auto weight = static_cast<std::uint32_t>(std::bit_width(references / light));
  object->set_sharing((object->sharing() & 0x00ff0000u) | std::min(weight, max_exponent) << 24);
}

/// Counts a read served for another context, and shares the object after enough of them.
void count_foreign_read(Context* cx, Object* object);
/// Counts a write: resets the reads, since an object that others write is not shared.
inline void count_foreign_write(Context* cx, Object* object) {
  cx->use.reads = 0;
  object->set_sharing(object->sharing() & 0xffff0000u);
}
/// Makes an exclusive object read-shared.
void share_for_reading(Context* cx, Object* object);
/// Makes an object that was taken back read-shared again, if its owner still can.
void share_again(Context* cx, Object* object);
/// Starts to take a read-shared object back.
TakeBack* begin_take_back(Context* cx, Object* object);
/// The object's pending take-back; null if there is none.
TakeBack* find_take_back(Context* cx, const Object* object);
/// Returns true if all contexts but `self` (which reads nothing now) have passed a safepoint; the object is then
/// exclusive again, `t` is deleted, and `writes` are its writes, which have not run.
bool try_take_back(Context* cx, TakeBack* t, const Context* self, std::vector<MethodCall*>& writes);
/// The same, but waits for a moment. This thread acts for `self` too, which reads nothing meanwhile.
bool await_take_back(Context* cx, TakeBack* t, Context* self, std::vector<MethodCall*>& writes);
/// Waits for a moment until the object is no longer in transition. Called by the thread acting for `self`, which reads
/// nothing meanwhile and does not act for the home.
void await_transition(Context* self, const Object* object);
/// Returns true if all contexts but `self` have passed a safepoint since the epoch began, or cannot be reading.
bool all_have_seen(Context* self, std::uint64_t epoch);
/// Completes the take-backs that it can, and runs their writes.
void finish_take_backs(Context* cx);
/// Called at a safepoint: reports that no earlier read in place is still going on.
void pass_safepoint(Context* cx);

}  // namespace hd
