// Restrictions on declarations: local-escape (operands, constants), the number of operands, op-frame (Args and Values
// may not be stored), names declared twice, names that belong to the machine, records that contain themselves.
#include <algorithm>
#include <functional>
#include <set>

#include "runtime/abi/ops.h"
#include "translator/sema/checker.h"
#include "translator/sema/machine.h"
#include "translator/source/suggest.h"

namespace heddle::sema {

/// Returns true if a field, an element or a type argument may have that type; otherwise reports it. The arguments and
/// results of a running call may not be stored.
bool Checker::check_kept(Span span, const Type* type) {
  if (type->kind != TypeKind::args && type->kind != TypeKind::values) return true;
  error(span, "'" + type->name + "' lives only as long as the call it belongs to, so it cannot be kept", "op-frame")
      .note("copy the values to a List<Value>");
  return false;
}

void Checker::check_names(const Decl& decl) {
  std::set<std::string> seen;
  auto once = [&](const std::string& name, Span span, const char* what) {
    if (!seen.insert(name).second) error(span, "'" + decl.name + "' has a second " + what + " '" + name + "'");
  };
  for (const auto& param : decl.params) once(param.name, param.span, "parameter");
  for (const auto& operand : decl.operands) once(operand.name, operand.span, "operand");
  check_effect_names(decl);
  if (decl.owner || decl.kind != DeclKind::function) return;
  const Machine special = find_special(decl.name);  // `enter` and the like yield to a function of that name
  if (decl.name == "Asm" || find_machine(decl.name) || (special != Machine::none && !about(special).ends_bytecode()))
    error(decl.name_span, "'" + decl.name + "' is a function of the machine, so this one could never be called")
        .note("choose another name");
}

/// No type may have the name of one of the machine's types, since the machine's functions take and return those.
void Checker::check_type_name(const Decl& decl) {
  const bool is_machine =
      std::any_of(program.machine_enums.begin(), program.machine_enums.end(),
                  [&](const auto& known) { return known.get() != &decl && known->name == decl.name; }) ||
      std::any_of(types.all().begin(), types.all().end(), [&](const auto& type) {
        return !type->decl && type->name == decl.name && type->kind != TypeKind::label &&
               type->kind != TypeKind::window;
      });
  if (is_machine) error(decl.name_span, "'" + decl.name + "' is a type of the machine").note("choose another name");
}

/// Only effects up to effect_frame may be asserted absent.
void Checker::check_effect_names(const Decl& decl) {
  std::vector<std::string> known;
  std::string all;
  for (std::uint32_t bit = 1; bit <= effect_frame; bit <<= 1) {
    known.push_back(effect_names(bit));
    all += (all.empty() ? "" : ", ") + known.back();
  }
  for (std::size_t i = 0; i < decl.without.size(); ++i) {
    if (std::find(known.begin(), known.end(), decl.without[i]) != known.end()) continue;
    auto& report = error(decl.without_spans[i], "'" + decl.without[i] + "' is no effect that can be asserted absent",
                         "assert-effect");
    if (const std::string meant = source::closest(decl.without[i], known); !meant.empty())
      report.note("did you mean '" + meant + "'?");
    report.note("these can: " + all);
  }
}

void Checker::check_result(const Decl& decl) {
  for (const auto& param : decl.params)
    if (param.type->kind == TypeKind::values) check_kept(param.span, param.type);
  if (decl.kind == DeclKind::builtin || decl.result_type->kind != TypeKind::values) return;
  error(decl.result.span, "only a builtin returns Values", "op-frame")
      .note("return a List<Value>, which a builtin can spread");
}

namespace {

constexpr std::ptrdiff_t most_choices = 8;  // 2^8 = 256 variants of one op

/// If the operand may be a register or a constant, the number of such operands up to and including it; else 0.
std::ptrdiff_t choices_up_to(const Decl& op, const syntax::Operand& operand) {
  if (operand.mode != syntax::OperandMode::in_reg_or_const) return 0;
  return std::count_if(op.operands.data(), &operand + 1,
                       [](const auto& o) { return o.mode == syntax::OperandMode::in_reg_or_const; });
}

}  // namespace

void Checker::check_operand(const Decl& op, const syntax::Operand& operand) {
  if (&operand - op.operands.data() == hd::max_operands)
    error(operand.span, "an op has at most " + std::to_string(hd::max_operands) + " operands")
        .note("let the op take a window, 'regs'");
  if (choices_up_to(op, operand) == most_choices + 1)
    error(operand.span, "an op has at most " + std::to_string(most_choices) + " operands that are 'reg|const'")
        .note("each doubles the op's variants: load some constants to registers");
  if (operand.mode == syntax::OperandMode::constant) {
    if (operand.type->kind == TypeKind::error) return;
    if (!not_shareable(operand.type).empty())
      error(operand.span,
            "a constant of type '" + operand.type->name +
                "' would be seen by every context: " + not_shareable(operand.type),
            "local-escape")
          .note("constants are Values, str, Code and shared types");
    else if (!operand.type->is_reference() && operand.type->kind != TypeKind::value)
      error(operand.span, "a '" + operand.type->name + "' is not kept among the constants")
          .note("use an 'imm' operand, or 'const Value'");
  } else if (operand.type->kind == TypeKind::error) {
    error(op.name_span, "an op with registers needs the guest's value type")
        .note("declare it: 'value Value = nil | bool | int: i64 | ...'");
  }
}

/// Records are held by value: one that contains itself would have no finite size.
void Checker::check_record_cycles() {
  std::set<const Type*> done, open;
  std::function<bool(const Type*)> endless = [&](const Type* type) {
    if (type->kind != TypeKind::record || done.count(type)) return false;
    if (!open.insert(type).second) return true;
    auto& record = const_cast<Type&>(*type);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (!endless(record.fields[i].type)) continue;
      auto& field = type->decl->fields[i];
      error(field.span, "the record '" + type->name + "' would contain itself")
          .note("make it an object type: 'local type " + type->name + " { ... }'");
      record.fields[i].type = field.type = types.error();
    }
    open.erase(type);
    done.insert(type);
    return false;
  };
  for (const auto& type : types.all()) endless(type.get());
}

}  // namespace heddle::sema
