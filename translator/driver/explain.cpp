#include "translator/driver/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "runtime/abi/failure.h"
#include "translator/driver/commands.h"
#include "translator/driver/files.h"
#include "translator/ir/encoding.h"
#include "translator/ir/layout.h"
#include "translator/ir/print.h"
#include "translator/sema/machine.h"
#include "translator/source/suggest.h"

namespace heddle::driver {

namespace {

using sema::TypeKind;

bool is_named(const ir::Function& f, const std::string& what) {
  return f.name == what || f.name == "op " + what || f.name == "test " + what || f.name == what + " (routed)" ||
         f.shown_name == what;
}

/// The machine sets `owner`, `class` and `sharing`; the description sees only fields.
std::string header_line(const sema::Type& type) {
  return fmt::format("  {:4}  {:5} header [owner:16 | class:16 = {} | sharing:32]  {}\n", 0, 8, type.class_id,
                     type.sharing == sema::Sharing::owned
                         ? "owner: the context that made it; one compare checks owner and class"
                         : "owner: 0, nobody");
}

std::string fields_text(const sema::Type& type, const ir::Layout& layout) {
  static const char* const kinds[] = {"let ", "var ", "part "};
  std::string text = "  offset size\n";
  if (type.kind != TypeKind::record) text += header_line(type);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const auto& field = type.fields[i];
    text += fmt::format(
        "  {:4}  {:5} {}{}: {}\n", layout.field_offset(&type, static_cast<int>(i)), layout.size_of(field.type),
        type.kind == TypeKind::record ? "" : kinds[static_cast<int>(field.kind)], field.name, field.type->name);
  }
  return text;
}

std::string type_text(const sema::Type& type, const ir::Layout& layout) {
  static const char* const sharings[] = {"", "local ", "owned ", "shared "};
  std::string text;
  switch (type.kind) {
    case TypeKind::object:
      text = fmt::format("{}type {}, {} bytes{}\n", sharings[static_cast<int>(type.sharing)], type.name,
                         layout.size_of_object(&type),
                         type.callable_code ? ", callable: its first field is its code" : "");
      return text + fields_text(type, layout);
    case TypeKind::record:
      return fmt::format("record {}, {} bytes\n", type.name, layout.size_of(&type)) + fields_text(type, layout);
    case TypeKind::enumeration:
      text = fmt::format("enum {}, {} bytes\n", type.name, layout.size_of(&type));
      for (std::size_t i = 0; i < type.constants.size(); ++i) text += fmt::format("  {:4}  {}\n", i, type.constants[i]);
      return text;
    case TypeKind::value:
      text = fmt::format("value {}, {} bytes: a tag and a payload\n", type.name, layout.size_of(&type));
      for (std::size_t i = 0; i < type.arms.size(); ++i)
        text += fmt::format(
            "  {:4}  {}{}\n", i, type.arms[i].name,
            type.arms[i].type && type.arms[i].type->name != type.arms[i].name ? ": " + type.arms[i].type->name : "");
      return text;
    case TypeKind::union_:
      text = fmt::format("{}union {}\n", sharings[static_cast<int>(type.sharing)], type.name);
      for (const sema::Type* variant : type.variants) text += type_text(*variant, layout);
      return text;
    default:
      return "";
  }
}

std::string encoding_text(const ir::Function& f) {
  const ir::OpEncoding encoding = ir::encode(f.operands);
  std::string text = fmt::format("encoding: {} bytes, {} opcode{}\n  byte size\n     0    2  opcode\n",
                                 encoding.words * 8, encoding.variants, encoding.variants == 1 ? "" : "s");
  for (std::size_t i = 0; i < f.operands.size(); ++i)
    text += fmt::format("  {:4} {:4}  {}\n", encoding.operands[i].byte, encoding.operands[i].bytes, f.operands[i].name);
  return text;
}

std::string function_text(const ir::Function& f) {
  std::string text = fmt::format("{}: effects: {}\n", f.name, sema::effect_names(f.effects));
  if (f.kind == ir::FunctionKind::op) text += encoding_text(f);
  if (!f.suspend_points.empty()) {
    std::size_t most = 0;
    for (const auto& point : f.suspend_points) most = std::max(most, point.live.size());
    text += fmt::format("may suspend at {} place{}, saving at most {} register{}\n", f.suspend_points.size(),
                        f.suspend_points.size() == 1 ? "" : "s", most, most == 1 ? "" : "s");
  }
  return text;
}

struct ExplainOptions {
  std::string language, what, after = "suspension";
  bool machine = false;
};

/// Throws `Failure`, listing the passes, if there is none of that name.
void check_pass(const std::string& name) {
  const auto known = passes::pass_names();
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string meant = source::closest(name, {known.begin(), known.end()});
  throw Failure(fmt::format("there is no pass '{}'{}; passes: {}", name,
                            meant.empty() ? "" : fmt::format(", did you mean '{}'?", meant), fmt::join(known, " ")),
                exit_usage);
}

/// ", did you mean 'f'?", or "".
std::string meant_name(const Translation& t, const std::string& what) {
  std::vector<std::string> known;
  for (const auto& [name, decl] : t.sema.names) known.push_back(name);
  for (const auto& f : t.program.functions) known.push_back(f->shown_name.empty() ? f->name : f->shown_name);
  const std::string meant = source::closest(what, known);
  return meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant);
}

