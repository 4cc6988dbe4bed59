// Three layers, each relying on the one before: shapes (operand counts, number ranges), types, and paths (no register
// is read before it is written).
#include "translator/ir/verify.h"

#include <fmt/format.h>

#include <set>

#include "translator/ir/instruction.h"
#include "translator/ir/liveness.h"
#include "translator/ir/print.h"

namespace heddle::ir {

using sema::TypeKind;

namespace {

class Verifier {
 public:
  Verifier(const Function& f, const Program& p, std::vector<std::string>& errors) : f_(f), p_(p), errors_(errors) {}

  void run() {
    if (f_.blocks.empty()) return error(0, "no blocks");
    if (f_.reg_names.size() != f_.regs.size()) return error(0, "registers and their names differ in number");
    const std::size_t before = errors_.size();
    for (block_ = 0; block_ < f_.blocks.size(); ++block_) shapes(f_.blocks[block_]);
    if (errors_.size() != before) return;
    for (block_ = 0; block_ < f_.blocks.size(); ++block_)
      for (const Instr& i : f_.blocks[block_].instrs) types(i);
    handlers();
    if (errors_.size() == before) paths();
  }

 private:
  void error(std::size_t block, const std::string& what) {
    errors_.push_back(fmt::format("{}: b{}: {}", f_.name, block, what));
  }
  /// Requires an instruction of the right shape, so that it can be printed.
  void report(const Instr& i, const std::string& what) { error(block_, what + ":" + print(i, f_, p_).substr(1)); }

  bool in_range(Reg reg) const { return reg >= 0 && reg < static_cast<Reg>(f_.regs.size()); }
  bool in_range_block(BlockId b) const { return b >= 0 && b < static_cast<BlockId>(f_.blocks.size()); }
  const Type* type(Reg reg) const { return f_.regs[static_cast<std::size_t>(reg)]; }

  // Shapes

  void shapes(const Block& block) {
    if (block.instrs.empty()) return error(block_, "empty block");
    if (block.handler != -1 && !in_range_block(block.handler)) error(block_, "handler out of range");
    for (std::size_t n = 0; n < block.instrs.size(); ++n) {
      const Instr& i = block.instrs[n];
      const std::string wrong = shape_error(i, n + 1 == block.instrs.size(), n == 0);
      if (!wrong.empty()) error(block_, fmt::format("{}: {}", about(i.op).name, wrong));
    }
  }

  std::string shape_error(const Instr& i, bool last, bool first) const {
    const Instruction& shape = about(i.op);
    for (Reg reg : i.args)
      if (!in_range(reg)) return "register out of range";
    if (i.dst != no_reg && !in_range(i.dst)) return "result register out of range";
    if (i.args.size() < shape.operands.size() || (i.args.size() > shape.operands.size() && !shape.more_operands))
      return fmt::format("takes {} operands, not {}", shape.operands.size(), i.args.size());
    if (shape.result && !shape.may_lack_result && i.dst == no_reg) return "has no result register";
    if (!shape.result && i.dst != no_reg) return "has no result";
    if (shape.targets != any_number && static_cast<int>(i.targets.size()) != shape.targets)
      return fmt::format("has {} targets, not {}", shape.targets, i.targets.size());
    for (BlockId target : i.targets)
      if (!in_range_block(target)) return "target out of range";
    if (is_terminator(i.op) != last)
      return last ? "a block must end in a terminator" : "a terminator inside of a block";
    if (i.op == Op::catch_value && !first) return "must be first in its block";
    return place_error(i);
  }

  /// Checks instructions that are valid only in some kinds of functions, and indices into the program's tables.
  std::string place_error(const Instr& i) const {
    if (may(i.op, fact::op_only) && f_.kind != FunctionKind::op) return "stands outside of an op";
    if (i.op == Op::ret && (f_.kind == FunctionKind::op || f_.kind == FunctionKind::builtin))
      return "stands in an op or builtin";
    if (i.op == Op::ret_values && f_.kind != FunctionKind::builtin) return "stands outside of a builtin";
    if (about(i.op).targets == any_number) {
      if (i.targets.size() != i.cases.size() + 1) return "needs a target for each case, and a default";
      if (std::set<std::int64_t>(i.cases.begin(), i.cases.end()).size() != i.cases.size()) return "has a case twice";
    }
    return detail_error(i);
  }

  std::string detail_error(const Instr& i) const {
    auto below = [](std::int64_t n, std::size_t size) { return n >= 0 && n < static_cast<std::int64_t>(size); };
    switch (about(i.op).detail) {
      case Detail::function:
        return below(i.callee, p_.functions.size()) ? "" : "there is no such function";
      case Detail::table:
        return below(i.imm, p_.tables.size()) ? "" : "there is no such table";
      case Detail::root:
        return below(i.imm, p_.roots.size()) ? "" : "there is no such root";
      case Detail::arm:
        return p_.types->value() && below(i.imm, p_.types->value()->arms.size()) ? "" : "there is no such arm";
      case Detail::operand:
        return below(i.imm, f_.operands.size()) ? "" : "there is no such operand";
      case Detail::name:
        return i.text.empty() ? "has no name" : "";
      case Detail::machine:
        return below(i.imm, sema::machine_functions().size()) && i.imm != 0 && !machine_function(i).is_instruction
                   ? ""
                   : "there is no such function of the machine";
      case Detail::type:
      case Detail::result:
        return i.type ? "" : "has no type";
      default:
        return "";
    }
  }

  // Types

