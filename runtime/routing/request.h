// What one context asks of another. A request is pushed into the receiver's inbox, and served by the thread that acts
// for the receiver. Each kind is a class in the folder whose business it is:
//
//   Request          travels one way                Call (Request)   returns to the waiting tasklet
//     WakeUp         tasklet/wait.cpp                 MethodCall     routing/method.h
//     TriggerRaised  tasklet/interrupt.cpp            FunctionCall   contexts/calls.h
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
  /// Called by the thread acting for the receiver, which owns the request: it deletes, keeps, or forwards it.
  virtual void serve(Context* cx) = 0;

  bool for_worker = true;  // serving it makes a tasklet ready
};

/// A request whose reply a tasklet waits for: the same object travels to the server and back.
struct Call : Request {
  Context* from = nullptr;     // where the tasklet waits
  Tasklet* tasklet = nullptr;  // null once it no longer waits. Read only by its home
  std::uint64_t arrow = 0;     // its number in the trace

  // Called by the thread acting for `from`.
  /// The context that is to serve it, as of now.
  virtual Context* receiver() const = 0;
  /// Returns true if the tasklet may go on without the reply: the call takes effect elsewhere, and may never finish.
  virtual bool may_abandon() const = 0;
  /// Exports what it refers to. Called before it is sent, and again if it was postponed.
  virtual void export_all() {}
  /// The time until which it is postponed, or 0.
  virtual std::int64_t postponed_until() const { return 0; }
  /// Marks the objects of `from` that it refers to.
  virtual void mark(Marker&) {}
  /// Called when nothing refers to it any more.
  virtual void release(Context*) { delete this; }
  /// What the tasklet waits for, in reports.
  virtual std::string awaited() const = 0;

  // Called by the thread acting for the server: these send the request back.
  /// Copies the result if it is a string, otherwise exports it.
  void reply(Context* cx, Value result, bool raised);
  /// Replies with a list of values. `shared`: the server keeps the parcel.
  void reply(const Parcel* parcel, bool shared);

  void serve(Context* cx) final { answered_ ? deliver(cx) : carry_out(cx); }

 protected:
  /// Prepares a spare call for reuse.
  void renew();

 private:
  /// Called by the thread acting for the server.
  virtual void carry_out(Context* cx) = 0;
  /// Called by the thread acting for `from`: makes the tasklet ready.
  void deliver(Context* cx);
  void drop_reply(Context* cx);
  void send_back();

  bool answered_ = false;
  bool raised_ = false;
  bool shared_parcel_ = false;
  Value result_;
  char* text_ = nullptr;  // a string in transit: malloc'ed copy, its length in `result_.bits`
  const Parcel* parcel_ = nullptr;
};

/// Puts a request into an inbox and ensures that it is served. Any thread.
void post(Context* to, Request* request);
/// Serves the inbox of a context this thread acts for.
void serve_inbox(Context* cx);

/// Makes the running tasklet wait for the reply: returns true with Abrupt::suspend. The call is sent once the tasklet
/// is suspended.
bool wait_for_reply(Context* cx, Call* call);
/// Sends the call that the suspended current tasklet waits for, or postpones it.
void send_call(Context* cx);
/// Called at a safepoint: sends the postponed calls that are due.
void send_due(Context* cx);
/// Called by the thread acting for its home: `t` no longer waits.
void end_call(Context* cx, Tasklet* t);
/// Called by the thread acting for its home: `t`, whose call may be abandoned, stops waiting while the call is in
/// flight; the reply is dropped.
void abandon_call(Context* cx, Tasklet* t);

}  // namespace hd