/// A function or member of the machine as a declaration: `static fn frame.vararg(i64) -> Value`.
std::string machine_line(const sema::MachineFunction& f) {
  return fmt::format("{}{}{}{}{}  effects: {}\n", f.is_static() ? "static " : "", f.is_property() ? "let " : "fn ",
                     f.name, f.is_property() ? "" : fmt::format("({})", fmt::join(f.params, ", ")),
                     f.result.empty() ? "" : fmt::format(" -> {}", f.result), sema::effect_names(f.effects()));
}

int list_machine() {
  constexpr std::uint32_t otherwise_written = sema::machine_fact::is_special | sema::machine_fact::is_setter;
  for (const sema::MachineFunction& f : sema::machine_functions())
    if (f.id != sema::Machine::none && f.module.empty() && !f.may(otherwise_written))
      std::fputs(machine_line(f).c_str(), stdout);
  std::fputs("enum OpName  // the ops of the language\n", stdout);
  for (const hd::FailureInfo& failure : hd::failures)
    std::fputs(fmt::format("Failure.{}  {}\n", failure.name, failure.text).c_str(), stdout);
  return exit_done;
}

int run(const ExplainOptions& options) {
  if (options.machine) return list_machine();
  if (options.what.empty()) throw Failure("explain needs LANG and NAME, or --machine", exit_usage);
  check_pass(options.after);
  Translation t;
  const bool accepted = check_language(t, options.language);
  print_diagnostics(t);
  if (!accepted) return exit_input;
  const std::string text = explain(t, options.what, options.after);
  std::fputs(text.c_str(), stdout);
  if (!text.empty()) return exit_done;
  throw Failure(fmt::format("'{}' has no function, op or type '{}'{}", options.language, options.what,
                            meant_name(t, options.what)));
}

}  // namespace

std::string explain(Translation& t, const std::string& what, const std::string& after_pass) {
  std::string code, text;
  lower_language(t, [&](const std::string& pass, const ir::Program& program) {
    if (pass != after_pass) return;
    for (const auto& f : program.functions)
      if (is_named(*f, what)) code += ir::print(*f, program);
  });
  for (const auto& f : t.program.functions)
    if (is_named(*f, what)) text += function_text(*f);
  const ir::Layout layout = ir::assign_layout(t.program);
  for (const auto& type : t.sema.types.all())
    if (type->name == what) text += type_text(*type, layout);
  if (!code.empty()) text += "after " + after_pass + ":\n" + code;
  return text;
}

void add_explain(CLI::App& app, int& status) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Show effects, layout and lowering of a function, op or type");
  command->add_option("LANG", options->language, "a folder, or the name of one in interp-src/");
  command->add_option("NAME", options->what, "function, Type.method, op or type");
  command->add_flag("--machine", options->machine, "list the functions and members that the machine itself has");
  command->add_option("--after", options->after, "show the ir after this pass");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace heddle::driver
