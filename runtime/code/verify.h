// Faults of code under construction, and the verification of the whole by `finish`.
//
// The work is linear: `asm_emit` keeps only the largest need for registers, so `finish` visits each use of a label,
// each handler and the last bytecode once.
//
// Called by the thread acting for the context that makes the code.
#pragma once
#include <string>

#include "runtime/code/assembler.h"

namespace hd {

/// Faults unless the code is valid as a whole.
void verify_code(Context* cx, const AsmState& s);
/// Returns the index of a label of this assembler. `what` is the statement that names it.
std::int64_t verify_label(Context* cx, const AsmState& s, std::int64_t label, const char* what);

/// Faults with "the operand 'dst' of 'Load' ..." at the place of the `emit`.
[[noreturn]] HD_COLD void wrong_operand(Context* cx, const EmitSite& site, int operand, const std::string& what);
/// Faults at the place that the description stored before its call.
[[noreturn]] HD_COLD void wrong_code(Context* cx, const std::string& what);

/// Faults if the assembler has finished.
inline void verify_open(Context* cx, const AsmState& s) {
  if (HD_UNLIKELY(s.finished)) wrong_code(cx, "this code is finished already");
}

inline bool is_label_of(const AsmState& s, std::int64_t label) {
  return label >> 32 == s.number &&
         static_cast<std::uint64_t>(label & 0xffffffff) < static_cast<std::uint64_t>(s.labels.size());
}
inline std::int64_t label_index(std::int64_t label) { return label & 0xffffffff; }

}  // namespace hd
