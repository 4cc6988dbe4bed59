// The intermediate representation: typed control-flow graphs over virtual registers.
//
// Not SSA: a register has one type and may be assigned several times; liveness is computed when needed.
// One `Function` per fn, method, op, builtin and test. Lowering makes it, the passes rewrite it in place, the C++
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

/// Every instruction. The one list: name, operands, and what `imm`, `text`, `type` and `callee` hold.
// clang-format off: one line a kind of instruction
#define HEDDLE_IR_OPS(X)                                                                                                                                                                                        \
  /* constants: dst */                                                                                                                                                                                          \
  X(const_int)    /* imm, wrapped to dst's type; enums too */                                                                                                                                                   \
  X(const_float)  /* number */                                                                                                                                                                                  \
  X(const_bool)   /* imm */                                                                                                                                                                                     \
  X(const_str)    /* text; an immortal string */                                                                                                                                                                \
  X(const_null)   /* nil of an optional type */                                                                                                                                                                 \
  X(const_nil)    /* the Value nil */                                                                                                                                                                           \
  X(const_native) /* callee: the builtin */                                                                                                                                                                     \
  X(const_table)  /* imm: index in Program::tables, a frozen array */                                                                                                                                           \
  X(move)         /* args[0]; same type, or T to T?, variant to union */                                                                                                                                        \
  /* numbers; type of dst says which. Integers wrap */                                                                                                                                                          \
  X(add)                                                                                                                                                                                                        \
  X(sub)                                                                                                                                                                                                        \
  X(mul) X(div) X(rem) X(band) X(bor) X(bxor) X(shl) X(shr) X(neg) X(bnot) X(add_overflows) X(sub_overflows)                                                                                                    \
      X(mul_overflows) /* bool dst */                                                                                                                                                                           \
      X(convert)       /* number or enum args[0] to the number type of dst; bits kept: see bitcast */                                                                                                           \
      X(bitcast)       /* f64 <-> i64 */                                                                                                                                                                        \
      X(enum_from) /* integer to enum, faults out of range */ /* bool dst; the type of args[0] says how */                                                                                                      \
      X(eq) X(ne) X(lt) X(le) X(gt) X(ge) X(not_)             /* guest values. imm: arm index in the value type */                                                                                              \
      X(box)                                                  /* Value dst from payload args[0] */                                                                                                              \
      X(test_arm)                                             /* bool dst: is Value args[0] that arm? */                                                                                                        \
      X(unbox) /* payload dst of Value args[0], known to be that arm */ /* objects */                                                                                                                           \
      X(test_class)   /* bool dst: is reference args[0] (not nil) of object type `type`? */                                                                                                                     \
      X(cast_ref)     /* reference args[0] as dst's type, known to fit */                                                                                                                                       \
      X(checked_cast) /* the same, faults when it does not fit */                                                                                                                                               \
      X(narrow)       /* T? args[0] to T, faults on nil */                                                                                                                                                      \
      X(new_object)   /* dst of type `type`; args are all fields in order */                                                                                                                                    \
      X(get_field)    /* imm: field of args[0] */                                                                                                                                                               \
      X(set_field)    /* imm: field of args[0] = args[1] */                                                                                                                                                     \
      X(record_make)  /* args are all fields */                                                                                                                                                                 \
      X(record_get)   /* imm: field of record register args[0] */                                                                                                                                               \
      X(record_set) /* imm: field of record register args[0] = args[1], in place */ /* arrays and strings; indices are                                                                                          \
                                                                                       i64, bounds checked, a                                                                                                   \
                                                                                       violation faults */                                                                                                      \
      X(array_new) /* length args[0], fill args[1]; raises when too large */                                                                                                                                    \
      X(array_of)  /* args are the elements */                                                                                                                                                                  \
      X(array_len) X(array_get) X(array_set)                                                                                                                                                                    \
          X(array_get_field)                /* array of records args[0], index args[1], imm field */                                                                                                            \
      X(array_set_field)                    /* ... = args[2] */                                                                                                                                                 \
      X(array_copy)                         /* args: source, from, to, target, at */                                                                                                                            \
      X(array_fill)                         /* args: array, from, to, value */                                                                                                                                  \
      X(array_freeze) X(str_len) X(str_get) /* calls */                                                                                                                                                         \
      X(call)                               /* callee with args (methods: receiver first). Runs here */                                                                                                         \
      X(call_method)    /* method of an owned object that may be foreign; the ownership pass resolves it */                                                                                                     \
      X(route)          /* the method runs on the owner of args[0]; suspends */                                                                                                                                 \
      X(call_intrinsic) /* text: runtime function */                                                                                                                                                            \
      X(call_guest) /* args[0] a Native or callable object, then Values; imm bits: 1 all results (dst List<Value>), */ /* 2 the last argument is spread (a List<Value> or Args). dst: first result. Suspends */ \
      X(wait) /* text: resume, yield, kill, context_join, ...: machine function that suspends */ /* the running                                                                                                 \
                                                                                                    bytecode; imm:                                                                                              \
                                                                                                    operand index */                                                                                            \
      X(operand_get) /* in, in|const, const, imm operands */                                                                                                                                                    \
      X(operand_set) /* out operand = args[0] */                                                                                                                                                                \
      X(window_get)  /* regs operand, offset args[0] */                                                                                                                                                         \
      X(window_set)  /* regs operand, offset args[0] = args[1] */                                                                                                                                               \
      X(args_len)    /* Args args[0] */                                                                                                                                                                         \
      X(args_get)    /* Args args[0], i64 args[1]; nil beyond the end */                                                                                                                                        \
      X(args_from)   /* Args args[0] without the first args[1] */                                                                                                                                               \
      X(emit)        /* text: op; args: the Asm, then operands in order; bit i of imm: operand i is a constant */                                                                                               \
      X(root_get)    /* imm: root */                                                                                                                                                                            \
      X(root_set) X(catch_value) /* first in a handler block: the Value raised */ /* terminators */                                                                                                             \
      X(jump)                                                                     /* targets[0] */                                                                                                              \
      X(branch)      /* args[0]: targets[0] if true else targets[1] */                                                                                                                                          \
      X(switch_int)  /* integer or enum args[0]: targets[i] if == cases[i]; last target is the default */                                                                                                       \
      X(switch_arm)  /* Value args[0]: targets[i] if arm cases[i]; last target is the default */                                                                                                                \
      X(owner_check) /* owned object args[0] of type `type`: targets[0] if local, targets[1] if foreign */                                                                                                      \
      X(ret)         /* args: nothing or the result */                                                                                                                                                          \
      X(ret_values)  /* builtins: args are Values; imm bit 2: the last is spread (List<Value> or Args) */                                                                                                       \
      X(raise)       /* Value args[0] */                                                                                                                                                                        \
      X(fault)       /* text: why */                                                                                                                                                                            \
      X(next)        /* op done: the following bytecode */                                                                                                                                                      \
      X(jump_label)  /* imm: label operand; flag polls when it may go backward */                                                                                                                               \
      X(enter)       /* args: callee, nargs, nres; imm: the window operand */                                                                                                                                   \
      X(enter_tail)  /* args: callee, nargs; imm */                                                                                                                                                             \
      X(leave)       /* args: n; imm */                                                                                                                                                                         \
      X(leave_value) /* args: Value */                                                                                                                                                                          \
      X(leave_none)
