// The profile `mutate` deliberately corrupts bytecode as it is assembled, so that tests/fuzz/emission can check that
// the result is a proper error and nothing worse. Other profiles contain none of this.
//
// Environment: HEDDLE_MUTATE is the seed; HEDDLE_MUTATE_EVERY=n changes one place in n on average. The same seed makes
// the same changes. A program that does not end in time is ended at a safepoint with an exit status of its own.
#pragma once

#ifdef HD_MUTATE_CODE
#define HD_MUTATE(...) __VA_ARGS__
#include "runtime/code/assembler.h"

namespace hd {

/// Returns true if a statement should be left out.
bool leave_out(const AsmState& s);
/// Returns the number, or another one.
std::int64_t changed(const AsmState& s, std::int64_t n);
/// Returns the label, another one, or a number that is not a label.
std::int64_t changed_label(const AsmState& s, std::int64_t label);
/// Returns the values of a bytecode's operands, some of them possibly changed, in `room`.
const std::int64_t* changed_operands(const AsmState& s, const EmitSite& site, const std::int64_t* values,
                                     std::int64_t* room);
/// Called at safepoints: ends the process when its time is up.
void end_in_time(Context* cx);

}  // namespace hd
#else
#define HD_MUTATE(...)
#endif
