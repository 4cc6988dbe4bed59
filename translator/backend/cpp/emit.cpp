#include "translator/backend/cpp/emit.h"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "runtime/abi/layout.h"
#include "translator/backend/cpp/function.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;

namespace {

constexpr std::size_t shard_bytes = 200'000;  // of C++: some seconds of compiling

/// Infinities and NaN have no literal.
std::uint64_t bits_of(double number) {
  std::uint64_t bits;
  __builtin_memcpy(&bits, &number, 8);
  return bits;
}

class Emitter {
 public:
  Emitter(ir::Program& program, const ir::Layout& layout, const source::SourceMap& sources, const Options& options)
      : program_(program),
        layout_(layout),
        options_(options),
        names_(program),
        module_{program, layout, sources, options, names_, {}, {}, {}, {}} {
    for (std::size_t i = 0; i < program.builtins.size(); ++i)
      module_.natives[program.builtins[i]] = static_cast<int>(i);
    int opcode = 0;
    for (ir::FunctionId id : program.ops) {
      module_.opcodes[id] = opcode;
      module_.shapes[id] = static_cast<int>(module_.shapes.size());
      opcode += ir::encode(program.function(id).operands).variants;
    }
  }

  std::vector<File> run() {
    // The functions of a module stay together, so a change of one leaves the other files as they were.
    std::map<std::string, Part> modules;
    std::size_t bytes = 0;
    for (const auto& f : program_.functions)
      functions(modules.try_emplace(f->module_name, Part{plain(f->module_name)}).first->second, *f);
    for (const auto& [name, module] : modules) bytes += module.text.size();
    // Each file reads the runtime's headers again: a small language is compiled sooner in one.
    const auto shards = std::clamp<std::size_t>(bytes / shard_bytes, 1, static_cast<std::size_t>(options_.shards));
    std::map<std::string, std::string> texts;
    for (const auto& [name, module] : modules)
      texts[format("part{}", hash(name) % shards)] +=
          "namespace {\n" + arrays(module, "") + "}  // namespace\n\n" + module.text;
    Part shared{"all"};
    const std::string inlined = inline_functions(shared);  // before the header: it names what they use
    std::vector<File> files = {{"language.h", header() + inlined}};
    for (const auto& [name, text] : texts) files.push_back({name + ".cpp", "#include \"language.h\"\n\n" + text});
    files.push_back({"tables.cpp", tables(shared)});
    return files;
  }

 private:
  /// FNV-1a: the same everywhere.
  static std::uint32_t hash(const std::string& text) {
    std::uint32_t hash = 2166136261u;
    for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
    return hash;
  }

  void functions(Part& part, const ir::Function& f) {
    const auto write = [&](Form form, int variant) {
      part.text += FunctionWriter(module_, part, f, form, variant).write();
    };
    const bool op = f.kind == ir::FunctionKind::op;
    const bool slow = op && FunctionWriter::has_slow_form(module_, f);
    if (slow)
      write(Form::slow, 0);
    else if (op && !f.suspend_points.empty())
      write(Form::resume, 0);
    else if (!f.suspend_points.empty())
      part.text += FunctionWriter::resumption(module_, f);
    if (!op && FunctionWriter::is_inline(f)) return;
    const int variants = op ? ir::encode(f.operands).variants : 1;
    for (int v = 0; v < variants; ++v) write(Form::direct, v);
  }

  /// The strings and sites that functions name.
  static std::string arrays(const Part& part, const std::string& linkage) {
    std::string text;
    if (!part.strings.ordered().empty() || !linkage.empty()) {
      text += format("{}hd::Str* const strings_of_{}[] = {{\n", linkage, part.name);
      for (const std::string* s : part.strings.ordered())
        text += format("  hd::intern({}, {}),\n", quoted(*s), s->size());
      text += part.strings.ordered().empty() ? "  nullptr};\n" : "};\n";
    }
    if (!part.sites.ordered().empty() || !linkage.empty()) {
      text += format("{}const char* const sites_of_{}[] = {{\n", linkage, part.name);
      for (const std::string* s : part.sites.ordered()) text += format("  {},\n", quoted(*s));
      text += part.sites.ordered().empty() ? "  nullptr};\n" : "};\n";
    }
    return text;
  }

