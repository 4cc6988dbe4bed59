#include <cstdio>
#include <memory>

#include "translator/driver/commands.h"
#include "translator/driver/pipeline.h"
#include "translator/ir/layout.h"
#include "translator/ir/print.h"

namespace heddle::driver {

namespace {

struct ExplainOptions {
  std::string language, what, after = "suspension";
};

bool is_named(const ir::Function& f, const std::string& what) { return f.name == what || f.name == "op " + what || f.shown_name == what; }

void explain_type(const sema::Type& type, const ir::Layout& layout) {
  std::printf("%s, %u bytes\n", type.name.c_str(), type.kind == sema::TypeKind::record ? layout.size_of(&type) : layout.size_of_object(&type));
  if (type.kind != sema::TypeKind::record)
    std::printf("  %4d  header [owner:16 | class:16 = %d | shape:32]  owner: %s\n", 0, type.class_id,
                type.sharing == sema::Sharing::owned ? "the context that made it; checked at each access" : "nobody");
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const auto& field = type.fields[i];
    static const char* const kinds[] = {"let", "var", "part"};
    std::printf("  %4u  %-4s %s: %s\n", layout.field_offset(&type, static_cast<int>(i)), kinds[static_cast<int>(field.kind)], field.name.c_str(), field.type->name.c_str());
  }
}

int explain(const ExplainOptions& options) {
  Translation t;
  const bool accepted = check_language(t, options.language);
  print_diagnostics(t);
  if (!accepted) return exit_input;
  bool known_pass = false;
  for (const auto& name : passes::pass_names()) known_pass = known_pass || name == options.after;
  if (!known_pass) {
    std::fprintf(stderr, "heddle: there is no pass '%s'; passes:", options.after.c_str());
    for (const auto& name : passes::pass_names()) std::fprintf(stderr, " %s", name.c_str());
    std::fputs("\n", stderr);
    return exit_usage;
  }
  std::string text;
  bool found = false;
  lower_language(t, [&](const std::string& pass, const ir::Program& program) {
    if (pass != options.after) return;
    for (const auto& f : program.functions)
      if (is_named(*f, options.what)) text += ir::print(*f, program);
  });
  for (const auto* decl : t.sema.functions)
    if (decl->name == options.what || (decl->owner && decl->owner->name + "." + decl->name == options.what)) {
      std::printf("%s: effects: %s\n", options.what.c_str(), sema::effect_names(decl->effect_set).c_str());
      found = true;
    }
  const ir::Layout layout = ir::assign_layout(t.program);
  for (const auto& type : t.sema.types.all())
    if (type->name == options.what && (type->kind == sema::TypeKind::object || type->kind == sema::TypeKind::record)) {
      explain_type(*type, layout);
      found = true;
      break;
    }
  if (!text.empty()) std::printf("after %s:\n%s", options.after.c_str(), text.c_str());
  if (found || !text.empty()) return exit_done;
  std::fprintf(stderr, "heddle: '%s' has no function, op or type '%s'\n", options.language.c_str(), options.what.c_str());
  return exit_input;
}

}  // namespace

void add_explain(CLI::App& app, int& status) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Show effects, layout and lowering of a function, op or type");
  command->add_option("LANG", options->language, "a folder, or the name of one in interp-src/")->required();
  command->add_option("NAME", options->what, "function, Type.method, op or type")->required();
  command->add_option("--after", options->after, "show the ir after this pass");
  command->callback([options, &status] { status = explain(*options); });
}

}  // namespace heddle::driver
