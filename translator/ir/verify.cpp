// Three layers, each relying on the one before: shapes (counts of operands, ranges of numbers), types, and paths (no
// register is read before it is written).
#include "translator/ir/verify.h"

#include <fmt/format.h>

#include <set>

#include "translator/ir/liveness.h"
#include "translator/ir/print.h"
#include "translator/ir/shape.h"

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
  /// For an instruction whose shape is right, so that it can be printed.
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
      if (!wrong.empty()) error(block_, fmt::format("{}: {}", op_name(i.op), wrong));
    }
  }

  std::string shape_error(const Instr& i, bool last, bool first) const {
    const Shape shape = shape_of(i.op);
    for (Reg reg : i.args)
      if (!in_range(reg)) return "register out of range";
    if (i.dst != no_reg && !in_range(i.dst)) return "result register out of range";
    if (shape.args != any_number && static_cast<int>(i.args.size()) != shape.args)
      return fmt::format("takes {} operands, not {}", shape.args, i.args.size());
    if (shape.results == 1 && i.dst == no_reg) return "has no result register";
    if (shape.results == 0 && i.dst != no_reg) return "has no result";
    if (shape.targets != any_number && static_cast<int>(i.targets.size()) != shape.targets)
      return fmt::format("has {} targets, not {}", shape.targets, i.targets.size());
    for (BlockId target : i.targets)
      if (!in_range_block(target)) return "target out of range";
    if (is_terminator(i.op) != last)
      return last ? "a block must end in a terminator" : "a terminator inside of a block";
    if (i.op == Op::catch_value && !first) return "must be first in its block";
    return place_error(i);
  }

  /// Instructions that make sense in some kinds of functions only, and numbers that index the program's tables.
  std::string place_error(const Instr& i) const {
    auto below = [](std::int64_t n, std::size_t size) { return n >= 0 && n < static_cast<std::int64_t>(size); };
    if (only_in_ops(i.op) && f_.kind != FunctionKind::op) return "stands outside of an op";
    if (names_operand(i.op) && !below(i.imm, f_.operands.size())) return "there is no such operand";
    if (i.op == Op::ret && (f_.kind == FunctionKind::op || f_.kind == FunctionKind::builtin))
      return "stands in an op or builtin";
    if (i.op == Op::ret_values && f_.kind != FunctionKind::builtin) return "stands outside of a builtin";
    switch (i.op) {
      case Op::call:
      case Op::call_method:
      case Op::route:
      case Op::const_native:
        if (!below(i.callee, p_.functions.size())) return "there is no such function";
        break;
      case Op::const_table:
        if (!below(i.imm, p_.tables.size())) return "there is no such table";
        break;
      case Op::root_get:
      case Op::root_set:
        if (!below(i.imm, p_.roots.size())) return "there is no such root";
        break;
      case Op::box:
      case Op::test_arm:
      case Op::unbox:
        if (!p_.types->value() || !below(i.imm, p_.types->value()->arms.size())) return "there is no such arm";
        break;
      case Op::switch_int:
      case Op::switch_arm:
        if (i.targets.size() != i.cases.size() + 1) return "needs a target for each case, and a default";
        if (std::set<std::int64_t>(i.cases.begin(), i.cases.end()).size() != i.cases.size()) return "has a case twice";
        break;
      case Op::call_intrinsic:
      case Op::wait:
      case Op::emit:
        if (i.text.empty()) return "has no name";
        break;
      case Op::call_guest:
        if (i.args.empty()) return "has no callee";
        break;
      default:
        break;
    }
    return "";
  }

  // Types

  void need(bool good, const Instr& i, const char* what) {
    if (!good) report(i, what);
  }
  bool is(Reg reg, TypeKind kind) const { return type(reg)->kind == kind; }
  bool is_value(Reg reg) const { return is(reg, TypeKind::value); }
  bool is_i64(Reg reg) const { return type(reg) == p_.types->i64(); }
  static const Type* holder(const Type* type) {
    return type->kind == TypeKind::optional || type->kind == TypeKind::array ? type->element : type;
  }
  const Type* field(const Instr& i) const {
    const Type* from = holder(type(i.args[0]));
    return i.imm >= 0 && static_cast<std::size_t>(i.imm) < from->fields.size()
               ? from->fields[static_cast<std::size_t>(i.imm)].type
               : nullptr;
  }

  void types(const Instr& i) {
    if (i.op >= Op::const_int && i.op <= Op::ge) return number_types(i);
    if (i.op >= Op::get_field && i.op <= Op::str_get) return memory_types(i);
    if (i.op >= Op::jump) return end_types(i);
    switch (i.op) {
      case Op::not_:
        need(is(i.dst, TypeKind::boolean) && is(i.args[0], TypeKind::boolean), i, "needs bools");
        return;
      case Op::box: {
        const Type* payload = p_.types->value()->arms[static_cast<std::size_t>(i.imm)].type;
        need(is_value(i.dst) && type(i.args[0]) == payload, i, "the payload is not of the arm's type");
        return;
      }
      case Op::unbox:
        need(is_value(i.args[0]) && type(i.dst) == p_.types->value()->arms[static_cast<std::size_t>(i.imm)].type, i,
             "the result is not of the arm's type");
        return;
      case Op::test_arm:
        need(is_value(i.args[0]) && is(i.dst, TypeKind::boolean), i, "tests a Value, gives a bool");
        return;
      case Op::test_class:
        need(i.type && is(i.dst, TypeKind::boolean), i, "names a type, gives a bool");
        return;
      case Op::cast_ref:
      case Op::checked_cast:
      case Op::narrow:
        need(type(i.args[0])->is_reference() && type(i.dst)->is_reference(), i, "needs references");
        return;
      case Op::new_object:
      case Op::record_make:
        made_types(i);
        return;
      case Op::call:
      case Op::call_method:
      case Op::route:
        call_types(i);
        return;
      case Op::call_guest:
        need(i.dst == no_reg || (i.imm & 1) != 0 || is_value(i.dst), i, "gives a Value");
        return;
      case Op::window_get:
        need(is_i64(i.args[0]) && is_value(i.dst), i, "index i64, result Value");
        return;
      case Op::window_set:
        need(is_i64(i.args[0]) && is_value(i.args[1]), i, "index i64, element Value");
        return;
      case Op::operand_set:
        need(is_value(i.args[0]), i, "needs a Value");
        return;
      case Op::args_get:
        need(is(i.args[0], TypeKind::args) && is_i64(i.args[1]) && is_value(i.dst), i, "Args, i64, gives a Value");
        return;
      case Op::catch_value:
        need(is_value(i.dst), i, "gives a Value");
        return;
      default:
        return;
    }
  }

  void number_types(const Instr& i) {
    switch (i.op) {
      case Op::move:
        need(type(i.dst) == type(i.args[0]), i, "between types");
        return;
      case Op::const_bool:
        need(is(i.dst, TypeKind::boolean), i, "gives a bool");
        return;
      case Op::const_int:
        need(is(i.dst, TypeKind::integer) || is(i.dst, TypeKind::enumeration), i, "gives an integer or enum");
        return;
      case Op::const_float:
        need(is(i.dst, TypeKind::float64), i, "gives an f64");
        return;
      case Op::const_nil:
        need(is_value(i.dst), i, "gives a Value");
        return;
      case Op::const_null:
        need(is(i.dst, TypeKind::optional), i, "gives a T?");
        return;
      case Op::add:
      case Op::sub:
      case Op::mul:
      case Op::div:
      case Op::rem:
      case Op::band:
      case Op::bor:
      case Op::bxor:
      case Op::shl:
      case Op::shr:
        need(type(i.args[0]) == type(i.args[1]) && type(i.args[0]) == type(i.dst), i, "operands of different types");
        return;
      case Op::neg:
      case Op::bnot:
        need(type(i.args[0]) == type(i.dst), i, "operand of another type");
        return;
      case Op::add_overflows:
      case Op::sub_overflows:
      case Op::mul_overflows:
      case Op::eq:
      case Op::ne:
      case Op::lt:
      case Op::le:
      case Op::gt:
      case Op::ge:
        need(type(i.args[0]) == type(i.args[1]) && is(i.dst, TypeKind::boolean), i,
             "operands of different types, or no bool");
        return;
      default:
        return;
    }
  }

  void memory_types(const Instr& i) {
    auto element = [&] { return type(i.args[0])->element; };
    switch (i.op) {
      case Op::get_field:
      case Op::record_get:
        need(field(i) == type(i.dst), i, "the field is of another type");
        return;
      case Op::set_field:
      case Op::record_set:
        need(field(i) == type(i.args[1]), i, "the field is of another type");
        return;
      case Op::array_new:
        need(is(i.dst, TypeKind::array) && type(i.dst)->element == type(i.args[1]) && is_i64(i.args[0]), i,
             "length i64, fill the element");
        return;
      case Op::array_of:
        for (Reg arg : i.args)
          need(is(i.dst, TypeKind::array) && type(i.dst)->element == type(arg), i, "an element of another type");
        return;
      case Op::array_get:
        need(is(i.args[0], TypeKind::array) && is_i64(i.args[1]) && element() == type(i.dst), i,
             "array, i64, gives the element");
        return;
      case Op::array_set:
        need(is(i.args[0], TypeKind::array) && is_i64(i.args[1]) && element() == type(i.args[2]), i,
             "array, i64, element");
        return;
      case Op::array_get_field:
        need(is(i.args[0], TypeKind::array) && is_i64(i.args[1]) && field(i) == type(i.dst), i,
             "the field is of another type");
        return;
      case Op::array_set_field:
        need(is(i.args[0], TypeKind::array) && is_i64(i.args[1]) && field(i) == type(i.args[2]), i,
             "the field is of another type");
        return;
      case Op::array_len:
      case Op::array_copy:
      case Op::array_fill:
      case Op::array_freeze:
        need(is(i.args[0], TypeKind::array), i, "needs an array");
        return;
      case Op::str_len:
      case Op::str_get:
        need(is(i.args[0], TypeKind::str), i, "needs a str");
        return;
      case Op::new_object:
      case Op::record_make:
        made_types(i);
        return;
      default:
        return;
    }
  }

  void made_types(const Instr& i) {
    if (!i.type || i.args.size() != i.type->fields.size()) return report(i, "needs a type, and all of its fields");
    for (std::size_t n = 0; n < i.args.size(); ++n)
      need(type(i.args[n]) == i.type->fields[n].type, i, "a field of another type");
    need(type(i.dst) == i.type, i, "the result is of another type");
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

  void end_types(const Instr& i) {
    switch (i.op) {
      case Op::branch:
        need(is(i.args[0], TypeKind::boolean), i, "needs a bool");
        return;
      case Op::switch_int:
        need(is(i.args[0], TypeKind::integer) || is(i.args[0], TypeKind::enumeration), i, "needs an integer or enum");
        return;
      case Op::switch_arm:
      case Op::raise:
      case Op::leave_value:
        need(is_value(i.args[0]), i, "needs a Value");
        return;
      case Op::owner_check:
        need(type(i.args[0])->sharing == sema::Sharing::owned, i, "the object is not owned");
        return;
      case Op::ret: {
        const bool wanted = f_.result && f_.result->kind != TypeKind::unit;
        need(i.args.size() == (wanted ? 1u : 0u) && (!wanted || type(i.args[0]) == f_.result), i,
             "not the function's result");
        return;
      }
      default:
        return;
    }
  }

  // Paths

  /// A block entered by errors takes the error first; no other block does.
  void handlers() {
    std::vector<bool> is_handler(f_.blocks.size(), false);
    for (const Block& block : f_.blocks)
      if (block.handler >= 0) is_handler[static_cast<std::size_t>(block.handler)] = true;
    for (std::size_t b = 0; b < f_.blocks.size(); ++b)
      if (is_handler[b] && f_.blocks[b].instrs[0].op != Op::catch_value) error(b, "a handler without catch_value");
  }

  /// A register live on entry that is no parameter is read before it is written on some path.
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
