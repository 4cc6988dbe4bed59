#include "translator/backend/cpp/emit.h"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "runtime/abi/layout.h"
#include "translator/backend/cpp/divide.h"
#include "translator/backend/cpp/function.h"

namespace heddle::cpp {

using fmt::format;
using sema::TypeKind;

namespace {

// The most C++ in a compiled file: partN.cpp and opsN.cpp of a large language, and the only one of a small language.
// Each takes some seconds.
constexpr std::size_t part_bytes = 420'000, ops_bytes = 110'000, small_bytes = 200'000;

/// Infinities and NaN have no literals.
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
        names_(program, layout),
        module_{program, layout, sources, options, names_, {}, {}, {}, {}} {}

  std::vector<File> run() {
    write_functions();
    Part shared;
    const std::string inlined = inline_functions(shared);  // before the header, which declares the names they use
    std::vector<File> files = {{"language.h", header(shared) + inlined}, {"ops.h", opcodes()}};
    for (const auto& [name, part] : parts_)
      files.push_back({name + ".inc", (part.emits ? "#include \"ops.h\"\n" : "") + declared(part) + part.text});
    for (const auto& [name, parts] : compiled_together()) {
      std::string text = "#include \"language.h\"\n\n";
      for (const std::string& part : parts) text += format("#include \"{}.inc\"\n", part);
      files.push_back({name + ".cpp", text});
    }
    files.push_back({"tables.cpp", tables()});
    for (File& file : files) file.text = format("// {}{}{}", file.name, heading_end, file.text);
    return files;
  }

 private:
  /// Writes each op into a file of its own, "lua_ops_tables.GetField", and the other functions of a module into one,
  /// "lua_ops_tables", or if they are too many into a few.
  void write_functions() {
    std::map<std::string, std::vector<Member>> modules;
    std::map<std::string, Part> functions;
    for (const auto& f : program_.functions) {
      const std::string module = plain(f->module_name), name = names_.of(*f);
      if (f->kind == ir::FunctionKind::op) {
        Part& part = parts_[format("{}.{}", module, name.substr(3))];
        part.text = FunctionWriter(module_, part, *f).write();
        part.has_op = true;
      } else if (!FunctionWriter::is_inline(*f)) {
        Part& part = functions[name];
        part.text = FunctionWriter(module_, part, *f).write();
        modules[module].push_back({name, part.text.size()});
      }
    }
    for (const auto& [module, members] : modules)
      for (const auto& [file, names] : divide(module, members, part_bytes))
        for (const std::string& name : names) parts_[file].add(functions[name]);
  }

  /// Names the files to be compiled, each with the files that it includes. A small language is one. In a larger one,
  /// bytecodes are compiled apart from other functions and in smaller files, as they are changed most often.
  std::map<std::string, std::vector<std::string>> compiled_together() const {
    std::vector<Member> all, ops, others;
    std::size_t bytes = 0;
    for (const auto& [name, part] : parts_) {
      all.push_back({name, part.text.size()});
      (part.has_op ? ops : others).push_back(all.back());
      bytes += part.text.size();
    }
    if (bytes <= small_bytes) return divide("part", all, small_bytes);
    auto files = divide("part", others, part_bytes);
    files.merge(divide("ops", ops, ops_bytes));
    return files;
  }

  /// Declarations of the strings that functions use.
  static std::string declared(const Part& part) {
    std::string names;
    for (const std::string& name : part.strings) names += (names.empty() ? "" : ", ") + name;
    return names.empty() ? "\n" : format("extern hd_string {};\n\n", names);
  }

  std::string string_definitions() const {
    std::string text;
    for (const auto& [name, string] : module_.strings.texts_by_name())
      text +=
          format("extern hd_string {0};\nhd_string {0} = hd::intern({1}, {2});\n", name, quoted(string), string.size());
    return text + "\n";
  }

