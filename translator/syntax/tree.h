// The syntax tree of a description.
//
// The parser builds it, sema writes its findings into the fields marked "sema:", and lowering reads both. Statements
// are expressions of type unit or never, so one node type serves for all code; the comments in `ExprKind` say what the
// children mean. Nodes are owned by their parents, and a `Module` owns its declarations. Generic types are instantiated
// by `clone`, which copies syntax and drops sema's findings.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "translator/source/span.h"

namespace heddle::sema {
struct Type;
enum class Machine : std::uint16_t;
}  // namespace heddle::sema

namespace heddle::syntax {

using source::Span;
struct Expr;
struct Decl;
using ExprPtr = std::unique_ptr<Expr>;
using DeclPtr = std::unique_ptr<Decl>;

/// A type as written: `name<args>`, `[arg0]`, `frozen [arg0]`, `arg0?`.
struct TypeExpr {
  enum class Kind : std::uint8_t { none, name, array, frozen_array, optional };
  Kind kind = Kind::none;
  Span span;
  std::string name;  // may be dotted: `Expr.Binary`, `list.List`
  std::vector<TypeExpr> args;
};

enum class ExprKind : std::uint8_t {
  // Literals and names
  int_lit,    // int_value, text = suffix ("u8") or ""; also 'a' with text "byte"; flag = above i64's range (its bits)
  float_lit,  // float_value
  str_lit,    // text = the bytes, escapes resolved
  bool_lit,   // int_value 0/1
  nil_lit,
  name,  // text
  self_ref,
  // Operators. text = the operator's spelling
  member,  // kids[0] . text
  index,   // kids[0] [ kids[1] ]
  unary,   // text kids[0]
  binary,  // kids[0] text kids[1]
  cast,    // kids[0] as type_expr
  is,      // kids[0] is text     (an arm or variant; may be dotted)
  narrow,  // kids[0] !
  range,   // kids[0] .. kids[1]; flag = inclusive. Only as the iterable of `for`
  // Calls and constructors. labels[i] is "" or the label of argument i (arguments start at kids[1])
  call,        // kids[0] ( kids[1..] )
  construct,   // type_expr ( kids[0..] ): List<i64>(), [Value](n, nil). labels[i] belongs to kids[i]
  guest_call,  // call kids[0] ( kids[1..] ); flag = `callm`; spread = last argument has `...`
  array_lit,   // [ kids ]
  const_arg,   // const kids[0], only as an argument of emit
  // Blocks and control
  block,   // kids in order
  if_,     // kids[0] condition, kids[1] then, kids[2] else (may be absent)
  if_let,  // if let text = kids[0] kids[1] else kids[2]
  match,   // kids = subjects (one, or several for a tuple), arms
  try_,    // try kids[0] catch text kids[1]
  while_,  // kids[0] condition, kids[1] body
  loop,    // kids[0] body
  for_,    // for text in kids[0] kids[1]
  break_,
  continue_,
  return_,  // kids = values; spread = last has `...`
  raise,    // kids[0]
  jump,     // kids[0] names a label operand
  // Statements
  let,     // flag = var; text = type_expr = kids[0] (initial value)
  assign,  // kids[0] text kids[1]; text is "=", "+=", ...
  emit,    // kids[0].emit text ( kids[1..] )
  error,   // could not be parsed; sema reports nothing about it
};

enum class PatternKind : std::uint8_t {
  wildcard,     // _
  binding,      // text: binds anything
  nil,          // nil
  literal,      // literal: an int, byte, str, bool or float literal
  constant,     // text names an enum constant (`Tok.Plus`, `Plus`) or a const
  arm,          // text names an arm, type or variant; binding = name or ""
  destructure,  // text names a variant; kids are patterns (binding or wildcard) for its fields
  alternative,  // kids: p | q
  tuple,        // kids: (p, q)
};

struct Pattern {
  PatternKind kind = PatternKind::wildcard;
  Span span;
  std::string text;
  std::string binding;
  ExprPtr literal;
  std::vector<Pattern> kids;

