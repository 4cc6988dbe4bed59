// Assignment: a place is evaluated once, then read (compound assignment) and written.
//
// `boxes.next().items[pick()] += 1` calls `next` and `pick` once each. A record is a value: to change a field of a
// record that is not a variable, the record is read, the copy changed, and written back to its place.
#include "translator/lower/function.h"

namespace heddle::lower {

namespace {

int field_named(const Type* type, const char* name) {
  for (std::size_t i = 0; i < type->fields.size(); ++i)
    if (type->fields[i].name == name) return static_cast<int>(i);
  return 0;
}

const Decl* method_named(const Decl& type, const char* name) {
  for (const auto& method : type.methods)
    if (method->name == name) return method.get();
  return nullptr;
}

/// Returns true if `e` assigns the variable, or a field of the record it holds.
bool assigns(const Expr& e, int slot) {
  if (e.kind == ExprKind::assign) {
    const Expr* base = e.kids[0].get();
    while (base->kind == ExprKind::member && !base->kids.empty()) base = base->kids[0].get();
    if (base->target == Target::local && base->local == slot) return true;
  }
  for (const auto& kid : e.kids)
    if (assigns(*kid, slot)) return true;
  for (const auto& arm : e.arms)
    if ((arm.guard && assigns(*arm.guard, slot)) || assigns(*arm.body, slot)) return true;
  return false;
}

}  // namespace

/// `v`, or a copy of it if `v` is a variable that `later` assigns before `v` is used.
Reg FunctionLowerer::kept(Reg v, const Expr& later) {
  for (std::size_t slot = 0; slot < locals_.size(); ++slot) {
    if (locals_[slot] != v || v == ir::no_reg || !assigns(later, static_cast<int>(slot))) continue;
    const Reg copied = reg(f_.regs[static_cast<std::size_t>(v)]);
    copy(copied, v, later.span);
    return copied;
  }
  return v;
}

/// Evaluates `kids` from `first` on, left to right.
std::vector<Reg> FunctionLowerer::values(const Expr& e, std::size_t first) {
  std::vector<Reg> all;
  for (std::size_t i = first; i < e.kids.size(); ++i) {
    for (Reg& before : all) before = kept(before, *e.kids[i]);
    all.push_back(value(*e.kids[i]));
  }
  return all;
}

FunctionLowerer::Place FunctionLowerer::index_place(const Expr& target) {
  Place place;
  place.type = target.type;
  place.span = target.span;
  if (target.target == Target::operand) {
    place.kind = Place::Kind::window;
    place.index = target.local;
    place.at = value(*target.kids[1]);
    return place;
  }
  place.holder = kept(plain(*target.kids[0]), *target.kids[1]);
  place.at = value(*target.kids[1]);
  place.kind = Place::Kind::element;
  if (target.target == Target::method) {
    place.kind = Place::Kind::method;
    place.decl = target.decl;
    place.is_self = target.kids[0]->kind == ExprKind::self_ref;
  }
  return place;
}

FunctionLowerer::Place FunctionLowerer::field_place(const Expr& target) {
  Place place;
  place.type = target.type;
  place.span = target.span;
  place.index = target.local;
  if (target.kind != ExprKind::member) {
    place.kind = Place::Kind::field;
    place.holder = local(0);
    return place;
  }
  const Expr& holder = *target.kids[0];
  if (holder.type->kind != TypeKind::record) {
    place.kind = Place::Kind::field;
    place.holder = plain(holder);
    return place;
  }
  place.outer = std::make_unique<Place>(this->place(holder));
  place.kind = place.outer->kind == Place::Kind::element ? Place::Kind::element_field : Place::Kind::record_field;
  return place;
}

FunctionLowerer::Place FunctionLowerer::place(const Expr& target) {
  if (target.kind == ExprKind::index) return index_place(target);
  if (target.target == Target::field) return field_place(target);
  Place place;
  place.type = target.type;
  place.span = target.span;
  place.index = target.local;
  switch (target.target) {
    case Target::local:
      place.kind = Place::Kind::local;
      place.holder = local(target.local);
      return place;
    case Target::root:
      place.kind = Place::Kind::root;
      place.index = s_.roots.at(target.decl);
      return place;
    case Target::operand:
      place.kind = Place::Kind::operand;
      return place;
    case Target::machine:
      place.kind = Place::Kind::open;
      return place;
    default:
      break;
  }
  place.kind = Place::Kind::local;  // a record without a name: its field is changed in the temporary
  place.holder = value(target);
  return place;
}

Reg FunctionLowerer::load(const Place& place) {
  auto made = [&](Op op, std::vector<Reg> args) {
    const Reg dst = reg(place.type);
    add(op, place.span, dst, std::move(args)).imm = place.index;
    return dst;
  };
  switch (place.kind) {
    case Place::Kind::local:
      return place.holder;
    case Place::Kind::root:
      return made(Op::root_get, {});
    case Place::Kind::open:
      return intrinsic(sema::Machine::frame_open, place.type, {}, place.span);
    case Place::Kind::operand:
      return made(Op::operand_get, {});
    case Place::Kind::window:
      return made(Op::window_get, {place.at});
    case Place::Kind::field:
      return made(Op::get_field, {place.holder});
    case Place::Kind::element:
      return make(Op::array_get, place.type, place.span, {place.holder, place.at});
    case Place::Kind::element_field:
      return made(Op::array_get_field, {place.outer->holder, place.outer->at});
    case Place::Kind::record_field:
      return made(Op::record_get, {load(*place.outer)});
    case Place::Kind::method:
      return call_method(*place.decl, place.holder, place.is_self, {place.at}, place.span);
  }
  return ir::no_reg;
}

void FunctionLowerer::store(const Place& place, Reg v) {
  auto done = [&](Op op, std::vector<Reg> args) { add(op, place.span, ir::no_reg, std::move(args)).imm = place.index; };
  switch (place.kind) {
    case Place::Kind::local:
      return copy(place.holder, v, place.span);
    case Place::Kind::root:
      return done(Op::root_set, {v});
    case Place::Kind::open:
      intrinsic(sema::Machine::frame_set_open, types().unit(), {v}, place.span);
      return;
    case Place::Kind::operand:
      return done(Op::operand_set, {v});
    case Place::Kind::window:
      return done(Op::window_set, {place.at, v});
    case Place::Kind::field:
      return done(Op::set_field, {place.holder, v});
    case Place::Kind::element:
      add(Op::array_set, place.span, ir::no_reg, {place.holder, place.at, v});
      return;
    case Place::Kind::element_field:
      return done(Op::array_set_field, {place.outer->holder, place.outer->at, v});
    case Place::Kind::record_field: {
      const Reg record = load(*place.outer);
      done(Op::record_set, {record, v});
      if (place.outer->kind != Place::Kind::local) store(*place.outer, record);
      return;
    }
    case Place::Kind::method:
      call_method(*method_named(*place.decl->owner, "set"), place.holder, place.is_self, {place.at, v}, place.span);
      return;
  }
}

void FunctionLowerer::assign(const Expr& e) {
  const Expr& target = *e.kids[0];
  if (e.text == "=") {
    const Reg v = kept(value(*e.kids[1]), target);
    if (open()) store(place(target), v);
    return;
  }
  Place to = place(target);
  for (Place* p = &to; p; p = p->outer.get()) {
    if (p->kind != Place::Kind::local) p->holder = kept(p->holder, *e.kids[1]);
    p->at = kept(p->at, *e.kids[1]);
  }
  const Reg before = kept(load(to), *e.kids[1]);
  const Reg by = value(*e.kids[1]);
  if (target.type->kind == TypeKind::str) return store(to, make(Op::str_concat, target.type, e.span, {before, by}));
  store(to, make(operator_of(e.text.substr(0, e.text.size() - 1)), target.type, e.span, {before, by}));
}

/// The element at index `at` of what a `for` iterates over.
Reg FunctionLowerer::element(Reg items, Reg at, const Type* of, const Type* type, source::Span span) {
  if (of->kind != TypeKind::object)
    return make(of->kind == TypeKind::str ? Op::str_get : Op::array_get, type, span, {items, at});
  const int field = field_named(of, "items");
  const Reg array = reg(of->fields[static_cast<std::size_t>(field)].type);
  add(Op::get_field, span, array, {items}).imm = field;
  return make(Op::array_get, type, span, {array, at});
}

/// The length of what a `for` iterates over; for a List, its current length.
Reg FunctionLowerer::length(Reg items, const Type* of, source::Span span) {
  if (of->kind != TypeKind::object)
    return make(of->kind == TypeKind::str ? Op::str_len : Op::array_len, types().i64(), span, {items});
  const Reg n = reg(types().i64());
  add(Op::get_field, span, n, {items}).imm = field_named(of, "len");
  return n;
}

}  // namespace heddle::lower
