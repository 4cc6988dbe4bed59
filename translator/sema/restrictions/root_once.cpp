// root-once: only `main`, and functions reached only from `main`, may set a root. A bytecode, builtin, method, test, or
// anything else the machine calls may run in any context while others read the root.
#include "translator/sema/checker.h"

namespace heddle::sema {

namespace {

struct Uses {
  std::vector<std::pair<const Decl*, Span>> calls;
  std::vector<std::pair<const Decl*, Span>> roots;  // assigned
};

void collect(const Expr& e, Uses& uses) {
  if ((e.target == Target::function || e.target == Target::method) && e.decl) uses.calls.push_back({e.decl, e.span});
  if (e.kind == ExprKind::assign && e.kids[0]->target == Target::root)
    uses.roots.push_back({e.kids[0]->decl, e.kids[0]->span});
  if (e.target == Target::constructor && e.type)
    for (const auto& field : fields_of(e.type))
      if (field.initial) collect(*field.initial, uses);
  if (e.kind == ExprKind::assign && e.kids[0]->kind == ExprKind::index && e.kids[0]->target == Target::method)
    if (const Decl* set = set_method(e.kids[0]->kids[0]->type)) uses.calls.push_back({set, e.span});
  for (const auto& kid : e.kids) collect(*kid, uses);
  for (const auto& arm : e.arms) {
    if (arm.guard) collect(*arm.guard, uses);
    collect(*arm.body, uses);
  }
}

}  // namespace

void check_roots(Checker& checker) {
  const Program& program = checker.program;
  std::map<const Decl*, Uses> uses;
  std::vector<const Decl*> reached;
  std::map<const Decl*, std::pair<const Decl*, Span>> caller;  // how a reached function was reached
  for (const Decl* decl : program.functions) {
    if (decl->body) collect(*decl->body, uses[decl]);
    if (decl->kind == DeclKind::function && !decl->owner && decl != program.guest_error && decl != program.run_callable)
      continue;
    reached.push_back(decl);
    caller[decl] = {nullptr, {}};
  }
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const auto& [callee, span] : uses[reached[i]].calls)
      if (caller.emplace(callee, std::pair{reached[i], span}).second) reached.push_back(callee);
  for (const Decl* decl : program.functions) {
    if (!caller.count(decl)) continue;
    for (const auto& [root, span] : uses[decl].roots) {
      auto& report =
          checker.error(span, "the root '" + root->name + "' is set where other contexts may run already", "root-once");
      const Decl* at = decl;
      for (int steps = 0; steps < 12 && caller[at].first; ++steps) {
        report.note(caller[at].second, "'" + caller[at].first->name + "' gets here by calling '" + at->name + "'");
        at = caller[at].first;
      }
      report.note("set it in 'main', or in functions that only 'main' calls");
    }
  }
}

}  // namespace heddle::sema