  /// What `emit` statements need to know, in a file of its own: a change to the ops affects no other functions.
  std::string opcodes() const {
    std::string text = "// The bytecodes by number.\n#pragma once\n";
    int opcode = 0, shape = 0;
    for (ir::FunctionId id : program_.ops) {
      const ir::Function& op = program_.function(id);
      const std::string name = names_.of(op).substr(3);
      text += format("constexpr std::uint32_t opcode_{0} = {1}, shape_{0} = {2};\n", name, opcode, shape++);
      opcode += ir::encode(op.operands).variants;
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
      text += format("struct {} : Object {{\n  static constexpr std::size_t bytes = {};\n", struct_name(t.get()),
                     layout_.size_of_object(t.get()));
      for (const auto& field : t->fields) text += format("  {} f_{};\n", type_name(field.type), plain(field.name));
      text += "};\n";
      for (std::size_t i = 0; i < t->fields.size(); ++i)
        text += format("static_assert(offsetof({}, f_{}) == {});\n", struct_name(t.get()), plain(t->fields[i].name),
                       layout_.field_offset(t.get(), static_cast<int>(i)));
    }
    return text;
  }

  std::string header(const Part& inlined) {
    std::string text =
        format("// The language {}.\n#pragma once\n#include \"runtime/generated.h\"\n\n", program_.language);
    text +=
        "#pragma clang diagnostic ignored \"-Winvalid-offsetof\"\n"
        "#pragma clang diagnostic ignored \"-Wmacro-redefined\"  // in_X: each function has its own\n\n";
    text += names_.constants(program_) + "\n" + structs();
    text += "\nextern Array* hd_tables[];\n" + module_.declared_places + declared(inlined);
    for (ir::FunctionId id : module_.routed)
      text += format("extern const hd::MethodInfo {};\n", method_name(names_.of(program_.function(id))));
    for (const auto& f : program_.functions)
      if (f->kind != ir::FunctionKind::op)
        text += (FunctionWriter::is_inline(*f) ? "inline " : "") + FunctionWriter::signature(module_, *f) + ";\n";
    return text + "\n";
  }

  std::string inline_functions(Part& part) {
    std::string text;
    for (const auto& f : program_.functions)
      if (FunctionWriter::is_inline(*f)) text += FunctionWriter(module_, part, *f).write();
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

  /// The start of a call, up to its arguments.
  std::string called(const ir::Function& f) const {
    return names_.of(f) + (f.suspend_points.empty() ? "(cx" : "(cx, nullptr");
  }

  /// The methods that requests name; the routing pass has ensured that arguments and results fit Values.
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
      if (f.may_be_abrupt())
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

  std::string table_constants() {
    std::string text = format("hd::Array* hd_tables[{}];\n\nvoid make_tables([[maybe_unused]] hd::Context* cx) {{\n",
                              std::max<std::size_t>(program_.tables.size(), 1));
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      const auto& table = program_.tables[i];
      const std::string element = type_name(table.type->element);
      text += format("  hd::array_new(cx, {}, sizeof({}), {}, &hd_tables[{}]);\n", table.type->class_id, element,
                     table.elements.size(), i);
      for (std::size_t e = 0; e < table.elements.size(); ++e) {
        const ir::Instr& c = table.elements[e];
        std::string v = c.op == ir::Op::const_str     ? module_.strings.name(c.text)
                        : c.op == ir::Op::const_float ? format("hd_f64(0x{:016x}ull)", bits_of(c.number))
                                                      : std::to_string(c.imm);
        text += format("  hd_tables[{}]->items<{}>()[{}] = {};\n", i, element, e, v);
      }
      text += format("  hd::keep_constant(cx, hd_tables[{}]);\n", i);
    }
    return text + "}\n\n";
  }

  /// The requirements of the ops, for the assembler.
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

