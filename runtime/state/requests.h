// Requests that a context keeps: spare ones, and those that something has to happen to first. Folder: routing/. Only
// the thread that acts for the context.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/abi/layout.h"

namespace hd {

struct Call;
struct MethodCall;
struct TakeBack;

/// A request that is not to be sent before a time.
struct PostponedCall {
  std::int64_t time;
  Call* call;
};

struct RequestState {
  std::vector<MethodCall*> spare;
  std::vector<Call*> abandoned;          // on their way, and nobody waits for the replies any more
  std::vector<PostponedCall> postponed;  // for contexts that are to work undisturbed
  std::vector<Call*> joiners;            // wait for this context's end
  std::vector<TakeBack*> take_backs;     // of its objects: routing/sharing.h
};

}  // namespace hd