  void need(bool good, const Instr& i, const std::string& what) {
    if (!good) report(i, what);
  }
  static const Type* holder(const Type* type) {
    return type->kind == TypeKind::optional || type->kind == TypeKind::array ? type->element : type;
  }
  const Type* field(const Instr& i) const {
    const Type* from = holder(type(i.args[0]));
    return i.imm >= 0 && static_cast<std::size_t>(i.imm) < from->fields.size()
               ? from->fields[static_cast<std::size_t>(i.imm)].type
               : nullptr;
  }

  /// The reason a register of type `t` does not fit `letter` in the signature; "" if it fits.
  std::string misfit(char letter, const Type* t, const Instr& i) const {
    const auto wants = [&](bool good, const char* what) { return good ? std::string() : std::string("needs ") + what; };
    switch (letter) {
      case 'v':
        return wants(t->kind == TypeKind::value, "a Value");
      case 'b':
        return wants(t->kind == TypeKind::boolean, "a bool");
      case 'i':
        return wants(t == p_.types->i64(), "an i64");
      case 'n':
        return wants(t->kind == TypeKind::integer || t->kind == TypeKind::enumeration, "an integer or enum");
      case 'f':
        return wants(t->kind == TypeKind::float64, "an f64");
      case 's':
        return wants(t->kind == TypeKind::str, "a str");
      case 'g':
        return wants(t->kind == TypeKind::args, "Args");
      case 'r':
        return wants(t->is_reference(), "a reference");
      case '?':
        return wants(t->kind == TypeKind::optional, "a T?");
      case 'o':
        return wants(t->sharing == sema::Sharing::owned, "an owned object");
      case 'a':
        return wants(t->kind == TypeKind::array, "an array");
      case 'e': {
        const Type* array = about(i.op).result == 'a' ? type(i.dst) : type(i.args[0]);
        return wants(t == array->element, "the array's element");
      }
      case 'F':
        return wants(t == field(i), "the field's type");
      case 'A':
        return wants(t == p_.types->value()->arms[static_cast<std::size_t>(i.imm)].type, "the arm's payload");
      case 'T':
        return wants(t == i.type, "the type it names");
      case 't':
        return t == type(i.args[0]) ? "" : "operands of different types";
      default:
        return "";
    }
  }

  void types(const Instr& i) {
    const Instruction& shape = about(i.op);
    std::string wrong;
    for (std::size_t n = 0; n < shape.operands.size() && wrong.empty(); ++n)
      wrong = misfit(shape.operands[n], type(i.args[n]), i);
    if (wrong.empty() && i.dst != no_reg) wrong = misfit(shape.result, type(i.dst), i);
    if (!wrong.empty()) return report(i, wrong);
    switch (i.op) {
      case Op::new_object:
      case Op::record_make:
        return made_types(i);
      case Op::array_of:
        for (Reg arg : i.args) need(type(i.dst)->element == type(arg), i, "an element of another type");
        return;
      case Op::call:
      case Op::call_method:
      case Op::route:
        return call_types(i);
      case Op::call_guest:
        return need(i.dst == no_reg || (i.imm & guest_all) != 0 || type(i.dst)->kind == TypeKind::value, i,
                    "gives a Value");
      case Op::ret: {
        const bool wanted = f_.result && f_.result->kind != TypeKind::unit;
        return need(i.args.size() == (wanted ? 1u : 0u) && (!wanted || type(i.args[0]) == f_.result), i,
                    "not the function's result");
      }
      default:
        return;
    }
  }

  void made_types(const Instr& i) {
    if (i.args.size() != i.type->fields.size()) return report(i, "needs all fields of its type");
    for (std::size_t n = 0; n < i.args.size(); ++n)
      need(type(i.args[n]) == i.type->fields[n].type, i, "a field of another type");
  }

  void call_types(const Instr& i) {
    const Function& callee = p_.function(i.callee);
    if (static_cast<int>(i.args.size()) != callee.nparams)
      return report(i, fmt::format("{} arguments for {} parameters", i.args.size(), callee.nparams));
    for (std::size_t n = 0; n < i.args.size(); ++n)
      need(type(i.args[n]) == callee.regs[n], i, "an argument of another type");
    need(i.dst == no_reg || type(i.dst) == callee.result, i, "the result is of another type");
    const bool owned = !i.args.empty() && type(i.args[0])->sharing == sema::Sharing::owned;
    need(i.op == Op::call || owned, i, "the receiver is not owned");
  }

  // Paths

  /// Each handler must start with catch_value.
  void handlers() {
    std::vector<bool> is_handler(f_.blocks.size(), false);
    for (const Block& block : f_.blocks)
      if (block.handler >= 0) is_handler[static_cast<std::size_t>(block.handler)] = true;
    for (std::size_t b = 0; b < f_.blocks.size(); ++b)
      if (is_handler[b] && f_.blocks[b].instrs[0].op != Op::catch_value) error(b, "a handler without catch_value");
  }

  /// A register live on entry that is not a parameter is read before it is written on some path.
  void paths() {
    const Liveness live = liveness(f_);
    for (std::size_t r = static_cast<std::size_t>(f_.nparams); r < f_.regs.size(); ++r)
      if (live.in[0].has(static_cast<Reg>(r)))
        error(0, fmt::format("%{} '{}' may be read before it is written", r, f_.reg_names[r]));
  }

  const Function& f_;
  const Program& p_;
  std::vector<std::string>& errors_;
  std::size_t block_ = 0;
};

}  // namespace

std::vector<std::string> verify(const Function& function, const Program& program) {
  std::vector<std::string> errors;
  Verifier(function, program, errors).run();
  return errors;
}

std::vector<std::string> verify(const Program& program) {
  std::vector<std::string> all;
  for (const auto& function : program.functions) {
    auto errors = verify(*function, program);
    all.insert(all.end(), errors.begin(), errors.end());
  }
  return all;
}

}  // namespace heddle::ir
