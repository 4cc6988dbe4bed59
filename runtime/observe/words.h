// The report on sharing: what the policy did with the objects, and with the homes, that other contexts used most.
#pragma once
#include "runtime/state/isolate.h"

namespace hd {

/// Prints to standard error. Called with the isolate's lock held, when nobody records any more.
void print_sharing(const Isolate* isolate);

}  // namespace hd