  std::string structs() {
    std::string text;
    std::set<const ir::Type*> done;
    std::function<void(const ir::Type*)> record = [&](const ir::Type* t) {
      if (t->kind != TypeKind::record || !done.insert(t).second) return;
      for (const auto& field : t->fields) record(field.type);
      text += format("struct {} {{\n", struct_name(t));
      for (const auto& field : t->fields) text += format("  {} f_{};\n", type_name(field.type), plain(field.name));
      text += format("}};\nstatic_assert(sizeof({}) == {});\n", struct_name(t), layout_.size_of(t));
      std::string save, restore;
      for (const auto& field : t->fields) {
        save += format(" hd_save_one(at, v.f_{});", plain(field.name));
        restore += format(" hd_restore_one(at, v.f_{});", plain(field.name));
      }
      text += format("HD_INLINE void hd_save_one(hd::Value*& at, const {}& v) {{{} }}\n", struct_name(t), save);
      text += format("HD_INLINE void hd_restore_one(const hd::Value*& at, {}& v) {{{} }}\n", struct_name(t), restore);
    };
    for (const auto& t : program_.types->all())
      if (t->kind == TypeKind::object) text += format("struct {};\n", struct_name(t.get()));
    for (const auto& t : program_.types->all()) record(t.get());
    for (const auto& t : program_.types->all()) {
      if (t->kind != TypeKind::object) continue;
      text += format("struct {} : hd::Object {{  // class {}\n", struct_name(t.get()), t->class_id);
      for (const auto& field : t->fields) text += format("  {} f_{};\n", type_name(field.type), plain(field.name));
      text += "};\n";
      for (std::size_t i = 0; i < t->fields.size(); ++i)
        text += format("static_assert(offsetof({}, f_{}) == {});\n", struct_name(t.get()), plain(t->fields[i].name),
                       layout_.field_offset(t.get(), static_cast<int>(i)));
    }
    return text;
  }

  std::string header() {
    std::string text =
        format("// {}: generated by heddle.\n#pragma once\n#include \"runtime/generated.h\"\n\n", program_.language);
    text += "#pragma clang diagnostic ignored \"-Winvalid-offsetof\"\n";
    text += structs();
    text +=
        "\nextern hd::Str* const strings_of_all[];\nextern const char* const sites_of_all[];\nextern hd::Array* "
        "hd_tables[];\nextern const hd::OpInfo "
        "hd_ops[];\nextern const hd::OpShape hd_op_shapes[];\n\n";
    for (ir::FunctionId id : module_.routed)
      text += format("extern const hd::MethodInfo {};\n", method_name(names_.of(program_.function(id))));
    text += operand_helper;
    for (const auto& f : program_.functions) declare(*f, text);
    return text + "\n";
  }

  /// Slow and resume forms are those of all variants.
  static constexpr const char* operand_helper =
      "\nHD_INLINE hd::Value hd_reg_or_const(const std::uint64_t* pc, int bit, int byte, const hd::Value* base,\n"
      "                                     const hd::Value* consts) {\n"
      "  const int variant = hd_ops[static_cast<std::uint16_t>(*pc)].variant;\n"
      "  return hd::load((variant >> bit & 1 ? consts : base)[hd_u16(pc, byte)]);\n"
      "}\n\n";

