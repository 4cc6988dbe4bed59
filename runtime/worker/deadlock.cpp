#include "runtime/worker/deadlock.h"

#include <algorithm>

#include "runtime/contexts/calls.h"
#include "runtime/routing/claim.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/control.h"
#include "runtime/tasklet/interrupt.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/tasklet/wait.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

/// Returns true if the context cannot go on unless another one acts; one with a running tasklet has only parked for a
/// moment. Called by the thread acting for it.
bool stuck(const Context* cx) {
  return !cx->current && cx->schedule.ready.empty() && cx->inbox.looks_empty() && cx->requests.take_backs.empty() &&
         cx->turn.waiting.empty() && cx->changes.empty() && !cx->work.outside && next_deadline(cx) < 0 &&
         !waits_for_interrupts(cx);
}

std::string reason_of(const Tasklet* t) {
  if (t->in_wait) return t->reason ? std::string(view(t->reason)) : "a wake-up";
  if (!t->request) return "a blocking call";
  return t->request->awaited();
}

std::string name_of(Context* cx, const Tasklet* t) {
  std::string name = t == cx->main ? "main" : "tasklet " + std::to_string(t->number);
  if (cx->id != 1) name += " of context " + std::to_string(cx->id);
  return name;
}

/// Called by the thread acting for `cx`: "main waits for ..." and so on, for all waiting tasklets.
std::string describe(Context* cx) {
  std::string text;
  for (Tasklet* t : cx->schedule.tasklets) {
    if (t->state != TaskletState::waiting) continue;
    text += (text.empty() ? "" : "; ") + name_of(cx, bottom_of(t)) + " waits for " + reason_of(t);
  }
  return text;
}

/// A tasklet that waits, and its context.
struct Waiting {
  Context* cx;
  Tasklet* tasklet;
};

/// The tasklet whose wait an error can end so that the context's main tasklet goes on: the main tasklet itself, or the
/// one at the end of a chain of functions that run elsewhere for it. Called by the thread acting for all contexts.
Waiting waiting_main(Context* cx) {
  if (!cx->main || cx->main->state == TaskletState::dead) return {};
  Tasklet* t = innermost_of(cx, cx->main);
  while (auto* call = dynamic_cast<FunctionCall*>(t->request)) {
    cx = call->to;
    const auto runs = [&](const Tasklet* other) { return other->served == call; };
    const auto found = std::find_if(cx->schedule.tasklets.begin(), cx->schedule.tasklets.end(), runs);
    if (found == cx->schedule.tasklets.end()) return {};
    t = innermost_of(cx, *found);
  }
  return t->in_wait || dynamic_cast<EndOfContext*>(t->request) ? Waiting{cx, t} : Waiting{};
}

/// Ends the wait of `who` with an error.
void tell(const Waiting& who, const std::string& text) {
  Tasklet* t = who.tasklet;
  const Value error = machine_error(who.cx, Failure::deadlock, text);
  if (!t->in_wait) {  // it joins a context, whose list of joiners it must leave
    std::erase(static_cast<EndOfContext*>(t->request)->of->requests.joiners, t->request);
    end_call(who.cx, t);
  }
  tasklet_raise(who.cx, bottom_of(t), error);
  if (t->state == TaskletState::waiting) make_ready(who.cx, t, Value::nil(), false);
}

/// Raises the error in every main tasklet that waits. Returns how many. Called by the thread acting for all contexts.
int tell_all(const std::vector<Context*>& contexts) {
  std::string text;
  for (Context* cx : contexts) {
    const std::string part = describe(cx);
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  }
  int told = 0;
  for (Context* cx : contexts)
    if (const Waiting who = waiting_main(cx); who.tasklet) {
      tell(who, "deadlock: " + text);
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
  static std::mutex one_at_a_time;  // two threads with half of the contexts each would both see busy ones
  const std::lock_guard guard(one_at_a_time);
  const std::vector<Context*> contexts = contexts_of(isolate);
  // A context that is not parked is at work, or its own thread checks when it stops.
  const auto idle = [](const Context* cx) { return cx->actor.state() == Actor::parked; };
  if (!std::all_of(contexts.begin(), contexts.end(), idle)) return;
  std::vector<Context*> held;
  bool all = true;
  for (Context* cx : contexts) {
    all = cx->actor.claim();
    if (!all) break;
    held.push_back(cx);
  }
  // Only now: a context that was not claimed yet could send something to one that was.
  if (all && std::all_of(held.begin(), held.end(), stuck)) tell_all(held);
  for (Context* cx : held) finish_claim(cx);
}

bool report_deadlock_of(Isolate* isolate) { return tell_all(contexts_of(isolate)) > 0; }

}  // namespace hd
