#include "runtime/routing/sharing.h"

#include <algorithm>

#include "runtime/observe/tally.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/export.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/method.h"
#include "runtime/routing/reach.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

constexpr int most_eager = 4, least_eager = -7;
constexpr std::uint32_t steady_reads = 64;     // after which the home may become more eager
constexpr std::int64_t steady_time = 1 << 17;  // nanoseconds without a take-back, for the same
constexpr std::int64_t request_time = 4'000;   // nanoseconds until a request to a running home is answered
constexpr std::int64_t least_time = 2'000;     // nanoseconds that a take-back takes, and ...
constexpr std::int64_t most_time = 250'000;    // ... what a longer one counts
constexpr int moment = 200;                    // looks: some microseconds, in which running contexts reach a safepoint

std::uint32_t reads_of(const Object* object) { return object->sharing() & 0xffff; }
void set_reads(Object* object, std::uint32_t reads) {
  object->set_sharing((object->sharing() & 0xffff0000u) | std::min(reads, 0xffffu));
}

// The time since an object has been shared, in units of 1,024 ns times its weight. It wraps after 67 ms times its
// weight, so a long time rarely looks short.
std::uint32_t stamp(const Object* object, std::int64_t time) {
  return static_cast<std::uint32_t>(time >> (10 + weight_of(object))) & 0xffff;
}
std::int64_t shared_for(const Object* object, std::int64_t time) {
  return static_cast<std::int64_t>((stamp(object, time) - reads_of(object)) & 0xffff) << (10 + weight_of(object));
}

/// How many reads make the object read-shared.
std::uint32_t enough_reads(const Context* cx, const Object* object) {
  const int eagerness = cx->use.eagerness;
  const std::uint32_t reads = cx->isolate->share_after;
  const std::uint32_t base = eagerness < 0 ? reads << -eagerness : std::max(reads >> eagerness, 1u);
  return static_cast<std::uint32_t>(
      std::min(std::uint64_t{base} << (exponent_of(object) + weight_of(object)), std::uint64_t{0xffff}));
}

/// Called now and then, after reads for others only.
void reconsider_eagerness(Context* cx) {
  cx->use.reads = 0;
  if (now(cx->isolate) - cx->use.taken_back >= steady_time)
    cx->use.eagerness = std::min(cx->use.eagerness + 1, most_eager);
}

/// Readers may hold what the object refers to, which a write may drop.
void export_children(Context* cx, Object* object) {
  const auto enter = [cx](Object* reached) { export_value(cx, Value::object(reached)); };
  note_visit(object, visit_state(cx, object, enter, enter));
  enter(object);
}

/// Records a take-back. Returns true if it pays.
bool note_take_back(Context* cx, Object* object) {
  UseState& use = cx->use;
  const std::int64_t time = now(cx->isolate);
  const std::int64_t waits = cx->actor.state() == Actor::running ? request_time : 0;
  const std::int64_t enough = 2 * std::max((least_time << weight_of(object)) + waits, use.take_back_time + waits);
  const bool pays = shared_for(object, time) >= enough && time - use.taken_back >= enough;
  use.taken_back = time;
  if (pays) {
    use.eagerness = std::min(use.eagerness + 1, most_eager);
    if (exponent_of(object) > 0) object->set_sharing(object->sharing() - (1u << 16));
  } else {
    back_off(object);
    use.eagerness = std::max(use.eagerness - 1, least_eager);
  }
  return pays;
}

/// Returns true if `other` has passed a safepoint since the epoch began, or cannot be reading. `ask`: has it come to
/// one soon.
bool has_seen(Context* other, std::uint64_t epoch, bool ask) {
  const bool reached = reaches(other->seen, other->actor, epoch, [other] { finish_claim(other); });
  if (!reached && ask) ask_holder(other);
  return reached;
}

bool all_have_seen(Context* cx, std::uint64_t epoch, const Context* self, bool ask) {
  std::vector<Context*> contexts;
  {
    const std::lock_guard guard(cx->isolate->lock);
    contexts = cx->isolate->contexts;
  }
  return std::all_of(contexts.begin(), contexts.end(), [&](Context* other) {
    return !other || other == cx || other == self || has_seen(other, epoch, ask);
  });
}

