#include "tests/unit/syntax/dump.h"

#include <fmt/format.h>

#include "translator/syntax/parse.h"

namespace heddle::syntax {
namespace {

const char* const kind_names[] = {"int",   "float", "str",    "bool",  "nil",   "name",     "self",   "member",
                                  "index", "unary", "binary", "as",    "is",    "narrow",   "range",  "call",
                                  "new",   "guest", "array",  "const", "block", "if",       "if-let", "match",
                                  "try",   "while", "loop",   "for",   "break", "continue", "return", "raise",
                                  "jump",  "let",   "assign", "emit",  "error"};

std::string join(std::string text, const std::string& more) {
  if (!text.empty() && !more.empty()) text += ' ';
  return text + more;
}

std::string kids_of(const Expr& expr) {
  std::string out;
  const std::size_t skipped = expr.kids.size() - std::min(expr.kids.size(), expr.labels.size());
  for (std::size_t i = 0; i < expr.kids.size(); ++i) {
    std::string kid = dump(*expr.kids[i]);
    if (i >= skipped && !expr.labels.empty() && !expr.labels[i - skipped].empty())
      kid = expr.labels[i - skipped] + ":" + kid;
    if (expr.spread && i + 1 == expr.kids.size()) kid = "..." + kid;
    out = join(std::move(out), kid);
  }
  for (const auto& arm : expr.arms) {
    std::string text = "[" + dump(arm.pattern);
    if (arm.guard) text += " if " + dump(*arm.guard);
    out = join(std::move(out), text + " => " + dump(*arm.body) + "]");
  }
  return out;
}

std::string head_of(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::unary:
    case ExprKind::binary:
    case ExprKind::assign:
      return expr.text;
    case ExprKind::let:
      return join(join(expr.flag ? "var" : "let", expr.text), dump(expr.type_expr));
    case ExprKind::range:
      return expr.flag ? "..=" : "..";
    case ExprKind::guest_call:
      return expr.flag ? "callm" : "call-guest";
    default:
      return join(join(kind_names[static_cast<int>(expr.kind)], expr.text), dump(expr.type_expr));
  }
}

std::string show(const Field& field) {
  const char* const kinds[] = {"let ", "var ", "part ", "hint "};
  return fmt::format("({}{} {}{})", kinds[static_cast<int>(field.kind)], field.name, dump(field.type_expr),
                     field.initial ? " " + dump(*field.initial) : "");
}

std::string show(const Variant& variant) {
  std::string out = join(variant.name, dump(variant.type_expr));
  for (const auto& field : variant.fields) out = join(std::move(out), show(field));
  return variant.fields.empty() && variant.type_expr.kind == TypeExpr::Kind::none ? out : "(" + out + ")";
}

std::string show(const Operand& operand) {
  const char* const modes[] = {"in", "out", "inout", "in|const", "const", "imm", "imm32", "regs", "label"};
  return "(" + join(join(operand.name, modes[static_cast<int>(operand.mode)]), dump(operand.type_expr)) + ")";
}

std::unique_ptr<Module> parse(const std::string& text, std::string& errors) {
  source::SourceMap map;
  source::DiagnosticSink sink;
  auto module = parse_module(map, map.add("test.heddle", text), sink);
  for (const auto& diagnostic : sink.diagnostics()) {
    const auto at = map.place(diagnostic.span);
    errors += fmt::format("{}{}:{}: {}", errors.empty() ? "" : "\n", at.line, at.column, diagnostic.message);
  }
  return module;
}

}  // namespace

std::string dump(const TypeExpr& type) {
  switch (type.kind) {
    case TypeExpr::Kind::none:
      return "";
    case TypeExpr::Kind::array:
      return "[" + dump(type.args[0]) + "]";
    case TypeExpr::Kind::frozen_array:
      return "frozen [" + dump(type.args[0]) + "]";
    case TypeExpr::Kind::optional:
      return dump(type.args[0]) + "?";
    case TypeExpr::Kind::name:
      break;
  }
  std::string args;
  for (const auto& arg : type.args) args += (args.empty() ? "" : ",") + dump(arg);
  return args.empty() ? type.name : type.name + "<" + args + ">";
}

