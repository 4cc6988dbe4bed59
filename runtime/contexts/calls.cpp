#include "runtime/contexts/calls.h"

#include <utility>
#include <vector>

#include "runtime/contexts/contexts.h"
#include "runtime/routing/export.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

/// A parcel of true and the results, or of false and the error.
Parcel* make_outcome(Context* cx, bool ok, Value v) {
  std::vector<Value> values{Value::boolean(ok)};
  if (!ok) {
    values.push_back(v);
  } else if (v.is_object()) {
    const auto list = elements(cx, v.as<ValueList>());
    values.insert(values.end(), list.begin(), list.end());
  }
  return make_parcel(cx, values.data(), std::ssize(values));
}

/// The ending of a tasklet that a FunctionCall started: replies with its outcome.
void reply_outcome(Context* cx, Tasklet* t, bool ok, Value v) {
  std::exchange(t->served, nullptr)->reply(make_outcome(cx, ok, v), false);
}

}  // namespace

void end_context(Context* cx, Tasklet*, bool ok, Value v) {
  Parcel* outcome = make_outcome(cx, ok, v);
  cx->finished = true;
  cx->handle->ending.store(outcome, std::memory_order_release);  // partner: context_join
  for (Call* joiner : cx->requests.joiners) joiner->reply(outcome, true);
  cx->requests.joiners.clear();
}

void FunctionCall::export_all() { export_value(from, function); }

void FunctionCall::carry_out(Context* cx) {
  const std::unique_ptr<const Parcel> values = std::move(arguments);
  Tasklet* t = new_tasklet(cx, import_value(cx, function), open_parcel(cx, *values));
  t->served = this;
  t->ending = reply_outcome;
  cx->schedule.ready.push_back(t);
}

std::string FunctionCall::awaited() const { return "a function that runs in context " + std::to_string(to->id); }
std::string EndOfContext::awaited() const { return "the end of context " + std::to_string(of->id); }

void EndOfContext::carry_out(Context* cx) {
  if (!cx->finished) return cx->requests.joiners.push_back(this);
  reply(cx->handle->ending.load(std::memory_order_relaxed), true);  // stored by this context
}

}  // namespace hd
