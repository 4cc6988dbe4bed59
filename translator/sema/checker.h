// State shared by the files of sema: that of one check, and that of one function body.
#pragma once
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "translator/sema/check.h"

namespace heddle::sema {

struct MachineFunction;

using source::Span;
using syntax::Decl;
using syntax::DeclKind;
using syntax::Expr;
using syntax::ExprKind;
using syntax::ExprPtr;
using syntax::Target;

/// Declarations: names, types, instances of generic types.
class Checker {
 public:
  Checker(Program& program, source::DiagnosticSink& sink) : program(program), sink(sink), types(program.types) {}

  bool run();

  /// The type as written. Reports an unknown name and returns the error type.
  const Type* resolve(const syntax::TypeExpr& type);
  const Type* resolve_text(std::string_view text);
  /// The top-level declaration of that name (or dotted, as in `text.find`), or null.
  Decl* find(const std::string& name) const;
  const Type* find_type(const std::string& name);
  const Type* instantiate(const std::string& generic, const std::vector<const Type*>& args, Span span);
  /// The reason a value of that type may not be kept in a shared or owned object, or "" if it may.
  std::string not_shareable(const Type* type) const;
  bool is_local(const Type* type) const;

  source::Diagnostic& error(Span span, std::string message, std::string restriction = "") {
    return sink.error(span, std::move(message), std::move(restriction));
  }

  // suggest.cpp
  /// Adds a hint to the report of an unknown name: the `use` line for it, or the closest candidate.
  void suggest(source::Diagnostic& report, const std::string& name, const std::vector<std::string>& candidates) const;
  /// The top-level names of these kinds.
  std::vector<std::string> names(std::initializer_list<DeclKind> kinds) const;
  std::vector<std::string> type_names() const;

  Program& program;
  source::DiagnosticSink& sink;
  TypeTable& types;
  std::map<std::string, std::map<std::string, Decl*>> by_module;
  std::map<std::string, const Type*> declared;
  Decl* value_decl = nullptr;

 private:
  void declare_machine_enums();
  void collect();
  void check_uses();
  void declare_type(Decl& decl);
  void fill_type(Decl& decl);
  void fill_value(Decl& decl);
  bool may_be_fields(const Type& type, const syntax::Field& field);
  void fill_object(Decl& decl, Type& type, const std::string& prefix);
  void fill_union(Decl& decl, Type& type);
  void check_field(Decl& decl, syntax::Field& field, Sharing sharing);
  void declare_function(Decl& decl);
  void declare_intrinsic(Decl& decl);
  bool agrees(const Decl& decl, const MachineFunction& row);
  void declare_method(Decl& owner, Decl& method);
  void check_boundary(const Decl& owner, const Decl& method);
  void entry_points();
  // restrictions/: what declarations must not contain
  bool check_kept(Span span, const Type* type);
  void check_names(const Decl& decl);
  void check_type_name(const Decl& decl);
  void check_effect_names(const Decl& decl);
  void check_operand(const Decl& op, const syntax::Operand& operand);
  void check_constant(Decl& decl);
  void check_constant_value(Decl& decl);
  void check_record_cycles();
  void check_result(const Decl& decl);
  void check_bodies();

  std::map<std::string, const Type*> type_arguments_;  // set while an instance of a generic type is filled in
  static constexpr int max_instance_depth = 24;        // deeper List<List<...>> has no use; each level makes a class
  int instance_depth_ = 0;
  std::vector<Decl*> pending_instances_;
  std::vector<std::pair<Decl*, std::map<std::string, const Type*>>> instance_bodies_;

 public:
  const std::map<std::string, const Type*>& type_arguments() const { return type_arguments_; }
  void set_type_arguments(std::map<std::string, const Type*> arguments) { type_arguments_ = std::move(arguments); }
  const std::map<std::string, const Type*>& arguments_of(const Decl* decl) const;
  std::map<const Decl*, std::map<std::string, const Type*>> instance_arguments;
};

/// Returns true for an integer literal, negated or not: its type depends on the context.
inline bool is_literal_int(const Expr& e) {
  return e.kind == ExprKind::int_lit || (e.kind == ExprKind::unary && e.text == "-" && is_literal_int(*e.kids[0]));
}

/// Checks the body of one function-like declaration.
class BodyChecker {
 public:
  BodyChecker(Checker& checker, Decl& decl) : c_(checker), decl_(decl) {}

  void run();
  /// Checks the expression of a constant or a default, outside of any function.
  void run_initial(Expr& expr, const Type* wanted) { check(expr, wanted); }

