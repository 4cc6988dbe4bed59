// Methods of objects that another context owns. Generated code calls these where a guard finds a foreign owner.
#pragma once
#include "runtime/abi/layout.h"
#include "runtime/routing/request.h"

namespace hd {

/// Calls a method of args[0] for its owner. Returns false, with the result in cx->results, if the method ran at once
/// because this thread may act for the owner (access.h). Otherwise returns true: it raised, or the tasklet is suspended
/// until the reply.
bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n);

struct MethodCall final : Call {
  const MethodInfo* method = nullptr;
  std::int64_t nargs = 0;
  Value args[most_arguments];
  Context* left = nullptr;  // the home that the caller let go of for it, or null
  std::int64_t made = 0;    // when, if that is observed

  Context* receiver() const override;
  /// Returns false: a method ends soon, and has an effect.
  bool may_abandon() const override { return false; }
  void export_all() override;
  std::int64_t postponed_until() const override;
  void mark(Marker& marker) override;
  /// Keeps the object for a later call.
  void release(Context* cx) override;
  std::string awaited() const override { return "a reply"; }

  /// Returns a spare call of `cx`, or a new one.
  static MethodCall* make(Context* cx);

 private:
  void carry_out(Context* cx) override;
  /// Called by the thread acting for `home`, with which a context has its turn.
  void await_end_of_turn(Context* home);
};

}  // namespace hd
