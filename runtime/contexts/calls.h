// Calls to a context as a whole: the tasklet waits until a function has run there, or until the context has ended.
// A call is sent and delivered by the thread acting for its `from`, and carried out by the one acting for the server.
#pragma once
#include <memory>

#include "runtime/abi/layout.h"
#include "runtime/routing/parcel.h"
#include "runtime/routing/request.h"

namespace hd {

/// Runs a function in a tasklet of its own in `to`; the reply is its outcome.
struct FunctionCall final : Call {
  FunctionCall(Context* where, Value f, const Parcel* values) : to(where), function(f), arguments(values) {}
  Context* receiver() const override { return to; }
  bool may_abandon() const override { return true; }
  void export_all() override;
  void mark(Marker& marker) override { marker.mark_values(&function, 1); }
  std::string awaited() const override;

  Context* to;
  Value function;
  std::unique_ptr<const Parcel> arguments;

 private:
  void carry_out(Context* cx) override;
};

/// Waits for the end of `of`; the reply is its outcome.
struct EndOfContext final : Call {
  explicit EndOfContext(Context* context) : of(context) {}
  Context* receiver() const override { return of; }
  bool may_abandon() const override { return true; }
  std::string awaited() const override;

  Context* of;

 private:
  void carry_out(Context* cx) override;
};

}  // namespace hd
