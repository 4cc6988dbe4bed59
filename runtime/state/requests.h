// Requests that a context keeps: spare ones, and those that must wait for something. Used by routing/. Touched only by
// the thread acting for the context.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct Call;
struct MethodCall;
struct TakeBack;

/// A request that must not be sent before `time`.
struct PostponedCall {
  std::int64_t time;
  Call* call;
};

struct RequestState {
  std::vector<MethodCall*> spare;
  std::vector<Call*> abandoned;          // sent, but the replies are no longer wanted
  std::vector<PostponedCall> postponed;  // to contexts that have a turn
  std::vector<Call*> joiners;            // waiting for this context to end
  std::vector<TakeBack*> take_backs;     // of this context's objects: routing/sharing.h
};

}  // namespace hd
