// What is known of each instruction: its operands and result, what it says beyond them, what it may do.
//
// The facts stand in instructions.def, one line an instruction; everything here is read from there. Constant after the
// first use; any thread.
#pragma once
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/sema/machine.h"

namespace heddle::ir {

/// What an instruction says beyond its operands, and where: in `imm`, `number`, `text`, `type` or `callee`.
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
  result,    // type, which is the result's
  owner,     // type; imm: check_to_read
  operand,   // imm: operand of the op
  guest,     // imm: guest_all, guest_spread
  spread,    // imm: guest_spread
};

/// Bits of `imm` of call_guest and ret_values.
constexpr std::int64_t guest_all = 1, guest_spread = 2;

/// What an instruction may do. Those that are effects of a function have the bit of sema::Effect.
namespace fact {
enum : std::uint32_t {
  no_facts = 0,
  raises = sema::effect_raises,
  allocates = sema::effect_allocates,
  routes = sema::effect_routes,
  suspends = sema::effect_suspends,
  frame = sema::effect_frame,
  writes = sema::effect_writes,  // changes the state of an object, an array or the machine
  reads = 1 << 16,               // depends on state that others change
  pure = 1 << 17,                // may vanish when nobody reads its result
  constant = 1 << 18,
  faults = 1 << 19,
  calls = 1 << 20,    // runs code of another function, or of the guest
  by_row = 1 << 21,   // the table of the machine's functions says more
  op_only = 1 << 22,  // belongs to the running bytecode
  ends = 1 << 23,     // a block, and nothing else does
  unlikely = 1 << 24,
  polls = 1 << 25,  // a safepoint: may go backward, enter or leave a frame
};
/// Those that a function inherits from its instructions.
constexpr std::uint32_t effects = raises | allocates | routes | suspends | frame;
}  // namespace fact

constexpr int any_number = -1;

struct Instruction {
  const char* section;  // of the list
  const char* name;
  const char* signature;
  Detail detail;
  std::uint32_t facts;
  const char* meaning;
  // From the signature:
  std::vector<char> operands;  // a letter each
  bool more_operands;          // any number, after those
  char result;                 // a letter, or 0: none
  bool may_lack_result;
  int targets;  // any_number: it varies

  bool may(std::uint32_t any_of) const { return (facts & any_of) != 0; }
};

const Instruction& about(Op op);
inline bool may(Op op, std::uint32_t any_of) { return about(op).may(any_of); }
/// Of call_intrinsic and wait: the function of the machine.
inline const sema::MachineFunction& machine_function(const Instr& i) {
  return sema::about(static_cast<sema::Machine>(i.imm));
}
inline bool is_terminator(Op op) { return may(op, fact::ends); }
inline bool is_constant(Op op) { return may(op, fact::constant); }
/// `imm` is an operand of the op.
inline bool names_operand(Op op) { return about(op).detail == Detail::operand; }
/// The instruction of that name. False: there is none.
bool find_op(const std::string& name, Op& out);
constexpr std::size_t op_count = 0
#define HEDDLE_INSTRUCTION(name, signature, detail, facts, meaning) +1
#include "translator/ir/instructions.def"
    ;

/// The list as a table in Markdown, for docs/ir.md.
std::string instructions_as_markdown();

}  // namespace heddle::ir
