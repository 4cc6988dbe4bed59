// Places in the guest's source, for reports.
#pragma once
#include "runtime/state/observations.h"

namespace hd {

/// The number of the place where the guest is: the line of the running bytecode, or the line from which the running
/// builtin was called, and the builtin. Called by the thread acting for `cx`.
Place place_of(Context* cx);
/// What is known about code is no longer valid: a collection may have freed it.
void forget_code(Observations& observed);

}  // namespace hd
