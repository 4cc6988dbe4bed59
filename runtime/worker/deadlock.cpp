#include "runtime/worker/deadlock.h"

#include <algorithm>

#include "runtime/routing/claim.h"
#include "runtime/routing/request.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"
#include "runtime/worker/worker.h"

namespace hd {

namespace {

/// Acting for it: can only another context bring it on?
bool stuck(const Context* cx) {
  return cx->ready.empty() && cx->inbox.looks_empty() && cx->take_backs.empty() && !cx->outside &&
         next_deadline(cx) < 0 && !waits_for_interrupts(cx);
}

std::string reason_of(const Tasklet* t) {
  if (t->in_wait) return t->reason.is_class(class_str) ? std::string(view(t->reason.as<Str>())) : "a wake-up";
  switch (t->request.kind) {
    case Request::Kind::join:
      return "the end of context " + std::to_string(t->request.to->id);
    case Request::Kind::run:
      return "a function that runs in context " + std::to_string(t->request.to->id);
    default:
      return "a reply";
  }
}

std::string name_of(Context* cx, const Tasklet* t) {
  std::string name = t == cx->main ? "main" : "tasklet " + std::to_string(t->number);
  if (cx->id != 1) name += " of context " + std::to_string(cx->id);
  return name;
}

/// Acting for it: "main waits for ..." and so on, for all that wait.
std::string describe(Context* cx) {
  std::string text;
  for (Tasklet* t : cx->tasklets) {
    if (t->state != TaskletState::waiting) continue;
    text += (text.empty() ? "" : "; ") + name_of(cx, bottom_of(t)) + " waits for " + reason_of(t);
  }
  return text;
}

/// Acting for it: its main tasklet, if it waits in a way that an error can end.
Tasklet* waiting_main(Context* cx) {
  if (!cx->main || cx->main->state == TaskletState::dead) return nullptr;
  Tasklet* t = innermost_of(cx, cx->main);
  return t->in_wait ? t : nullptr;
}

void tell(Context* cx, Tasklet* t, const std::string& text) {
  tasklet_signal(cx, bottom_of(t), cx->isolate->language->guest_error(cx, new_str(cx, text.data(), text.size())));
}

/// All contexts are this thread's now: whoever waits in main is told. How many.
int tell_all(const std::vector<Context*>& contexts) {
  std::string text;
  for (Context* cx : contexts) {
    const std::string part = describe(cx);
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  }
  int told = 0;
  for (Context* cx : contexts)
    if (Tasklet* t = waiting_main(cx)) {
      tell(cx, t, "deadlock: " + text);
      ++told;
    }
  return told;
}

std::vector<Context*> contexts_of(Isolate* isolate) {
  std::vector<Context*> contexts;
  const std::lock_guard guard(isolate->lock);
  for (Context* cx : isolate->contexts)
    if (cx) contexts.push_back(cx);
  return contexts;
}

}  // namespace

void report_deadlock(Isolate* isolate) {
  static std::mutex one_at_a_time;  // two that hold half of the contexts each would both see somebody busy
  const std::lock_guard guard(one_at_a_time);
  std::vector<Context*> held;
  bool all = true;
  for (Context* cx : contexts_of(isolate)) {
    all = cx->actor.claim();
    if (!all) break;
    held.push_back(cx);
  }
  // Only now: as long as one was free, it could send something to those that were held already.
  if (all && std::all_of(held.begin(), held.end(), stuck)) tell_all(held);
  for (Context* cx : held) finish_claim(cx);
}

bool report_deadlock_of(Isolate* isolate) { return tell_all(contexts_of(isolate)) > 0; }

}  // namespace hd
