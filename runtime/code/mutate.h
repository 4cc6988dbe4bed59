// The profile `mutate`: bytecode is made wrong on purpose, so that tests/fuzz/emission can see that nothing but a
// proper error comes of it. In other profiles nothing of this exists.
//
// The environment gives the seed, HEDDLE_MUTATE, and how many of the places where code is made are left alone between
// two changes, HEDDLE_MUTATE_EVERY. The same seed makes the same changes. A program that does not end in time does so
// at a safepoint, with a status of its own.
#pragma once

#ifdef HD_MUTATE_CODE
#define HD_MUTATE(...) __VA_ARGS__
#include "runtime/code/assembler.h"

namespace hd {

/// A statement is left out.
bool leave_out(const AsmState& s);
/// A number, or another one.
std::int64_t changed(const AsmState& s, std::int64_t n);
/// A label, or another one, or none.
std::int64_t changed_label(const AsmState& s, std::int64_t label);
/// The values of a bytecode's operands, some of them changed: `values`, or `room` filled.
const std::int64_t* changed_operands(const AsmState& s, const EmitSite& site, const std::int64_t* values,
                                     std::int64_t* room);
/// At safepoints: ends the process when its time is over.
void end_in_time(Context* cx);

}  // namespace hd
#else
#define HD_MUTATE(...)
#endif