  void declare(const ir::Function& f, std::string& text) {
    const auto operation = [&](Form form, int variant) {
      text += format("HD_CC void {}(HD_ARGS);\n", FunctionWriter::name_of(module_, f, form, variant));
    };
    const bool op = f.kind == ir::FunctionKind::op;
    if (op && FunctionWriter::has_slow_form(module_, f))
      operation(Form::slow, 0);
    else if (!f.suspend_points.empty())
      operation(Form::resume, 0);
    if (op)
      for (int v = 0; v < ir::encode(f.operands).variants; ++v) operation(Form::direct, v);
    else
      text += (FunctionWriter::is_inline(f) ? "inline " : "") + FunctionWriter::signature(module_, f) + ";\n";
  }

  std::string inline_functions(Part& part) {
    std::string text;
    for (const auto& f : program_.functions)
      if (FunctionWriter::is_inline(*f)) text += "inline " + FunctionWriter(module_, part, *f, Form::direct).write();
    return text;
  }

  std::string class_table() {
    std::string refs, rows;
    const char* const sharings[] = {"machine", "local", "owned", "shared"};
    for (std::size_t i = 0; i < layout_.classes.size(); ++i) {
      const auto& c = layout_.classes[i];
      std::string list;
      for (const auto& slot : c.references)
        list += format("{}{{{}, {}}}", list.empty() ? "" : ", ", slot.offset, slot.is_value);
      if (!list.empty()) refs += format("const hd::RefSlot refs_{}[] = {{{}}};\n", i, list);
      rows += format("  {{{}, hd::ClassKind::{}, hd::ClassSharing::{}, {}, {}, {}, {}, {}}},\n", quoted(c.name),
                     c.is_array ? "array" : "fixed", c.type ? sharings[static_cast<int>(c.type->sharing)] : "machine",
                     c.size, c.references.size(), list.empty() ? "nullptr" : format("refs_{}", i), c.callable, c.stays);
    }
    return refs + "hd::ClassInfo classes[] = {\n" + rows + "};\n\n";
  }

  /// A call from its beginning, up to its arguments.
  std::string called(const ir::Function& f) const {
    return names_.of(f) + (f.suspend_points.empty() ? "(cx" : "(cx, nullptr");
  }

  /// What requests name; all travel in Values, which the routing pass saw to.
  std::string methods() {
    std::string text;
    for (ir::FunctionId id : module_.routed) {
      const ir::Function& f = program_.function(id);
      std::string args;
      for (int p = 0; p < f.nparams; ++p)
        args += ", " + decoded(f.regs[static_cast<std::size_t>(p)], format("args[{}]", p));
      const std::string call = called(f) + args;
      const bool value = has_value(f.result);
      std::string body;
      if (f.may_signal())
        body = value ? format("{} out; if ({}, &out)) return true; *result = {};", type_name(f.result), call,
                              encoded(f.result, "out"))
                     : format("if ({})) return true;", call);
      else
        body = value ? format("*result = {};", encoded(f.result, call + ")")) : call + ");";
      text += format(
          "const hd::MethodInfo {} = {{{}, {}, {},\n  []([[maybe_unused]] hd::Context* cx, const hd::MethodInfo*, "
          "[[maybe_unused]] const hd::Value* args, [[maybe_unused]] hd::Value* result) {{\n    {}\n    return "
          "false;\n  }}}};\n",
          method_name(names_.of(f)), quoted(f.name), f.nparams, f.has(sema::effect_writes), body);
    }
    return text + "\n";
  }

  std::string table_constants(Part& part) {
    std::string text = format("hd::Array* hd_tables[{}];\n\nvoid make_tables([[maybe_unused]] hd::Context* cx) {{\n",
                              std::max<std::size_t>(program_.tables.size(), 1));
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      const auto& table = program_.tables[i];
      const std::string element = type_name(table.type->element);
      text += format("  hd::array_new(cx, {}, sizeof({}), {}, &hd_tables[{}]);\n", table.type->class_id, element,
                     table.elements.size(), i);
      for (std::size_t e = 0; e < table.elements.size(); ++e) {
        const ir::Instr& c = table.elements[e];
        std::string v = c.op == ir::Op::const_str ? format("strings_of_{}[{}]", part.name, part.strings.index(c.text))
                        : c.op == ir::Op::const_float ? format("hd_f64(0x{:016x}ull)", bits_of(c.number))
                                                      : std::to_string(c.imm);
        text += format("  hd_tables[{}]->items<{}>()[{}] = {};\n", i, element, e, v);
      }
      text += format("  hd::keep_constant(cx, hd_tables[{}]);\n", i);
    }
    return text + "}\n\n";
  }

