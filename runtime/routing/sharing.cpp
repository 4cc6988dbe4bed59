#include "runtime/routing/sharing.h"

#include <algorithm>

#include "runtime/routing/claim.h"
#include "runtime/routing/export.h"
#include "runtime/routing/hold.h"
#include "runtime/routing/method.h"
#include "runtime/routing/reach.h"
#include "runtime/state/context.h"

namespace hd {

namespace {

std::uint32_t reads_of(const Object* object) { return object->sharing() & 0xffff; }

/// Returns true if `other` has passed a safepoint since the epoch began, or cannot be reading.
bool has_seen(Context* other, std::uint64_t epoch) {
  const bool reached = reaches(other->seen, other->actor, epoch, [other] { finish_claim(other); });
  if (!reached) ask_holder(other);
  return reached;
}

bool all_have_seen(Context* cx, std::uint64_t epoch, const Context* self) {
  std::vector<Context*> contexts;
  {
    const std::lock_guard guard(cx->isolate->lock);
    contexts = cx->isolate->contexts;
  }
  return std::all_of(contexts.begin(), contexts.end(),
                     [&](Context* other) { return !other || other == cx || other == self || has_seen(other, epoch); });
}

}  // namespace

bool all_have_seen(Context* self, std::uint64_t epoch) { return all_have_seen(self, epoch, self); }

void export_children(Context* cx, Object* object) {
  const auto enter = [cx](Object* reached) { export_value(cx, Value::object(reached)); };
  visit_state(cx, object, enter, enter);
  enter(object);
}

void count_foreign_read(Context* cx, Object* object) {
  if (object->owner() != cx->id) return;  // shared already; or in transition, which only the take-back may end
  const std::uint32_t reads = reads_of(object) + 1;
  const std::uint32_t exponent = exponent_of(object);
  object->set_sharing((object->sharing() & 0xffff0000u) | std::min(reads, 0xffffu));
  if (reads < std::min(cx->isolate->share_after << exponent, 0xffffu)) return;
  if (cx->heap->is_special(object)) return;  // weak references are cleared in place, finalizers need a single owner
  share_for_reading(cx, object);
}

void share_for_reading(Context* cx, Object* object) {
  export_children(cx, object);
  ++cx->stats.shared;
  object->set_owner(0);  // readers that see this also see earlier writes
}

TakeBack* begin_take_back(Context* cx, Object* object) {
  back_off(object);
  object->set_owner(owner_in_transition);  // before the epoch begins
  auto* t = new TakeBack{object, cx->isolate->epoch.begin(), {}};
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
  if (!cx->isolate->simulated && !all_have_seen(cx, t->epoch, self)) return false;
  t->object->set_owner(cx->id);
  writes = std::move(t->writes);
  std::erase(cx->requests.take_backs, t);
  delete t;
  return true;
}

void finish_take_backs(Context* cx) {
  for (std::size_t i = 0; i < cx->requests.take_backs.size();) {
    std::vector<MethodCall*> writes;
    if (!try_take_back(cx, cx->requests.take_backs[i], nullptr, writes)) {
      ++i;
      continue;
    }
    for (MethodCall* call : writes) call->serve(cx);
  }
}

void pass_safepoint(Context* cx) { cx->seen.pass(cx->isolate->epoch); }

}  // namespace hd
