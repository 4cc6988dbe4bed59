// What is wrong with code that is being made, and the verification of the whole by `finish`.
//
// The work is linear: `asm_emit` keeps only what needs the most registers, so `finish` looks once at each label that
// is used, each handler, and the last bytecode.
#pragma once
#include <string>

#include "runtime/code/assembler.h"

namespace hd {

/// Faults unless the code may run.
void verify_code(Context* cx, const AsmState& s);
/// The index of a label of this assembler, which the statement `what` names.
std::int64_t verify_label(Context* cx, const AsmState& s, std::int64_t label, const char* what);

/// "the operand 'dst' of 'Load' ...", at the place of the `emit`.
[[noreturn]] HD_COLD void wrong_operand(Context* cx, const EmitSite& site, int operand, const std::string& what);
/// At the place that the description left before its call.
[[noreturn]] HD_COLD void wrong_code(Context* cx, const std::string& what);

/// Faults when the assembler has finished.
inline void verify_open(Context* cx, const AsmState& s) {
  if (HD_UNLIKELY(s.finished)) wrong_code(cx, "this code is finished already");
}

inline bool is_label_of(const AsmState& s, std::int64_t label) {
  return label >> 32 == s.number &&
         static_cast<std::uint64_t>(label & 0xffffffff) < static_cast<std::uint64_t>(s.labels.size());
}
inline std::int64_t label_index(std::int64_t label) { return label & 0xffffffff; }

}  // namespace hd
