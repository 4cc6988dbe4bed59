// Instructions that are statements: checks, assignments, new objects, emitted bytecodes.
#include <fmt/format.h>

#include "runtime/abi/ops.h"
#include "translator/backend/cpp/function.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;
using syntax::OperandMode;

/// The checks that must succeed before the value of `i` may be computed.
void FunctionWriter::check(const Instr& i) {
  switch (i.op) {
    case Op::div:
    case Op::rem:
      if (type(i.dst)->kind != TypeKind::float64) fault_if(a(i, 1) + " == 0", "division by zero", i);
      return;
    case Op::enum_from:
      return fault_if(format("hd_outside({}, {})", a(i, 0), type(i.dst)->constants.size()), "number outside the enum",
                      i);
    case Op::checked_cast: {
      const ir::Type* to = type(i.dst);
      if (to->kind == TypeKind::optional) to = to->element;
      return fault_if(format("!hd_is_class({}, {})", a(i, 0), class_id(to->class_id)), "object of another type", i);
    }
    case Op::root_get:
      if (!i.checked) return;
      return fault_if(
          format("hd::get_root(cx, {}).is_nil()", m_.names.root(i.imm)),
          "the root '" + m_.program.roots[static_cast<std::size_t>(i.imm)].name + "' is read before it is set", i);
    case Op::narrow:
      return check_as("NOT_NIL", a(i, 0), a(i, 0) + " == nullptr", "nil where an object was needed", i);
    case Op::args_from:
      return fault_if(a(i, 1) + " < 0", "negative count", i);
    case Op::window_get:
    case Op::window_set:
      if (!known_->is_verified_index(i.args[0]))
        fault_if(format("!hd::in_frame(cx, base, hd_add<i64>({}, {}))", operand_index(i), a(i, 0)),
                 hd::no_such_register, i);
      return;
    case Op::str_get:
    case Op::array_get:
    case Op::array_set:
    case Op::array_get_field:
    case Op::array_set_field:
      return check_as("INDEX", format("{}, {}", a(i, 1), a(i, 0)),
                      format("hd_outside({}, {}->length)", a(i, 1), a(i, 0)), "index out of bounds", i);
    default:
      return;
  }
}

void FunctionWriter::object(const Instr& i) {
  auto field = [&](const ir::Type* holder) {
    if (holder->kind == TypeKind::optional) holder = holder->element;
    return "f_" + plain(holder->fields[static_cast<std::size_t>(i.imm)].name);
  };
  switch (i.op) {
    case Op::new_object: {
      line(format("{{ auto* hd_object = hd_new<{}>(cx, {}, {});", struct_name(i.type), class_id(i.type->class_id),
                  i.type->sharing == sema::Sharing::owned ? "cx->id" : "0"));
      for (std::size_t k = 0; k < i.args.size(); ++k)
        line(format("  hd_object->f_{} = {};", plain(i.type->fields[k].name), bare(i.args[k])));
      line(format("  {} = hd_object; }}", r(i.dst)));
      return;
    }
    case Op::set_field:
      if (is_hint(i))
        return line(format("hd_store_hint({}->{}, {});", a(i, 0), field(type(i.args[0])), bare(i.args[1])));
      return line(format("{}->{} = {};", a(i, 0), field(type(i.args[0])), bare(i.args[1])));
    case Op::record_set:
      return line(format("{}.{} = {};", a(i, 0), field(type(i.args[0])), bare(i.args[1])));
    default:
      return line(format("hd::set_root(cx, {}, {});", m_.names.root(i.imm), encoded(type(i.args[0]), a(i, 0))));
  }
}

void FunctionWriter::array(const Instr& i) {
  const ir::Type* at = i.op == Op::array_new || i.op == Op::array_of ? type(i.dst) : type(i.args[0]);
  const std::string element = type_name(at->element);
  switch (i.op) {
    case Op::array_set:
      check(i);
      return line(format("{} = {};", this->element(i), bare(i.args[2])));
    case Op::array_set_field:
      check(i);
      return line(format("{}.f_{} = {};", this->element(i),
                         plain(at->element->fields[static_cast<std::size_t>(i.imm)].name), bare(i.args[2])));
    case Op::array_new:
    case Op::array_of: {
      const std::string length = i.op == Op::array_new ? a(i, 0) : std::to_string(i.args.size());
      abrupt(format("hd::array_new(cx, {}, sizeof({}), {}, &{})", class_id(at->class_id), element, length, r(i.dst)),
             i);
      if (i.op == Op::array_new) return line(format("hd_array_fill_new<{}>({}, {});", element, r(i.dst), a(i, 1)));
      for (std::size_t k = 0; k < i.args.size(); ++k)
        line(format("{}->items<{}>()[{}] = {};", r(i.dst), element, k, a(i, k)));
      return;
    }
    case Op::array_copy:
      return guarded(format("hd_array_copy<{}>(cx{})", element, list(i)), i);
    case Op::array_fill:
      return guarded(format("hd_array_fill<{}>(cx{})", element, list(i)), i);
    default:
      return abrupt(format("hd_array_freeze<{}>(cx, {}, &{})", element, a(i, 0), r(i.dst)), i);
  }
}

/// Evaluates the operands in the order the statement lists them; anything known at translation time is a constant.
void FunctionWriter::emit_op(const Instr& i) {
  const ir::Function& op = m_.program.function(i.callee);
  const ir::OpEncoding encoding = ir::encode(op.operands);
  int variant = 0;
  std::string values;
  for (std::size_t k = 0; k < op.operands.size(); ++k) {
    const OperandMode mode = op.operands[k].mode;
    const bool constant = mode == OperandMode::constant || (i.imm >> k & 1);
    if (mode == OperandMode::in_reg_or_const && constant) variant += 1 << encoding.operands[k].variant_bit;
    values += constant ? format(", hd::asm_constant(cx, {}, {})", a(i, 0), encoded(type(i.args[k + 1]), a(i, k + 1)))
                       : ", " + a(i, k + 1);
  }
  part_.emits = true;
  guarded(format("HD_EMIT({}, {}, {}, {}, {}{})", a(i, 0), plain(op.name.substr(3)), variant, i.imm, place(i),
                 values.empty() ? ", 0" : values),
          i);
}

}  // namespace heddle::cpp