// clang-format on

enum class Op : std::uint8_t {
#define HEDDLE_IR_ENUM(name) name,
  HEDDLE_IR_OPS(HEDDLE_IR_ENUM)
#undef HEDDLE_IR_ENUM
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
  bool polls = false;    // safepoints pass: look at the poll word here
  bool checked = false;  // root_get: faults when the root is not set yet
  int suspend = -1;      // suspension pass: index in Function::suspend_points, or -1
  int inlined = -1;      // index in Program::inlines: what inlining brought; -1: the function's own
  source::Span span;
};

struct Block {
  std::vector<Instr> instrs;  // the last one, and only it, is a terminator
  BlockId handler = -1;       // a guest error raised here continues there, or leaves the function
  bool cold = false;          // unlikely: error and foreign paths
};

/// A place where the function may be left and resumed: registers `live` are saved in its frame.
struct SuspendPoint {
  BlockId block = -1;
  int instr = -1;
  std::vector<Reg> live;  // live after the instruction, without its dst; ascending
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
  bool inline_hint = false;
  bool may_fault = false;  // faults pass: itself, or what it calls
  bool recursive = false;  // faults pass: may come back to itself, and looks for the end of the stack
  source::Span span;
  std::string module_name;

  bool has(sema::Effect e) const { return (effects & e) != 0; }
  /// May end with a guest error or by suspending: callers must look.
  bool may_signal() const { return (effects & (sema::effect_raises | sema::effect_suspends)) != 0; }
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

/// A function whose instructions inlining put in place of a call.
struct Inline {
  FunctionId function = -1;
  source::Span call;
  int outer = -1;  // the call itself was inlined there; -1: it is the function's own
};

/// A whole description, ready for a back end. Functions keep their ids through the passes.
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
  bool runs_tests = false;       // its tests are run, and not `main`
  bool no_owner_checks = false;  // measurement builds only: treats every object as local

  Function& function(FunctionId id) { return *functions[static_cast<std::size_t>(id)]; }
  const Function& function(FunctionId id) const { return *functions[static_cast<std::size_t>(id)]; }
};

/// `owner_check`: the method does not write, so a read-shared object is as good as an own one.
constexpr std::int64_t check_to_read = 1;

/// Is the field of that object type one that readers may write?
inline bool is_hint(const Type* holder, std::int64_t field) {
  if (holder->kind == sema::TypeKind::optional) holder = holder->element;
  return holder->fields[static_cast<std::size_t>(field)].kind == sema::FieldKind::hint;
}

}  // namespace heddle::ir