  // sema: arm index in the value type, class of the variant or object type, or the constant's value
  const sema::Type* type = nullptr;  // the type that is bound
  int arm = -1;
  std::int64_t constant = 0;
  int local = -1;  // local slot of the binding
};

struct MatchArm {
  Pattern pattern;
  ExprPtr guard;  // may be null
  ExprPtr body;
  Span span;
};

/// What a name, member or call turned out to mean.
enum class Target : std::uint8_t {
  none,
  local,          // local = slot in the function's locals (parameters first; methods: 0 is self)
  operand,        // local = index of the op's operand
  constant,       // decl: a const
  root,           // decl: a root
  enum_constant,  // int_value of the node = its number
  function,       // decl: fn, call only
  native,         // decl: builtin, as a value
  method,         // decl: method; receiver is kids[0]->kids[0], or self when kids[0] is a plain name
  field,          // local = field index in the object, record or variant; receiver kids[0], or self for a plain name
  constructor,    // type of the node: the object, record or variant constructed
  machine,        // machine: a function of the machine (sema/machine.h)
  type,           // names a type (receiver of static members)
};

struct Expr {
  ExprKind kind = ExprKind::error;
  Span span;
  std::string text;
  std::int64_t int_value = 0;
  double float_value = 0;
  bool flag = false;
  bool spread = false;
  TypeExpr type_expr;
  std::vector<ExprPtr> kids;
  std::vector<std::string> labels;
  std::vector<MatchArm> arms;
  int height = 1;  // levels of nodes from here down; limited by the parser

  // sema: set for every expression of an accepted description
  const sema::Type* type = nullptr;    // its own type
  const sema::Type* coerce = nullptr;  // the type its context converts it to, or null
  Target target = Target::none;
  Decl* decl = nullptr;
  int local = -1;           // see Target; for let, for_, if_let, try_: the slot of the variable they bind
  sema::Machine machine{};  // the function that `Target::machine` refers to
};

enum class DeclKind : std::uint8_t {
  constant,
  root,
  enum_,
  record,
  object,
  union_,
  value,
  function,
  op,
  builtin,
  test,
  intrinsic
};
enum class Sharing : std::uint8_t { local, owned, shared };
enum class FieldKind : std::uint8_t { let, var, part, hint };
enum class OperandMode : std::uint8_t {
  in_reg,
  out_reg,
  inout_reg,
  in_reg_or_const,
  constant,
  imm,
  imm32,
  regs,
  label
};

struct Param {
  std::string name;
  TypeExpr type_expr;
  Span span;
  const sema::Type* type = nullptr;  // sema
};

struct Field {
  FieldKind kind = FieldKind::let;  // records: var
  std::string name;
  TypeExpr type_expr;
  ExprPtr initial;  // may be null
  Span span;
  const sema::Type* type = nullptr;  // sema
};

struct Operand {
  std::string name;
  OperandMode mode = OperandMode::in_reg;
  TypeExpr type_expr;  // for `const T`
  Span span;
  const sema::Type* type = nullptr;  // sema: its type in the body
};

/// A variant of a union, an arm of `value`, or a constant of an enum.
struct Variant {
  std::string name;
  TypeExpr type_expr;         // value arms with a machine type: `int: i64`
  std::vector<Field> fields;  // union variants
  Span span;
  const sema::Type* type = nullptr;  // sema: the variant's object type, or the arm's payload type (null for nil)
};

/// A local variable of a function body (sema).
struct Local {
  std::string name;
  const sema::Type* type = nullptr;
  bool is_mutable = false;
  Span span;
};

/// One declaration. `kind` determines which fields are used.
struct Decl {
  DeclKind kind = DeclKind::function;
  std::string name;
  std::string doc;
  Span span;       // the whole declaration
  Span name_span;  // its name
  std::string module_name;

  std::vector<std::string> type_params;  // generic object types
  Sharing sharing = Sharing::local;      // object, union_
  std::vector<Field> fields;             // object, record
  std::vector<DeclPtr> methods;          // object; kind function
  std::vector<Variant> variants;         // enum_, union_, value
  std::vector<Param> params;             // function, builtin, intrinsic; methods without self
  TypeExpr result;                       // none: returns nothing
  std::vector<Operand> operands;         // op
  ExprPtr body;                          // function, op, builtin, test: a block; constant: its value
  TypeExpr type_expr;                    // constant, root
  std::string shown_name;                // builtin "shown", test "name"
  std::vector<std::string> without;      // effects asserted absent
  std::vector<Span> without_spans;       // their places
  std::vector<std::string> effects;      // intrinsic: the words after the result

  // sema
  Decl* owner = nullptr;             // method: the object's declaration
  const sema::Type* type = nullptr;  // the declared type; constants and roots: their type
  const sema::Type* result_type = nullptr;
  std::vector<Local> locals;     // function-like: parameters first (methods: self is 0)
  std::uint32_t effect_set = 0;  // bits of sema::Effect
  sema::Machine machine{};       // intrinsic: the function it declares
};

struct Use {
  std::string path;  // "std.text"
  Span span;
};

/// One parsed file.
struct Module {
  std::string name;
  std::string language;  // "" unless the file says `language NAME`
  Span heading;          // the span of that line, or of the `module` line; else the file's first byte
  std::vector<Use> uses;
  std::vector<DeclPtr> decls;
};

ExprPtr clone(const Expr& expr);
Pattern clone(const Pattern& pattern);
DeclPtr clone(const Decl& decl);

}  // namespace heddle::syntax
