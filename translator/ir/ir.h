// The intermediate representation: typed control-flow graphs over virtual registers.
//
// Not SSA: a register has one type and may be assigned several times; liveness is computed when needed. Each fn,
// method, op, builtin and test has one `Function`. Lowering creates it, the passes rewrite it in place, and the C++
// back end and the emulator read the same final form. docs/ir.md describes each instruction; `verify` checks it.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "translator/sema/types.h"
#include "translator/source/folders.h"
#include "translator/source/span.h"
#include "translator/syntax/tree.h"

namespace heddle::ir {

using sema::Type;
using Reg = std::int32_t;
using BlockId = std::int32_t;
using FunctionId = std::int32_t;
constexpr Reg no_reg = -1;

/// Every instruction, in the order of instructions.def; instruction.h has the facts about each.
enum class Op : std::uint8_t {
#define HEDDLE_INSTRUCTION(name, signature, detail, facts, meaning) name,
#include "translator/ir/instructions.def"
};

struct Instr {
  Op op = Op::fault;
  Reg dst = no_reg;
  std::vector<Reg> args;
  std::int64_t imm = 0;
  double number = 0;
  std::string text;
  const Type* type = nullptr;
  FunctionId callee = -1;
  std::vector<BlockId> targets;
  std::vector<std::int64_t> cases;
  bool polls = false;    // safepoints pass: check the poll word here
  bool checked = false;  // root_get: faults if the root is not set yet
  int suspend = -1;      // suspension pass: index in Function::suspend_points, or -1
  int inlined = -1;      // index in Program::inlines: the function it was inlined from; -1: the function's own
  source::Span span;
};

struct Block {
  std::vector<Instr> instrs;  // the last one, and only it, is a terminator
  BlockId handler = -1;       // a guest error raised here continues there; -1: it leaves the function
  bool cold = false;          // unlikely to run: error and foreign paths
};

/// A point where the function may be left and resumed: registers `live` are saved in its frame.
struct SuspendPoint {
  BlockId block = -1;
  int instr = -1;
  std::vector<Reg> live;  // live after the instruction, except its dst; ascending
  /// What follows only gives the instruction's result on: as the function's own, or to an operand of the bytecode.
  bool passes_on = false;
  int operand = -1;  // bytecodes: the operand; -1: the result is not used
};

enum class FunctionKind : std::uint8_t { function, method, op, builtin, test };

struct Function {
  FunctionId id = -1;
  FunctionKind kind = FunctionKind::function;
  std::string name;              // unique: "max", "Table.get", "List<i64>.push", "op Add", "test numbers"
  std::string shown_name;        // builtins and tests
  const Type* self = nullptr;    // methods
  const Type* result = nullptr;  // unit when none; builtins: values
  int nparams = 0;               // registers [0, nparams) are the parameters; builtin: register 0 is its Args
  std::vector<const Type*> regs;
  std::vector<std::string> reg_names;     // "" for temporaries
  std::vector<syntax::Operand> operands;  // op
  std::vector<Block> blocks;              // 0 is the entry
  std::uint32_t effects = 0;              // sema::Effect bits
  std::vector<SuspendPoint> suspend_points;
  std::vector<bool> kept_results;  // results pass: lists that need not be made, by register; empty: none
  bool inline_hint = false;
  bool may_fault = false;      // faults pass: may fault, itself or in what it calls
  bool watches_stack = false;  // faults pass: checks for the end of the stack
  source::Span span;
  std::string module_name;

  bool has(sema::Effect e) const { return (effects & e) != 0; }
  /// May end with a guest error or by suspending: callers must check.
  bool may_be_abrupt() const { return (effects & (sema::effect_raises | sema::effect_suspends)) != 0; }
};

/// A constant of a frozen array type.
struct TableConstant {
  std::string name;
  const Type* type = nullptr;   // frozen array
  std::vector<Instr> elements;  // const_* instructions
};

struct Root {
  std::string name;
  const Type* type = nullptr;
};

/// A function whose instructions have replaced a call.
struct Inline {
  FunctionId function = -1;
  source::Span call;
  int outer = -1;  // the Inline in which the call itself was inlined; -1: the function's own call
};

/// A whole description, ready for a back end. Functions keep their ids throughout the passes.
struct Program {
  std::string language;
  sema::TypeTable* types = nullptr;
  std::vector<std::unique_ptr<Function>> functions;
  std::vector<FunctionId> ops;  // in opcode order (before variants)
  std::vector<FunctionId> builtins;
  std::vector<FunctionId> tests;
  std::vector<Root> roots;
  std::vector<TableConstant> tables;
  std::vector<Inline> inlines;
  source::Folders folders;  // of the description's files
  FunctionId main = -1;
  FunctionId guest_error = -1;
  FunctionId run_callable = -1;
  bool runs_tests = false;       // runs its tests instead of `main`
  bool no_owner_checks = false;  // for measurements only: treats every object as local

  Function& function(FunctionId id) { return *functions[static_cast<std::size_t>(id)]; }
  const Function& function(FunctionId id) const { return *functions[static_cast<std::size_t>(id)]; }
};

/// Bit of `owner_check`: the method does not write, so a read-shared object is as good as an owned one.
constexpr std::int64_t check_to_read = 1;

/// Returns true if that field of the object type is one that readers may write.
inline bool is_hint(const Type* holder, std::int64_t field) {
  if (holder->kind == sema::TypeKind::optional) holder = holder->element;
  return holder->fields[static_cast<std::size_t>(field)].kind == sema::FieldKind::hint;
}

}  // namespace heddle::ir