  /// The body of `entry_main` in a VM that runs the tests.
  std::string test_calls() const {
    std::string text = "  (void)argv;\n  hd::TestCount count;\n";
    for (ir::FunctionId id : program_.tests) {
      const ir::Function& f = program_.function(id);
      text += format("  hd::run_test(cx, count, {}, [](hd::Context* cx) {{ {}{}); {}}});\n", quoted(f.shown_name),
                     f.may_be_abrupt() ? "return " : "", called(f), f.may_be_abrupt() ? "" : "return false; ");
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
    else if (main.may_be_abrupt())
      text += format("  return {}, {}, status);\n}}\n\n", called(main), argv);
    else
      text += format("  *status = {}, {});\n  return false;\n}}\n\n", called(main), argv);
    text += "hd::Value entry_error(hd::Context* cx, hd::Str* message, [[maybe_unused]] hd::Failure failure) {\n";
    const char* const kind = error.nparams > 1 ? ", static_cast<std::int32_t>(failure)" : "";
    if (error.may_be_abrupt())
      text += format("  hd::Value out;\n  if ({}, message{}, &out)) return cx->error;\n  return out;\n}}\n\n",
                     called(error), kind);
    else
      text += format("  return {}, message{});\n}}\n\n", called(error), kind);
    text +=
        "bool entry_callable([[maybe_unused]] hd::Context* cx, [[maybe_unused]] hd::Value f, [[maybe_unused]] "
        "hd::ValueList* args, [[maybe_unused]] hd::ValueList** result) {\n";
    if (program_.run_callable >= 0) {
      const ir::Function& run = program_.function(program_.run_callable);
      const std::string list = type_name(run.regs[1]);
      const std::string call = format("{}, f, reinterpret_cast<{}>(args)", called(run), list);
      if (run.may_be_abrupt())
        text += format("  return {}, reinterpret_cast<{}*>(result));\n", call, list);
      else
        text += format("  *result = reinterpret_cast<hd::ValueList*>({}));\n  return false;\n", call);
    } else {
      text += "  return hd::cannot_run(cx);\n";
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

  std::string tables() {
    std::string body;
    for (ir::FunctionId id : program_.ops)
      body += format("template <int form>\nHD_CC void {}(HD_ARGS);\n", names_.of(program_.function(id)));
    body += "\nnamespace {\n\n" + class_table();
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
    for (std::size_t k = 0; k < program_.ops.size(); ++k) {
      const ir::Function& op = program_.function(program_.ops[k]);
      const auto encoding = ir::encode(op.operands);
      std::string operands;
      for (std::size_t i = 0; i < std::min(encoding.operands.size(), std::size(hd::OpInfo{}.operands)); ++i)
        operands += format("{}, ", encoding.operands[i].byte);
      for (int v = 0; v < encoding.variants; ++v) {
        body += format("  {{{}, {}, {}, {{{}}}, {}}},\n", k, encoding.words, v, operands,
                       ir::constant_operands(encoding, v));
        dispatch += format("  {},\n", format("{}<{}>", names_.of(op), v));
      }
    }
    if (dispatch.empty()) {
      body += "  {0, 0, 0, {}, 0},\n";
      dispatch = "  nullptr,\n";
    }
    body +=
        "};\n\nhd::Operation hd_dispatch[] = {\n" + dispatch + "};\n\n" + op_shapes() + methods() + table_constants();
    body += "namespace {\n\n" + entry_points(list_value, list_str) + "}  // namespace\n\n";
    return "#include \"language.h\"\n\n" + string_definitions() + module_.places + "\n" + body +
           "int main(int argc, char** argv) {\n  hd::machine_classes(classes);\n  return hd::vm_main(language, argc, "
           "argv);\n}\n";
  }

  ir::Program& program_;
  const ir::Layout& layout_;
  const Options& options_;
  Names names_;
  Module module_;
  std::map<std::string, Part> parts_;  // by the name of its file
};

}  // namespace

std::vector<File> emit(ir::Program& program, const ir::Layout& layout, const source::SourceMap& sources,
                       const Options& options) {
  return Emitter(program, layout, sources, options).run();
}

}  // namespace heddle::cpp
