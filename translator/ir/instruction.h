// Facts about each instruction: its operands and result, its further details, and its effects.
//
// The facts come from instructions.def, one line per instruction. Immutable after first use; callable from any thread.
#pragma once
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/sema/machine.h"

namespace heddle::ir {

/// What an instruction states besides its operands, and where: in `imm`, `number`, `text`, `type` or `callee`.
enum class Detail : std::uint8_t {
  none,
  integer,   // imm
  number,    // number
  text,      // text, quoted when printed
  name,      // text
  machine,   // imm: a sema::Machine
  function,  // callee
  table,     // imm: index in Program::tables
  root,      // imm: index in Program::roots
  arm,       // imm: arm of the value type
  field,     // imm: field of the first operand
  type,      // type
  result,    // type, which is that of the result
  owner,     // type; imm: check_to_read
  operand,   // imm: operand of the op
  guest,     // imm: guest_all, guest_spread
  spread,    // imm: guest_spread
};

/// Bits in the `imm` of call_guest and ret_values.
constexpr std::int64_t guest_all = 1, guest_spread = 2;

/// What an instruction may do. Those that are also effects of a function use the bit of sema::Effect.
namespace fact {
enum : std::uint32_t {
  no_facts = 0,
  raises = sema::effect_raises,
  allocates = sema::effect_allocates,
  routes = sema::effect_routes,
  suspends = sema::effect_suspends,
  frame = sema::effect_frame,
  writes = sema::effect_writes,  // changes the state of an object, an array or the machine
  reads = 1 << 16,               // depends on state that may change
  pure = 1 << 17,                // may be removed if its result is not read
  constant = 1 << 18,
  faults = 1 << 19,
  calls = 1 << 20,    // runs code of another function, or of the guest
  by_row = 1 << 21,   // see the table of the machine's functions
  op_only = 1 << 22,  // belongs to the running bytecode
  ends = 1 << 23,     // terminates a block; nothing else does
  unlikely = 1 << 24,
  polls = 1 << 25,  // a safepoint: may go backward, enter or leave a frame
};
/// The facts that a function inherits from its instructions.
constexpr std::uint32_t effects = raises | allocates | routes | suspends | frame;
}  // namespace fact

constexpr int any_number = -1;

struct Instruction {
  const char* section;  // of instructions.def
  const char* name;
  const char* signature;
  Detail detail;
  std::uint32_t facts;
  const char* meaning;
  // From the signature:
  std::vector<char> operands;  // one letter each
  bool more_operands;          // any number, after those
  char result;                 // a letter, or 0 if there is none
  bool may_lack_result;
  int targets;  // any_number if it varies

  bool may(std::uint32_t any_of) const { return (facts & any_of) != 0; }
};

const Instruction& about(Op op);
inline bool may(Op op, std::uint32_t any_of) { return about(op).may(any_of); }
/// The function of the machine that call_intrinsic or wait calls.
inline const sema::MachineFunction& machine_function(const Instr& i) {
  return sema::about(static_cast<sema::Machine>(i.imm));
}
/// Returns true if the result is a list of values that arrive in the context's results.
inline bool gives_values(const Instr& i) {
  using sema::Machine;
  if (i.op == Op::call_guest) return (i.imm & guest_all) != 0;
  if (i.op != Op::wait) return false;
  const Machine id = machine_function(i).id;
  return id == Machine::resume || id == Machine::yield || id == Machine::resume_with || id == Machine::yield_with;
}
inline bool is_terminator(Op op) { return may(op, fact::ends); }
inline bool is_constant(Op op) { return may(op, fact::constant); }
/// Returns true if `imm` is an operand of the op.
inline bool names_operand(Op op) { return about(op).detail == Detail::operand; }
/// Finds the instruction of that name. Returns false if there is none.
bool find_op(const std::string& name, Op& out);
constexpr std::size_t op_count = 0
#define HEDDLE_INSTRUCTION(name, signature, detail, facts, meaning) +1
#include "translator/ir/instructions.def"
    ;

/// The list of instructions as a Markdown table, for docs/ir.md.
std::string instructions_as_markdown();

}  // namespace heddle::ir