  /// What the assembler knows of the ops.
  std::string op_shapes() const {
    static const char* const kinds[] = {"reg", "reg_or_const", "constant", "imm", "imm32", "regs", "label"};
    std::string parts = "namespace {\n", rows;
    for (std::size_t k = 0; k < program_.ops.size(); ++k) {
      const ir::Function& op = program_.function(program_.ops[k]);
      const ir::OpShape shape = ir::op_shape(op);
      std::string operands, counts;
      for (const auto& o : shape.operands)
        operands += format("{}{{{}, hd::OperandKind::{}, {}, {}}}", operands.empty() ? "" : ", ", quoted(o.name),
                           kinds[static_cast<int>(o.kind)], o.byte, o.extent);
      for (const auto& c : shape.counts)
        counts += format("{}{{{}, {}, {}, {}, {}}}", counts.empty() ? "" : ", ", c.window, c.operand, c.before, c.more,
                         c.may_be_open);
      if (!operands.empty()) parts += format("const hd::OperandShape operands_{}[] = {{{}}};\n", k, operands);
      if (!counts.empty()) parts += format("const hd::CountShape counts_{}[] = {{{}}};\n", k, counts);
      rows +=
          format("  {{{}, {}, {}, {}, {}, {}, {}}},\n", quoted(ir::op_name(op)), shape.words, shape.goes_on,
                 shape.operands.size(), shape.counts.size(), operands.empty() ? "nullptr" : format("operands_{}", k),
                 counts.empty() ? "nullptr" : format("counts_{}", k));
    }
    if (rows.empty()) rows = "  {nullptr, 0, false, 0, 0, nullptr, nullptr},\n";
    return parts + "}  // namespace\nconst hd::OpShape hd_op_shapes[] = {\n" + rows + "};\n\n";
  }

  /// The body of `entry_main` of a VM that runs the tests.
  std::string test_calls() const {
    std::string text = "  (void)argv;\n  hd::TestCount count;\n";
    for (ir::FunctionId id : program_.tests) {
      const ir::Function& f = program_.function(id);
      text += format("  hd::run_test(cx, count, {}, [](hd::Context* cx) {{ {}{}); {}}});\n", quoted(f.shown_name),
                     f.may_signal() ? "return " : "", called(f), f.may_signal() ? "" : "return false; ");
    }
    return text + "  *status = hd::report_tests(count);\n  return false;\n}\n\n";
  }