bool end_take_back(Context* cx, TakeBack* t, std::vector<MethodCall*>& writes) {
  const std::int64_t took = std::min(now(cx->isolate) - t->began, most_time);
  cx->use.take_back_time += (took - cx->use.take_back_time) / 8;
  t->object->set_owner(cx->id);
  if (observes(cx)) tally_object_end(cx, t->object, Deed::taken_back);
  writes = std::move(t->writes);
  std::erase(cx->requests.take_backs, t);
  delete t;
  return true;
}

}  // namespace

bool all_have_seen(Context* self, std::uint64_t epoch) { return all_have_seen(self, epoch, self, true); }

void count_foreign_read(Context* cx, Object* object) {
  if (object->owner() != cx->id) return;  // shared already; or in transition, which only the take-back may end
  if (HD_UNLIKELY(++cx->use.reads >= steady_reads)) reconsider_eagerness(cx);
  const std::uint32_t reads = reads_of(object) + 1;
  set_reads(object, reads);
  if (reads < enough_reads(cx, object)) return;
  share_again(cx, object);
}

void share_for_reading(Context* cx, Object* object) {
  ++cx->stats.shared;
  if (observes(cx)) tally_object_begin(cx, object, Deed::shared);
  object->set_owner(0);  // readers that see this also see earlier writes
}

void share_again(Context* cx, Object* object) {
  if (object->owner() != cx->id) return;     // moved meanwhile
  if (cx->heap->is_special(object)) return;  // weak references are cleared in place, finalizers need a single owner
  set_reads(object, stamp(object, now(cx->isolate)));
  share_for_reading(cx, object);
}

TakeBack* begin_take_back(Context* cx, Object* object) {
  if (observes(cx)) {
    tally_object_end(cx, object, Deed::shared);
    tally_object_begin(cx, object, Deed::taken_back);
  }
  const bool pays = note_take_back(cx, object);
  export_children(cx, object);
  object->set_owner(owner_in_transition);  // before the epoch begins
  auto* t = new TakeBack{object, cx->isolate->epoch.begin(), cx->use.taken_back, pays};
  cx->requests.take_backs.push_back(t);
  cx->seen.report(t->epoch);  // this thread acts for `cx`, and reads nothing now
  ++cx->stats.taken_back;
  const std::lock_guard guard(cx->isolate->lock);
  for (Context* other : cx->isolate->contexts)
    if (other && other != cx && other->actor.state() == Actor::running)
      other->poll.ask();  // the next safepoint sees the epoch
  return t;
}

TakeBack* find_take_back(Context* cx, const Object* object) {
  for (TakeBack* t : cx->requests.take_backs)
    if (t->object == object) return t;
  return nullptr;
}

bool try_take_back(Context* cx, TakeBack* t, const Context* self, std::vector<MethodCall*>& writes) {
  if (!cx->isolate->simulated && !all_have_seen(cx, t->epoch, self, true)) return false;
  return end_take_back(cx, t, writes);
}

bool await_take_back(Context* cx, TakeBack* t, Context* self, std::vector<MethodCall*>& writes) {
  if (cx->isolate->simulated) return end_take_back(cx, t, writes);
  for (int looks = 0; looks < moment; ++looks) {
    pass_safepoint(self);  // another take-back may wait for this one
    if (all_have_seen(cx, t->epoch, self, looks == 0)) return end_take_back(cx, t, writes);
    relax();
  }
  return false;
}

void await_transition(Context* self, const Object* object) {
  for (int looks = 0; looks < moment && static_cast<std::uint16_t>(object->low_acquire()) == owner_in_transition;
       ++looks) {
    pass_safepoint(self);
    relax();
  }
}

void finish_take_backs(Context* cx) {
  for (std::size_t i = 0; i < cx->requests.take_backs.size();) {
    std::vector<MethodCall*> writes;
    Object* object = cx->requests.take_backs[i]->object;
    const bool pays = cx->requests.take_backs[i]->pays;
    if (!try_take_back(cx, cx->requests.take_backs[i], nullptr, writes)) {
      ++i;
      continue;
    }
    for (MethodCall* call : writes) call->serve(cx);
    if (pays) share_again(cx, object);
  }
}

void pass_safepoint(Context* cx) { cx->seen.pass(cx->isolate->epoch); }

}  // namespace hd
