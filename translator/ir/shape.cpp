#include "translator/ir/shape.h"

namespace heddle::ir {

Shape shape_of(Op op) {
  switch (op) {
    case Op::const_int:
    case Op::const_float:
    case Op::const_bool:
    case Op::const_str:
    case Op::const_null:
    case Op::const_nil:
    case Op::const_native:
    case Op::const_table:
    case Op::operand_get:
    case Op::root_get:
    case Op::catch_value:
      return {0, 1};
    case Op::move:
    case Op::neg:
    case Op::bnot:
    case Op::convert:
    case Op::bitcast:
    case Op::enum_from:
    case Op::not_:
    case Op::box:
    case Op::test_arm:
    case Op::unbox:
    case Op::test_class:
    case Op::cast_ref:
    case Op::checked_cast:
    case Op::narrow:
    case Op::get_field:
    case Op::record_get:
    case Op::array_len:
    case Op::array_freeze:
    case Op::str_len:
    case Op::window_get:
    case Op::args_len:
      return {1, 1};
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
    case Op::add_overflows:
    case Op::sub_overflows:
    case Op::mul_overflows:
    case Op::eq:
    case Op::ne:
    case Op::lt:
    case Op::le:
    case Op::gt:
    case Op::ge:
    case Op::array_new:
    case Op::array_get:
    case Op::array_get_field:
    case Op::str_get:
    case Op::args_get:
    case Op::args_from:
      return {2, 1};
    case Op::new_object:
    case Op::record_make:
    case Op::array_of:
      return {any_number, 1};
    case Op::set_field:
    case Op::record_set:
    case Op::window_set:
      return {2, 0};
    case Op::operand_set:
    case Op::root_set:
      return {1, 0};
    case Op::array_set:
    case Op::array_set_field:
      return {3, 0};
    case Op::array_copy:
      return {5, 0};
    case Op::array_fill:
      return {4, 0};
    case Op::call:
    case Op::call_method:
    case Op::route:
    case Op::call_intrinsic:
    case Op::call_guest:
    case Op::wait:
      return {any_number, any_number};
    case Op::emit:
      return {any_number, 0};
    case Op::jump:
      return {0, 0, 1};
    case Op::branch:
      return {1, 0, 2};
    case Op::switch_int:
    case Op::switch_arm:
      return {1, 0, any_number};
    case Op::owner_check:
      return {1, 0, 2};
    case Op::ret:
    case Op::ret_values:
      return {any_number, 0};
    case Op::raise:
    case Op::leave:
    case Op::leave_value:
      return {1, 0};
    case Op::enter:
      return {3, 0};
    case Op::enter_tail:
      return {2, 0};
    case Op::fault:
    case Op::next:
    case Op::jump_label:
    case Op::leave_none:
      return {0, 0};
  }
  return {};
}

bool is_terminator(Op op) { return op >= Op::jump; }

bool only_in_ops(Op op) {
  switch (op) {
    case Op::operand_get:
    case Op::operand_set:
    case Op::window_get:
    case Op::window_set:
    case Op::next:
    case Op::jump_label:
    case Op::enter:
    case Op::enter_tail:
    case Op::leave:
    case Op::leave_value:
    case Op::leave_none:
      return true;
    default:
      return false;
  }
}

bool needs_place(const std::string& intrinsic) {
  if (intrinsic == "asm_new" || intrinsic == "asm_pc" || intrinsic == "asm_fits") return false;
  return intrinsic.rfind("asm_", 0) == 0 || intrinsic == "frame_reg" || intrinsic == "frame_set_reg" ||
         intrinsic == "frame_set_open" || intrinsic == "frame_reserve";
}

bool names_operand(Op op) { return only_in_ops(op) && op != Op::next && op != Op::leave_value && op != Op::leave_none; }

}  // namespace heddle::ir