  std::string entry_points(const std::string& list_value, const std::string& list_str) {
    const ir::Function& main = program_.function(program_.main);
    const ir::Function& error = program_.function(program_.guest_error);
    std::string text =
        format("bool entry_main(hd::Context* cx, hd::Object* argv, std::int64_t* status) {{\n  make_tables(cx);\n");
    const std::string argv = format("reinterpret_cast<{}>(argv)", type_name(main.regs[0]));
    if (options_.tests)
      text += test_calls();
    else if (main.may_signal())
      text += format("  return {}, {}, status);\n}}\n\n", called(main), argv);
    else
      text += format("  *status = {}, {});\n  return false;\n}}\n\n", called(main), argv);
    text += "hd::Value entry_error(hd::Context* cx, hd::Str* message) {\n";
    if (error.may_signal())
      text +=
          format("  hd::Value out;\n  if ({}, message, &out)) return cx->error;\n  return out;\n}}\n\n", called(error));
    else
      text += format("  return {}, message);\n}}\n\n", called(error));
    text +=
        "bool entry_callable([[maybe_unused]] hd::Context* cx, [[maybe_unused]] hd::Value f, [[maybe_unused]] "
        "hd::ValueList* args, [[maybe_unused]] hd::ValueList** result) {\n";
    if (program_.run_callable >= 0) {
      const ir::Function& run = program_.function(program_.run_callable);
      const std::string list = type_name(run.regs[1]);
      text += format("  return {}, f, reinterpret_cast<{}>(args), reinterpret_cast<{}*>(result));\n", called(run), list,
                     list);
    } else {
      text += "  return hd::raise_text(cx, \"the language has no function 'run_callable'\");\n";
    }
    text += "}\n\n";
    std::size_t nops = 0;
    for (ir::FunctionId id : program_.ops)
      nops += static_cast<std::size_t>(ir::encode(program_.function(id).operands).variants);
    text += format(
        "hd::Language language = {{{}, classes, {}, nullptr, 0, natives, {}, hd_ops, {}, hd_dispatch, {}, {}, {}, "
        "entry_main, entry_error, entry_callable, hd::run_machine}};\n\n",
        quoted(program_.language), layout_.classes.size(), program_.builtins.size(), nops, program_.roots.size(),
        list_value, list_str);
    return text;
  }

  std::string tables(Part& shared) {
    std::string body = "namespace {\n\n" + class_table();
    std::string list_value = "0", list_str = "0";
    for (std::size_t i = 0; i < layout_.classes.size(); ++i) {
      if (layout_.classes[i].name == "List<Value>") list_value = std::to_string(i);
      if (layout_.classes[i].name == "List<str>") list_str = std::to_string(i);
    }
    body += "const hd::NativeInfo natives[] = {\n";
    for (ir::FunctionId id : program_.builtins)
      body += format("  {{{}, [](hd::Context* cx, std::int64_t) {{ return {}); }}}},\n",
                     quoted(program_.function(id).shown_name), called(program_.function(id)));
    if (program_.builtins.empty()) body += "  {nullptr, nullptr},\n";
    body += "};\n\n}  // namespace\n\nconst hd::OpInfo hd_ops[] = {\n";
    std::string dispatch;
    for (ir::FunctionId id : program_.ops) {
      const ir::Function& op = program_.function(id);
      const auto encoding = ir::encode(op.operands);
      std::string operands;
      for (std::size_t i = 0; i < std::min(encoding.operands.size(), std::size(hd::OpInfo{}.operands)); ++i)
        operands += format("{}, ", encoding.operands[i].byte);
      for (int v = 0; v < encoding.variants; ++v) {
        body += format("  {{{}, {}, {}, {{{}}}, {}}},\n", quoted(op.name.substr(3)), encoding.words, v, operands,
                       ir::constant_operands(encoding, v));
        dispatch += format("  {},\n", FunctionWriter::name_of(module_, op, Form::direct, v));
      }
    }
    if (dispatch.empty()) {
      body += "  {nullptr, 0, 0, {}, 0},\n";
      dispatch = "  nullptr,\n";
    }
    body += "};\n\nhd::Operation hd_dispatch[] = {\n" + dispatch + "};\n\n" + op_shapes() + methods() +
            table_constants(shared);
    body += "namespace {\n\n" + entry_points(list_value, list_str) + "}  // namespace\n\n";
    return "#include \"language.h\"\n\n" + arrays(shared, "extern ") + body +
           "int main(int argc, char** argv) {\n  hd::machine_classes(classes);\n  return hd::vm_main(language, argc, "
           "argv);\n}\n";
  }

  ir::Program& program_;
  const ir::Layout& layout_;
  const Options& options_;
  Names names_;
  Module module_;
};

}  // namespace

std::vector<File> emit(ir::Program& program, const ir::Layout& layout, const source::SourceMap& sources,
                       const Options& options) {
  return Emitter(program, layout, sources, options).run();
}

}  // namespace heddle::cpp