 private:
  friend class MatchChecker;
  // body.cpp: statements and simple expressions
  const Type* infer(Expr& expr, const Type* hint);
  const Type* infer_kind(Expr& expr, const Type* hint);
  const Type* narrowed(Expr& expr);
  const Type* if_let(Expr& expr, const Type* hint);
  const Type* try_expression(Expr& expr, const Type* hint);
  const Type* endless_loop(Expr& expr);
  void jump(Expr& expr);
  void check(Expr& expr, const Type* wanted);
  void statement(Expr& expr);
  void coerce(Expr& expr, const Type* wanted);
  bool fits(const Type* from, const Type* to) const;
  const Type* join(const Type* a, const Type* b) const;
  const Type* block(Expr& expr, const Type* hint, bool wants_value);
  const Type* literal(Expr& expr, const Type* hint);
  const Type* name(Expr& expr);
  const Type* self(Expr& expr);
  const Type* branches(Expr& expr, const Type* hint, std::size_t first);
  const Type* loop_over(Expr& expr);
  void let(Expr& expr);
  void assign(Expr& expr);
  void assignable(Expr& target);
  void return_statement(Expr& expr);
  const Type* binary(Expr& expr, const Type* hint);
  const Type* unary(Expr& expr, const Type* hint);
  const Type* cast(Expr& expr);
  const Type* is_test(Expr& expr);
  const Type* index(Expr& expr);
  const Type* array_literal(Expr& expr, const Type* hint);
  int declare(const std::string& name, const Type* type, bool is_mutable, Span span);
  int lookup(const std::string& name) const;
  bool is_parameter(int slot) const { return slot < static_cast<int>(decl_.params.size()) + (decl_.owner ? 1 : 0); }
  int operand(const std::string& name) const;
  void push() { scopes_.emplace_back(); }
  void pop() { scopes_.pop_back(); }
  // suggest.cpp
  std::vector<std::string> variables() const;
  std::vector<std::string> functions() const;
  std::vector<std::string> members(const Type* holder) const;
  // member.cpp
  const Type* type_member(Expr& expr, const Decl& decl);
  const Type* module_member(Expr& expr, const std::string& base);
  const Type* no_case(const Expr& expr, const Type& type, const std::string& message);
  const Type* member(Expr& expr);
  const Type* field_of(Expr& expr, const Type* holder);
  const Type* static_member(Expr& expr, const std::string& base);
  // call.cpp
  bool is_variable(const std::string& name) const;
  const Type* not_a_function(const Expr& callee);
  const Type* no_static_function(Expr& callee, const std::string& base);
  const Type* no_method(const Expr& callee, const Type* receiver);
  const Type* call(Expr& expr);
  const Type* construct(Expr& expr);
  const Type* construct_object(Expr& expr, const Type* type, std::size_t first);
  const Type* call_declared(Expr& expr, Decl& callee);
  const Type* call_method(Expr& expr, Decl& method);
  const Type* call_machine(Expr& expr, const MachineFunction& row);
  const Type* call_special(Expr& expr, const std::string& name);
  const Type* array_member(Expr& expr, const Type* array, const std::string& name);
  const Type* guest_call(Expr& expr);
  void arguments(Expr& expr, const std::vector<const Type*>& params, const std::string& what);
  void emit(Expr& expr);
  void guest_values(Expr& expr, std::size_t first);
  bool is_callable(const Type* type) const;
  void frame_statement(Expr& expr, const std::string& name);
  // match.cpp
  const Type* match(Expr& expr, const Type* hint);

  const Type* list_of_values();
  void imm_range(const Expr& expr, const syntax::Operand& operand);
  const Type* value_needed(Span span);
  void check_literal(const Expr& expr, const Type* type, bool negative);
  Decl* find_method(const Type* type, const std::string& name) const;

  Checker& c_;
  Decl& decl_;
  std::vector<std::map<std::string, int>> scopes_;
  const Expr* written_ = nullptr;   // target of the plain assignment being checked: it is not read
  const Expr* receiver_ = nullptr;  // what a member is taken of, before it is checked
  int loops_ = 0;
  int depth_ = 0;
};

/// The names of a type's cases that patterns may use: arms, variants, constants.
std::vector<std::string> case_names(const Type* type);
/// The same names as a list, for messages.
std::string listed_cases(const Type* type);

/// Frame statements and jumps may only end a path of an op (restriction op-frame).
void check_frame_statements(Checker& checker);

/// The fields of the object, record or variant that `type(...)` makes, including those with defaults.
std::vector<syntax::Field>& fields_of(const Type* type);

/// Reports objects whose defaults make another object of the same type in the same way.
void check_defaults_end(Checker& checker);

/// The method that `holder[i] = v` calls, or null if there is none.
const Decl* set_method(const Type* holder);

/// Roots may be assigned only in code that no bytecode, builtin or method reaches (restriction root-once).
void check_roots(Checker& checker);

/// Computes the effects of all functions to a fixpoint, then checks the restrictions on effects.
void check_effects(Checker& checker);

}  // namespace heddle::sema
