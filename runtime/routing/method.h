// Methods of objects that another context owns: what generated code calls where a guard found a foreign owner.
#pragma once
#include "runtime/abi/layout.h"
#include "runtime/routing/request.h"

namespace hd {

/// A method call for the owner of args[0]. When this thread may act for the owner (access.h) the method runs at once,
/// here: false, and its result is in cx->results. Else true: raised, or suspended until the reply.
bool route(Context* cx, const MethodInfo* method, const Value* args, std::int64_t n);

struct MethodCall final : Call {
  const MethodInfo* method = nullptr;
  std::int64_t nargs = 0;
  Value args[most_arguments];

  Context* receiver() const override;
  /// A method is over soon, and has an effect.
  bool may_abandon() const override { return false; }
  void export_all() override;
  std::int64_t postponed_until() const override;
  void mark(Marker& marker) override;
  /// It is kept for the next one.
  void release(Context* cx) override;
  std::string awaited() const override { return "a reply"; }

  /// A spare one of `cx`, or a new one.
  static MethodCall* make(Context* cx);

 private:
  void carry_out(Context* cx) override;
};

}  // namespace hd
