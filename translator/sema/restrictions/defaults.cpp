// Defaults of fields run whenever an object is made, so one that makes the same object again would never end.
#include <algorithm>
#include <set>

#include "translator/sema/checker.h"

namespace heddle::sema {

std::vector<syntax::Field>& fields_of(const Type* type) {
  static std::vector<syntax::Field> none;
  if (!type->decl) return none;
  if (!type->union_type) return type->decl->fields;
  for (auto& variant : type->decl->variants)
    if (variant.type == type) return variant.fields;
  return none;
}

const Decl* set_method(const Type* holder) {
  if (holder->kind != TypeKind::object || !holder->decl || holder->union_type) return nullptr;
  for (const auto& method : holder->decl->methods)
    if (method->name == "set") return method.get();
  return nullptr;
}

namespace {

class Defaults {
 public:
  explicit Defaults(Checker& checker) : c_(checker) {}

  void field(const syntax::Field& field) {
    if (!field.initial || done_.count(&field)) return;
    if (!open_.insert(&field).second) {
      c_.error(field.span, "the default of '" + field.name + "' makes an object that needs this default again")
          .note("make it 'T?' with the default nil, or give no default");
      return;
    }
    visit(*field.initial);
    open_.erase(&field);
    done_.insert(&field);
  }

 private:
  void visit(const Expr& e) {
    if (e.target == Target::constructor && e.type)
      for (const auto& made : fields_of(e.type))
        if (std::find(e.labels.begin(), e.labels.end(), made.name) == e.labels.end()) field(made);
    for (const auto& kid : e.kids) visit(*kid);
    for (const auto& arm : e.arms) {
      if (arm.guard) visit(*arm.guard);
      visit(*arm.body);
    }
  }

  Checker& c_;
  std::set<const syntax::Field*> open_, done_;
};

}  // namespace

void check_defaults_end(Checker& checker) {
  Defaults defaults(checker);
  for (const auto& type : checker.types.all())
    for (const auto& field : fields_of(type.get())) defaults.field(field);
}

}  // namespace heddle::sema
