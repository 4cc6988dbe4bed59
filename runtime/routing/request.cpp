#include "runtime/routing/request.h"

#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "runtime/code/suspend.h"
#include "runtime/observe/observe.h"
#include "runtime/observe/tally.h"
#include "runtime/routing/claim.h"
#include "runtime/routing/export.h"
#include "runtime/routing/parcel.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

void post(Context* to, Request* request) {
  const bool for_worker = request->for_worker;  // once pushed, the request belongs to the receiver
  to->inbox.push(request);
  notify(to, for_worker);
}

void serve_inbox(Context* cx) {
  while (InboxNode* node = cx->inbox.pop()) static_cast<Request*>(node)->serve(cx);
}

void Call::send_back() {
  answered_ = true;
  for_worker = true;
  post(from, this);
}

void Call::reply(Context* cx, Value result, bool raised) {
  raised_ = raised;
  if (result.is_class(class_str) && home_of(result.as_object())) {
    const Str* s = result.as<Str>();
    text_ = static_cast<char*>(std::malloc(s->length + 1));
    std::memcpy(text_, s->data(), s->length);
    result_ = {tag_raw, s->length};
  } else {
    export_value(cx, result);
    result_ = result;
  }
  send_back();
}

void Call::reply(const Parcel* parcel, bool shared) {
  raised_ = false;
  parcel_ = parcel;
  shared_parcel_ = shared;
  send_back();
}

void Call::renew() {
  answered_ = false;
  result_ = Value::nil();
}

void Call::drop_reply(Context* cx) {
  std::erase(cx->requests.abandoned, this);
  std::free(std::exchange(text_, nullptr));
  const Parcel* parcel = std::exchange(parcel_, nullptr);
  if (!shared_parcel_) delete parcel;
  release(cx);
}

void Call::deliver(Context* cx) {
  if (!tasklet) return drop_reply(cx);
  Value v = result_;
  if (text_) {
    v = Value::object(new_str(cx, text_, v.bits));
    std::free(std::exchange(text_, nullptr));
  }
  if (const Parcel* parcel = std::exchange(parcel_, nullptr)) {
    v = Value::object(open_parcel(cx, *parcel));
    if (!shared_parcel_) delete parcel;
  }
  const bool raised = raised_;
  Tasklet* t = tasklet;
  end_call(cx, t);
  make_ready(cx, t, v, raised);
}

bool wait_for_reply(Context* cx, Call* call) {
  cx->current->request = call;
  call->from = cx;
  call->tasklet = cx->current;
  call->export_all();
  return wait_for(cx, Pending::send);
}

namespace {

void send(Context* cx, Call* call) {
  ++cx->stats.sent;
  if (observes(cx)) observe_send(cx, call->arrow);
  post(call->receiver(), call);
}

}  // namespace

void send_call(Context* cx) {
  Call* call = cx->current->request;
  cx->current->may_abandon = call->may_abandon();
  if (const std::int64_t time = call->postponed_until(); time > 0)
    cx->requests.postponed.push_back({time, call});
  else
    send(cx, call);
}

void send_due(Context* cx) {
  const std::int64_t time = now(cx->isolate);
  const std::vector<PostponedCall> all = std::exchange(cx->requests.postponed, {});
  for (const PostponedCall& p : all) {
    if (p.time > time) {
      cx->requests.postponed.push_back(p);
      continue;
    }
    p.call->export_all();  // the world may have been traced meanwhile
    send(cx, p.call);
  }
}

void end_call(Context* cx, Tasklet* t) {
  t->may_abandon = false;
  std::exchange(t->request, nullptr)->release(cx);
}

void abandon_call(Context* cx, Tasklet* t) {
  t->may_abandon = false;
  Call* call = std::exchange(t->request, nullptr);
  call->tasklet = nullptr;
  cx->requests.abandoned.push_back(call);
}

}  // namespace hd