std::string dump(const Pattern& pattern) {
  std::string kids;
  for (const auto& kid : pattern.kids) kids = join(std::move(kids), dump(kid));
  switch (pattern.kind) {
    case PatternKind::wildcard:
      return "_";
    case PatternKind::binding:
      return "?" + pattern.text;
    case PatternKind::nil:
      return "nil";
    case PatternKind::literal:
      return dump(*pattern.literal);
    case PatternKind::constant:
      return pattern.text;
    case PatternKind::arm:
      return join("(arm " + pattern.text, pattern.binding) + ")";
    case PatternKind::destructure:
      return join("(" + pattern.text, kids) + ")";
    case PatternKind::alternative:
      return join("(|", kids) + ")";
    case PatternKind::tuple:
      return join("(,", kids) + ")";
  }
  return "?";
}

std::string dump(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::int_lit:
      return fmt::format("{}{}{}", expr.int_value, expr.text, expr.flag ? "!" : "");
    case ExprKind::float_lit:
      return fmt::format("{}f", expr.float_value);
    case ExprKind::str_lit:
      return "\"" + expr.text + "\"";
    case ExprKind::bool_lit:
      return expr.int_value ? "true" : "false";
    case ExprKind::nil_lit:
      return "nil";
    case ExprKind::self_ref:
      return "self";
    case ExprKind::name:
      return expr.text;
    case ExprKind::member:
      return "(." + expr.text + " " + dump(*expr.kids[0]) + ")";
    default:
      return join("(" + head_of(expr), kids_of(expr)) + ")";
  }
}

std::string dump(const Decl& decl) {
  const char* const kinds[] = {"const", "root", "enum", "record",  "type", "union",
                               "value", "fn",   "op",   "builtin", "test", "intrinsic"};
  const char* const sharings[] = {"local ", "owned ", "shared "};
  const bool is_shared = decl.kind == DeclKind::object || decl.kind == DeclKind::union_;
  std::string out = std::string("(") + (is_shared ? sharings[static_cast<int>(decl.sharing)] : "");
  out = join(join(out + kinds[static_cast<int>(decl.kind)], decl.name), dump(decl.type_expr));
  for (const auto& param : decl.type_params) out += " <" + param + ">";
  if (!decl.shown_name.empty()) out += " \"" + decl.shown_name + "\"";
  for (const auto& field : decl.fields) out = join(std::move(out), show(field));
  for (const auto& variant : decl.variants) out = join(std::move(out), show(variant));
  for (const auto& operand : decl.operands) out = join(std::move(out), show(operand));
  for (const auto& param : decl.params)
    out = join(std::move(out), "(" + param.name + " " + dump(param.type_expr) + ")");
  if (decl.result.kind != TypeExpr::Kind::none) out += " -> " + dump(decl.result);
  for (const auto& effect : decl.without) out += " without:" + effect;
  for (const auto& effect : decl.effects) out += " " + effect;
  for (const auto& method : decl.methods) out = join(std::move(out), dump(*method));
  if (decl.body) out = join(std::move(out), dump(*decl.body));
  return out + ")";
}

std::string parse_decl(const std::string& text) {
  std::string out;
  const auto module = parse(text, out);
  if (!out.empty()) return out;
  for (const auto& decl : module->decls) out += (out.empty() ? "" : "\n") + dump(*clone(*decl));
  return out;
}

std::string parse_expr(const std::string& text) {
  std::string errors;
  const auto module = parse("const X = " + text + "\n", errors);
  return errors.empty() ? dump(*module->decls.at(0)->body) : errors;
}

std::string parse_body(const std::string& text) {
  std::string errors;
  const auto module = parse("fn f() {\n" + text + "\n}\n", errors);
  if (!errors.empty()) return errors;
  std::string out;
  for (const auto& statement : module->decls.at(0)->body->kids) out += (out.empty() ? "" : "\n") + dump(*statement);
  return out;
}

}  // namespace heddle::syntax
