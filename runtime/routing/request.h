// What one context asks of another. A request is pushed into the receiver's inbox, and served there by the thread that
// acts for it. Each kind is a class, in the folder that knows what it is about:
//
//   Request          on its way once                Call (Request)   comes back to the tasklet that waits
//     WakeUp         tasklet/wait.cpp                 MethodCall     routing/method.h
//     TriggerRaised     tasklet/interrupt.cpp            FunctionCall   contexts/calls.h
//     CallReturned   tasklet/blocking.cpp             EndOfContext   contexts/calls.h
//     NewWork        contexts/contexts.cpp
//
// A new kind is one such class, and a test. See docs/add-a-request.md.
#pragma once
#include <cstdint>
#include <string>

#include "gc/host.h"
#include "runtime/abi/layout.h"
#include "runtime/sync/inbox.h"

namespace hd {

struct Parcel;

struct Request : InboxNode {
  Request() = default;
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;
  virtual ~Request() = default;
  /// Acting for the receiver, whose the request is by now: it deletes it, keeps it, or sends it on.
  virtual void serve(Context* cx) = 0;

  bool for_worker = true;  // serving it makes a tasklet ready
};

/// A request whose reply a tasklet waits for: the same object travels to the server and back.
struct Call : Request {
  Context* from = nullptr;     // where the tasklet waits
  Tasklet* tasklet = nullptr;  // null: it waits no longer. Only its home looks at that
  std::uint64_t arrow = 0;     // in the trace

  // Acting for `from`.
  /// Who is to serve it, as things are.
  virtual Context* receiver() const = 0;
  /// The tasklet may go on without the reply: what it waits for takes effect elsewhere, and may take for ever.
  virtual bool may_abandon() const = 0;
  /// Exports what it refers to. Before it is sent; once more when it was kept back.
  virtual void export_all() {}
  /// A time before which it had better not be sent, or 0.
  virtual std::int64_t postponed_until() const { return 0; }
  /// Objects of `from` that it refers to.
  virtual void mark(Marker&) {}
  /// Nobody refers to it any more.
  virtual void release(Context*) { delete this; }
  /// What the tasklet waits for, in reports.
  virtual std::string awaited() const = 0;

  // Acting for the server: the request goes back.
  /// The result must be exported, or a string.
  void reply(Context* cx, Value result, bool raised);
  /// A list of values. `shared`: the parcel stays the server's.
  void reply(const Parcel* parcel, bool shared);

  void serve(Context* cx) final { answered_ ? deliver(cx) : carry_out(cx); }

 protected:
  /// A spare one is used again.
  void renew();

 private:
  /// Acting for the server.
  virtual void carry_out(Context* cx) = 0;
  /// Acting for `from`: the tasklet goes on.
  void deliver(Context* cx);
  void drop_reply(Context* cx);
  void send_back();

  bool answered_ = false;
  bool raised_ = false;
  bool shared_parcel_ = false;
  Value result_;
  char* text_ = nullptr;  // a string on its way: malloc'ed copy, `result_.bits` its length
  const Parcel* parcel_ = nullptr;
};

/// Puts a request into an inbox and ensures that it is served. Any thread.
void post(Context* to, Request* request);
/// Serves the inbox of a context this thread acts for.
void serve_inbox(Context* cx);

/// The running tasklet is going to wait for the reply: true, Abrupt::suspend. The call is sent once it is suspended.
bool wait_for_reply(Context* cx, Call* call);
/// Sends what the suspended current tasklet waits for, now or later.
void send_call(Context* cx);
/// At a safepoint: sends those that were postponed until now.
void send_due(Context* cx);
/// Acting for its home: `t` waits no longer.
void end_call(Context* cx, Tasklet* t);
/// Acting for its home: `t`, which may do so, waits no longer, though the call is on its way; the reply is dropped.
void abandon_call(Context* cx, Tasklet* t);

}  // namespace hd
