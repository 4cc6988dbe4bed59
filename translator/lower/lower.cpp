#include "translator/lower/lower.h"

#include <stdexcept>

#include "translator/ir/fold.h"
#include "translator/ir/instruction.h"
#include "translator/lower/function.h"

namespace heddle::lower {

namespace {

std::string full_name(const Decl& decl) {
  switch (decl.kind) {
    case DeclKind::op:
      return "op " + decl.name;
    case DeclKind::test:
      return "test " + decl.shown_name;
    default:
      return decl.owner ? decl.owner->name + "." + decl.name : decl.name;
  }
}

ir::FunctionKind kind_of(const Decl& decl) {
  switch (decl.kind) {
    case DeclKind::op:
      return ir::FunctionKind::op;
    case DeclKind::test:
      return ir::FunctionKind::test;
    case DeclKind::builtin:
      return ir::FunctionKind::builtin;
    default:
      return decl.owner ? ir::FunctionKind::method : ir::FunctionKind::function;
  }
}

void declare_functions(Shared& shared) {
  ir::Program& program = shared.program;
  for (Decl* decl : shared.sema.functions) {
    auto function = std::make_unique<ir::Function>();
    function->id = static_cast<ir::FunctionId>(program.functions.size());
    function->kind = kind_of(*decl);
    function->name = full_name(*decl);
    function->shown_name = decl->shown_name.empty() ? decl->name : decl->shown_name;
    shared.ids[decl] = function->id;
    if (decl == shared.sema.main) program.main = function->id;
    if (decl == shared.sema.guest_error) program.guest_error = function->id;
    if (decl == shared.sema.run_callable) program.run_callable = function->id;
    if (decl->kind == DeclKind::op) program.ops.push_back(function->id);
    if (decl->kind == DeclKind::builtin) program.builtins.push_back(function->id);
    if (decl->kind == DeclKind::test) program.tests.push_back(function->id);
    program.functions.push_back(std::move(function));
  }
}

void declare_data(Shared& shared) {
  for (Decl* root : shared.sema.roots) {
    shared.roots[root] = static_cast<int>(shared.program.roots.size());
    shared.program.roots.push_back({root->name, root->type});
  }
  for (Decl* constant : shared.sema.constants) {
    if (constant->type->kind != TypeKind::array) continue;
    shared.tables[constant] = static_cast<int>(shared.program.tables.size());
    ir::TableConstant table{constant->name, constant->type, {}};
    for (const auto& element : constant->body->kids)
      table.elements.push_back(FunctionLowerer::constant(shared, *element));
    shared.program.tables.push_back(std::move(table));
  }
}

}  // namespace

Instr FunctionLowerer::constant(Shared& shared, const Expr& expr) {
  ir::Function scratch;
  Decl holder;
  FunctionLowerer lowerer(shared, holder, scratch);
  lowerer.start(lowerer.block());
  lowerer.value(expr);
  std::vector<const Instr*> known(scratch.regs.size(), nullptr);
  const Instr* last = nullptr;
  for (Instr& instr : scratch.blocks[0].instrs) {
    if (instr.op == Op::box) continue;  // the table's type implies that its elements are Values
    if (!ir::is_constant(instr.op) && !ir::fold(instr, known, scratch)) break;
    known[static_cast<std::size_t>(instr.dst)] = last = &instr;
  }
  if (!last) throw std::logic_error("an element of a constant array is not constant");
  return *last;
}

ir::Program lower(sema::Program& program, const source::SourceMap& sources) {
  ir::Program out;
  out.language = program.language;
  out.types = &program.types;
  out.folders = program.folders;
  Shared shared{program, sources, out, {}, {}, {}};
  declare_functions(shared);
  declare_data(shared);
  for (Decl* decl : program.functions) FunctionLowerer(shared, *decl, out.function(shared.ids.at(decl))).run();
  return out;
}

}  // namespace heddle::lower
