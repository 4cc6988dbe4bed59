// Declarations: all names first, then all types, then all signatures, so order in the files does not matter.
#include <functional>

#include "translator/sema/checker.h"

namespace heddle::sema {

using syntax::TypeExpr;

namespace {

Sharing sharing_of(syntax::Sharing s) {
  return s == syntax::Sharing::owned ? Sharing::owned : s == syntax::Sharing::shared ? Sharing::shared : Sharing::local;
}

FieldKind kind_of(syntax::FieldKind k) {
  switch (k) {
    case syntax::FieldKind::var:
      return FieldKind::var;
    case syntax::FieldKind::part:
      return FieldKind::part;
    case syntax::FieldKind::hint:
      return FieldKind::hint;
    default:
      return FieldKind::let;
  }
}

}  // namespace

bool Checker::run() {
  declare_machine_enums();
  collect();
  check_uses();
  for (auto& module : program.modules)
    for (auto& decl : module->decls) declare_type(*decl);
  for (auto& module : program.modules)
    for (auto& decl : module->decls)
      if (decl->kind == DeclKind::record) fill_type(*decl);  // first: a record's fields decide where it may be used
  check_record_cycles();
  for (auto& module : program.modules)
    for (auto& decl : module->decls)
      if (decl->type_params.empty() && decl->kind != DeclKind::record) fill_type(*decl);
  for (auto& module : program.modules)
    for (auto& decl : module->decls) declare_function(*decl);
  entry_points();
  check_bodies();
  if (!sink.has_errors()) check_frame_statements(*this);
  if (!sink.has_errors()) check_defaults_end(*this);
  if (!sink.has_errors()) check_effects(*this);
  return !sink.has_errors();
}

void Checker::collect() {
  for (auto& module : program.modules) {
    auto& names = by_module[module->name];
    for (auto& decl : module->decls) {
      decl->module_name = module->name;
      if (decl->kind == DeclKind::value) {
        if (value_decl)
          error(decl->name_span, "the language has a second 'value' type", "value-arms")
              .note(value_decl->name_span, "the first is here");
        else
          value_decl = decl.get();
      }
      if (decl->kind == DeclKind::test) continue;
      names[decl->name] = decl.get();
      auto [at, fresh] = program.names.emplace(decl->name, decl.get());
      if (fresh) continue;
      const bool first_is_std = at->second->module_name.rfind("std.", 0) == 0;
      const bool this_is_std = decl->module_name.rfind("std.", 0) == 0;
      if (first_is_std != this_is_std) {
        if (first_is_std) at->second = decl.get();
      } else {
        error(decl->name_span, "'" + decl->name + "' is declared twice")
            .note(at->second->name_span, "the other declaration is here");
      }
    }
  }
}

/// A `use` of a std module makes its names mean that module's declarations: reports names that another module hides.
void Checker::check_uses() {
  for (const auto& module : program.modules)
    for (const auto& use : module->uses) {
      const auto offered = by_module.find(use.path);
      if (offered == by_module.end() || use.path.rfind("std.", 0) != 0) continue;
      for (const auto& [name, decl] : offered->second) {
        const Decl* meant = program.names.at(name);
        if (meant == decl || meant->module_name == module->name) continue;
        error(use.span, "'" + name + "' of '" + use.path + "' is hidden by a declaration of another module")
            .note(meant->name_span, "'" + name + "' of '" + meant->module_name + "' is here; give it another name");
      }
    }
}

Decl* Checker::find(const std::string& name) const {
  const auto found = program.names.find(name);
  return found == program.names.end() ? nullptr : found->second;
}

void Checker::declare_type(Decl& decl) {
  TypeKind kind;
  switch (decl.kind) {
    case DeclKind::object:
      kind = TypeKind::object;
      break;
    case DeclKind::union_:
      kind = TypeKind::union_;
      break;
    case DeclKind::record:
      kind = TypeKind::record;
      break;
    case DeclKind::enum_:
      kind = TypeKind::enumeration;
      break;
    case DeclKind::value:
      kind = TypeKind::value;
      break;
    default:
      return;
  }
  check_type_name(decl);
  if (!decl.type_params.empty()) return;
  if (kind == TypeKind::value && &decl != value_decl) {
    decl.type = value_decl->type;  // a second value type has been reported; the first replaces it
    return;
  }
  Type* type = types.declare(kind, decl.name);
  type->decl = &decl;
  type->span = decl.name_span;
  type->sharing = kind == TypeKind::object || kind == TypeKind::union_ ? sharing_of(decl.sharing) : Sharing::machine;
  decl.type = type;
  if (kind == TypeKind::value) types.set_value(type);
  if (kind == TypeKind::union_)
    for (auto& variant : decl.variants) {
      Type* object = types.declare(TypeKind::object, decl.name + "." + variant.name);
      object->sharing = type->sharing;
      object->union_type = type;
      object->span = variant.span;
      object->decl = &decl;
      variant.type = object;
      type->variants.push_back(object);
    }
  for (auto& method : decl.methods) method->owner = &decl;
}

const Type* Checker::find_type(const std::string& name) {
  const auto argument = type_arguments_.find(name);
  if (argument != type_arguments_.end()) return argument->second;
  for (const auto& type : types.all())
    if (type->kind != TypeKind::object || !type->decl || type->decl->type_params.empty())
      if (type->name == name && type->kind != TypeKind::error && type->kind != TypeKind::nil &&
          type->kind != TypeKind::label && type->kind != TypeKind::window && type->kind != TypeKind::array &&
          type->kind != TypeKind::optional) {
        if (const Decl* decl = find(name); decl && decl->type) return decl->type;
        return type.get();
      }
  return nullptr;
}

const Type* Checker::resolve(const TypeExpr& written) {
  switch (written.kind) {
    case TypeExpr::Kind::none:
      return types.unit();
    case TypeExpr::Kind::array:
    case TypeExpr::Kind::frozen_array: {
      const Type* element = resolve(written.args[0]);
      if (!check_kept(written.span, element)) return types.error();
      return types.array(element, written.kind == TypeExpr::Kind::frozen_array);
    }
    case TypeExpr::Kind::optional: {
      const Type* element = resolve(written.args[0]);
      if (element->kind != TypeKind::error && !element->is_reference()) {
        error(written.span, "'" + element->name + "?' is not possible: only references can be nil")
            .note("use a second variable, or a sentinel value");
        return types.error();
      }
      return types.optional(element);
    }
    case TypeExpr::Kind::name:
      break;
  }
  if (!written.args.empty()) {
    std::vector<const Type*> args;
    for (const auto& arg : written.args) args.push_back(resolve(arg));
    for (const Type* arg : args)
      if (arg->kind == TypeKind::error) return arg;
    return instantiate(written.name, args, written.span);
  }
  if (const Type* type = find_type(written.name)) {
    if (type->kind != TypeKind::fields) return type;
    error(written.span, "'Fields' belong to one object", "fields-in-place")
        .note("declare them as a part of an owned type: 'part x: Fields = Fields()', or as a 'var' of a local type");
    return types.error();
  }
  const Decl* decl = find(written.name);
  if (decl && !decl->type_params.empty())
    error(written.span, "'" + written.name + "' needs type arguments, as in '" + written.name + "<i64>'");
  else if (decl && decl->type && decl->kind != DeclKind::constant && decl->kind != DeclKind::root)
    return decl->type;
  else if (decl)
    error(written.span, "'" + written.name + "' is not a type").note(decl->name_span, "it is declared here");
  else
    suggest(error(written.span, "there is no type '" + written.name + "'"), written.name, type_names());
  return types.error();
}

/// Resolves types as the machine's table writes them: a name, `[u8]`, `List<Value>`, or one of these with `?`.
const Type* Checker::resolve_text(std::string_view text) {
  if (text.empty()) return types.unit();
  if (text == "never") return types.never();
  if (text.back() == '?') return types.optional(resolve_text(text.substr(0, text.size() - 1)));
  if (text.starts_with("frozen [")) return types.array(resolve_text(text.substr(8, text.size() - 9)), true);
  if (text.front() == '[') return types.array(resolve_text(text.substr(1, text.size() - 2)), false);
  if (const auto open = text.find('<'); open != text.npos)
    return instantiate(std::string(text.substr(0, open)), {resolve_text(text.substr(open + 1, text.size() - open - 2))},
                       {});
  const Type* type = find_type(std::string(text));
  return type ? type : types.error();
}

const Type* Checker::instantiate(const std::string& generic, const std::vector<const Type*>& args, Span span) {
  Decl* decl = find(generic);
  if (!decl || decl->kind != DeclKind::object || decl->type_params.empty()) {
    std::vector<std::string> generics;
    for (const auto& [name, known] : program.names)
      if (!known->type_params.empty()) generics.push_back(name);
    if (decl && decl->type)
      error(span, "'" + generic + "' takes no type arguments").note(decl->name_span, "it is declared here");
    else
      suggest(error(span, "there is no generic type '" + generic + "'"), generic, generics);
    return types.error();
  }
  if (decl->type_params.size() != args.size()) {
    error(span, "'" + generic + "' takes " + std::to_string(decl->type_params.size()) + " type arguments, not " +
                    std::to_string(args.size()))
        .note(decl->name_span, "it is declared here");
    return types.error();
  }
  for (const Type* arg : args)
    if (!check_kept(span, arg)) return types.error();
  std::string name = generic + "<";
  for (std::size_t i = 0; i < args.size(); ++i) name += (i ? ", " : "") + args[i]->name;
  name += ">";
  if (const auto known = declared.find(name); known != declared.end()) return known->second;
  if (instance_depth_ >= max_instance_depth) {
    error(span.valid() ? span : decl->name_span, "'" + generic + "' needs itself with ever longer type arguments")
        .note(decl->name_span, "it is declared here");
    return types.error();
  }
  ++instance_depth_;
  program.instances.push_back(syntax::clone(*decl));
  Decl* instance = program.instances.back().get();
  std::map<std::string, const Type*> arguments;
  for (std::size_t i = 0; i < args.size(); ++i) arguments[decl->type_params[i]] = args[i];
  instance->type_params.clear();
  instance->module_name = decl->module_name;
  instance->name = name;
  declare_type(*instance);
  declared[name] = instance->type;
  instance_arguments[instance] = arguments;
  auto outer = std::move(type_arguments_);
  type_arguments_ = arguments;
  fill_type(*instance);
  declare_function(*instance);
  type_arguments_ = std::move(outer);
  --instance_depth_;
  return instance->type;
}

bool Checker::is_local(const Type* type) const {
  if (type->kind == TypeKind::optional) return is_local(type->element);
  if (type->kind == TypeKind::record) {
    for (const auto& field : type->fields)
      if (is_local(field.type)) return true;
    return false;
  }
  if (type->kind == TypeKind::array && type->frozen) return is_local(type->element);
  return type->sharing == Sharing::local;
}

std::string Checker::not_shareable(const Type* type) const {
  if (is_local(type)) return "'" + type->name + "' is local to one context";
  if (type->kind == TypeKind::array || type->kind == TypeKind::optional) return not_shareable(type->element);
  if (type->kind == TypeKind::record)
    for (const auto& field : type->fields)
      if (const std::string why = not_shareable(field.type); !why.empty()) return why;
  return "";
}

void Checker::fill_type(Decl& decl) {
  if (decl.kind == DeclKind::value) return &decl == value_decl ? fill_value(decl) : void();
  if (!decl.type) return;
  auto& type = const_cast<Type&>(*decl.type);
  if (decl.kind == DeclKind::enum_ || decl.kind == DeclKind::union_) {
    std::set<std::string> seen;
    for (auto& variant : decl.variants)
      if (!seen.insert(variant.name).second)
        error(variant.span, "'" + decl.name + "' has '" + variant.name + "' twice");
  }
  if (decl.kind == DeclKind::enum_)
    for (auto& constant : decl.variants) type.constants.push_back(constant.name);
  if (decl.kind == DeclKind::object || decl.kind == DeclKind::record) fill_object(decl, type, "");
  if (decl.kind == DeclKind::union_) fill_union(decl, type);
}

void Checker::fill_value(Decl& decl) {
  auto& type = const_cast<Type&>(*decl.type);
  std::set<std::string> seen;
  for (auto& arm : decl.variants) {
    const Type* payload = nullptr;
    if (arm.type_expr.kind != TypeExpr::Kind::none)
      payload = resolve(arm.type_expr);
    else if (arm.name != "nil") {
      payload = find_type(arm.name);
      if (!payload) {
        auto& report = error(arm.span, "there is no type '" + arm.name + "'", "value-arms");
        suggest(report, arm.name, type_names());
        report.note("an arm is 'nil', 'name: i64', or an object type's name");
        payload = types.error();
      }
    }
    if (payload && payload->kind != TypeKind::error) {
      const bool machine =
          payload->kind == TypeKind::boolean || payload->kind == TypeKind::float64 || payload == types.i64();
      const bool object = payload->kind == TypeKind::str || payload->kind == TypeKind::object ||
                          payload->kind == TypeKind::native || payload->kind == TypeKind::tasklet ||
                          payload->kind == TypeKind::context;
      if (is_local(payload))
        error(arm.span, "'" + payload->name + "' cannot be an arm: it is local to one context", "local-escape")
            .note("make it a shared or owned type");
      else if (!machine && !object)
        error(arm.span, "'" + payload->name + "' cannot be an arm of a value type", "value-arms")
            .note("arms are nil, bool, i64, f64, str, and shared or owned object types");
    }
    if (!seen.insert(payload ? payload->name : "nil").second)
      error(arm.span, "the value type has this arm twice", "value-arms");
    arm.type = payload;
    type.arms.push_back({arm.name, payload});
  }
  if (type.arms.empty() || type.arms[0].type)
    error(decl.name_span, "the first arm of a value type is 'nil'", "value-arms")
        .note("missing arguments and results are nil");
}

/// Returns true if the field is written `Fields`, where that is possible.
bool Checker::may_be_fields(const Type& type, const syntax::Field& field) {
  const TypeExpr& written = field.type_expr;
  if (written.kind != TypeExpr::Kind::name || !written.args.empty() || type.kind != TypeKind::object) return false;
  const Type* named = find_type(written.name);
  if (!named || named->kind != TypeKind::fields) return false;
  return type.sharing == Sharing::owned ? field.kind == syntax::FieldKind::part
                                        : type.sharing == Sharing::local && field.kind == syntax::FieldKind::var;
}

void Checker::fill_object(Decl& decl, Type& type, const std::string&) {
  std::set<std::string> seen;
  for (auto& field : decl.fields) {
    field.type = may_be_fields(type, field) ? types.machine(TypeKind::fields) : resolve(field.type_expr);
    if (!seen.insert(field.name).second) error(field.span, "the type has a second field '" + field.name + "'");
    check_field(decl, field, type.kind == TypeKind::record ? Sharing::machine : type.sharing);
    type.fields.push_back({field.name, field.type, kind_of(field.kind), field.initial != nullptr});
  }
  if (type.kind == TypeKind::object && type.sharing == Sharing::shared && !type.fields.empty() &&
      type.fields[0].type->kind == TypeKind::code)
    type.callable_code = type.fields[0].type;
  for (auto& method : decl.methods)
    if (!seen.insert(method->name).second)
      error(method->name_span, "the type has a second member '" + method->name + "'");
}

void Checker::check_field(Decl&, syntax::Field& field, Sharing sharing) {
  if (field.type->kind == TypeKind::error) return;
  if (field.type->kind == TypeKind::unit) {
    error(field.span, "the field '" + field.name + "' needs a type", "definite-type");
    field.type = types.error();
    return;
  }
  if (!check_kept(field.span, field.type)) {
    field.type = types.error();
    return;
  }
  if (field.kind == syntax::FieldKind::part) {
    if (sharing != Sharing::owned)
      error(field.span, "only owned types have parts", "part-from-outside").note("use 'var'");
    return;
  }
  if (field.kind == syntax::FieldKind::hint) {
    const auto kind = field.type->kind;
    const bool scalar = kind == TypeKind::integer || kind == TypeKind::boolean || kind == TypeKind::enumeration;
    if (sharing != Sharing::owned)
      error(field.span, "only owned types have hints", "hint-scalar").note("use 'var'");
    else if (!scalar)
      error(field.span, "the hint '" + field.name + "' is of type '" + field.type->name + "'", "hint-scalar")
          .note("a hint is an integer, a bool or an enum; use 'var' for state");
    return;
  }
  if (sharing == Sharing::owned || sharing == Sharing::shared) {
    if (sharing == Sharing::shared && field.kind == syntax::FieldKind::var)
      error(field.span, "a shared object's fields never change", "shared-immutable")
          .note("leave out 'var', or make the type owned");
    const std::string why = not_shareable(field.type);
    if (!why.empty())
      error(field.span, "the field '" + field.name + "' would let a local thing escape: " + why, "local-escape")
          .note(sharing == Sharing::owned ? "make it a 'part': then it never leaves the object"
                                          : "use a frozen array or a shared type");
  }
}

void Checker::fill_union(Decl& decl, Type& type) {
  for (std::size_t i = 0; i < decl.variants.size(); ++i) {
    auto& variant = decl.variants[i];
    auto& object = const_cast<Type&>(*type.variants[i]);
    std::set<std::string> seen;
    for (auto& field : variant.fields) {
      if (!seen.insert(field.name).second) error(field.span, "the variant has a second field '" + field.name + "'");
      field.type = resolve(field.type_expr);
      // These have no 'let' or 'var': fields of local variants change, those of shared ones never do.
      field.kind = type.sharing == Sharing::local ? syntax::FieldKind::var : syntax::FieldKind::let;
      check_field(decl, field, type.sharing);
      object.fields.push_back({field.name, field.type, kind_of(field.kind), field.initial != nullptr});
    }
  }
}

void Checker::declare_function(Decl& decl) {
  switch (decl.kind) {
    case DeclKind::function:
    case DeclKind::builtin:
    case DeclKind::intrinsic:
    case DeclKind::op:
    case DeclKind::test: {
      check_names(decl);
      for (auto& param : decl.params) {
        param.type = decl.kind == DeclKind::builtin ? types.machine(TypeKind::args) : resolve(param.type_expr);
        if (decl.kind != DeclKind::intrinsic) decl.locals.push_back({param.name, param.type, false, param.span});
      }
      decl.result_type = decl.kind == DeclKind::builtin ? types.machine(TypeKind::values) : resolve(decl.result);
      check_result(decl);
      for (auto& operand : decl.operands) {
        using Mode = syntax::OperandMode;
        const bool number = operand.mode == Mode::imm || operand.mode == Mode::imm32;
        operand.type = operand.mode == Mode::constant ? resolve(operand.type_expr)
                       : number                       ? types.i64()
                       : operand.mode == Mode::regs   ? types.machine(TypeKind::window)
                       : operand.mode == Mode::label  ? types.machine(TypeKind::label)
                       : types.value()                ? types.value()
                                                      : types.error();
        check_operand(decl, operand);
      }
      if (decl.kind == DeclKind::intrinsic)
        program.intrinsics.push_back(&decl);
      else
        program.functions.push_back(&decl);
      if (decl.kind == DeclKind::intrinsic) declare_intrinsic(decl);
      break;
    }
    case DeclKind::object:
      if (decl.type_params.empty())
        for (auto& method : decl.methods) declare_method(decl, *method);
      break;
    case DeclKind::constant:
      program.constants.push_back(&decl);
      decl.type = resolve(decl.type_expr);
      check_constant(decl);
      break;
    case DeclKind::root: {
      program.roots.push_back(&decl);
      decl.type = resolve(decl.type_expr);
      const bool good = decl.type->kind == TypeKind::error || decl.type->kind == TypeKind::str ||
                        (decl.type->kind == TypeKind::object && !is_local(decl.type));
      if (!good)
        error(decl.name_span, "a root cannot be of type '" + decl.type->name + "'",
              is_local(decl.type) ? "local-escape" : "root-once")
            .note("roots are seen by every context: use an owned or shared type, or str");
      break;
    }
    default:
      break;
  }
}

void Checker::declare_method(Decl& owner, Decl& method) {
  method.owner = &owner;
  method.module_name = owner.module_name;
  check_names(method);
  method.locals.push_back({"self", owner.type, false, method.name_span});
  for (auto& param : method.params) {
    param.type = resolve(param.type_expr);
    method.locals.push_back({param.name, param.type, false, param.span});
  }
  method.result_type = resolve(method.result);
  check_result(method);
  program.functions.push_back(&method);
  if (owner.sharing == syntax::Sharing::owned) check_boundary(owner, method);
  if (const auto arguments = instance_arguments.find(&owner); arguments != instance_arguments.end())
    instance_arguments[&method] = arguments->second;
}

void Checker::check_boundary(const Decl& owner, const Decl& method) {
  auto complain = [&](Span span, const Type* type, const std::string& what) {
    error(span, what + " of type '" + type->name + "' would cross a context's border: " + not_shareable(type),
          "method-boundary")
        .note("methods of '" + owner.name +
              "' may run in another context; pass machine values, str, frozen arrays, shared or owned objects");
  };
  for (const auto& param : method.params)
    if (!not_shareable(param.type).empty()) complain(param.span, param.type, "parameter '" + param.name + "'");
  if (!not_shareable(method.result_type).empty()) complain(method.result.span, method.result_type, "a result");
}

void Checker::entry_points() {
  auto entry = [&](const char* name) -> Decl* {
    Decl* decl = find(name);
    return decl && decl->kind == DeclKind::function ? decl : nullptr;
  };
  auto signature = [&](Decl* decl, const std::vector<std::string_view>& params, std::string_view result,
                       const char* shown) {
    if (!decl) return;
    bool good = decl->params.size() == params.size() && decl->result_type == resolve_text(result);
    for (std::size_t i = 0; good && i < params.size(); ++i) good = decl->params[i].type == resolve_text(params[i]);
    if (!good)
      error(decl->name_span, "the machine calls '" + decl->name + "' itself, so its parameters and result are given")
          .note(std::string("declare it: '") + shown + "'");
  };
  program.main = entry("main");
  program.guest_error = entry("guest_error");
  program.run_callable = entry("run_callable");
  signature(program.main, {"List<str>"}, "i64", "fn main(argv: List<str>) -> i64");
  if (!types.value()) return;
  if (program.guest_error && program.guest_error->params.size() > 1)
    signature(program.guest_error, {"str", "Failure"}, types.value()->name,
              "fn guest_error(message: str, failure: Failure) -> Value");
  else
    signature(program.guest_error, {"str"}, types.value()->name, "fn guest_error(message: str) -> Value");
  signature(program.run_callable, {types.value()->name, "List<" + types.value()->name + ">"},
            "List<" + types.value()->name + ">", "fn run_callable(f: Value, args: List<Value>) -> List<Value>");
}

const std::map<std::string, const Type*>& Checker::arguments_of(const Decl* decl) const {
  static const std::map<std::string, const Type*> none;
  const auto found = instance_arguments.find(decl);
  return found == instance_arguments.end() ? none : found->second;
}

void Checker::check_bodies() {
  for (Decl* decl : program.constants) {
    BodyChecker body(*this, *decl);
    if (decl->type->kind == TypeKind::unit) decl->type = nullptr;
    body.run_initial(*decl->body, decl->type);
    if (!decl->type) decl->type = decl->body->type;
    check_constant_value(*decl);
  }
  auto check_defaults = [&](Decl& decl) {
    set_type_arguments(arguments_of(&decl));
    for (auto& field : decl.fields)
      if (field.initial) BodyChecker(*this, decl).run_initial(*field.initial, field.type);
    for (auto& variant : decl.variants)
      for (auto& field : variant.fields)
        if (field.initial) BodyChecker(*this, decl).run_initial(*field.initial, field.type);
  };
  for (auto& module : program.modules)
    for (auto& decl : module->decls)
      if (decl->type_params.empty()) check_defaults(*decl);
  std::size_t instances = 0;
  for (std::size_t i = 0; i < program.functions.size(); ++i) {
    for (; instances < program.instances.size(); ++instances) check_defaults(*program.instances[instances]);
    Decl& decl = *program.functions[i];  // checking a body may append instances
    set_type_arguments(arguments_of(&decl));
    BodyChecker(*this, decl).run();
  }
  for (; instances < program.instances.size(); ++instances) check_defaults(*program.instances[instances]);
  set_type_arguments({});
}

bool check(Program& program, source::DiagnosticSink& sink) { return Checker(program, sink).run(); }

std::string effect_names(std::uint32_t effects) {
  static const char* const names[] = {"raises",  "allocates", "routes", "suspends", "blocks",
                                      "foreign", "frame",     "writes", "home"};
  std::string text;
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (effects >> i & 1) text += (text.empty() ? "" : ", ") + std::string(names[i]);
  return text.empty() ? "pure" : text;
}

}  // namespace heddle::sema
