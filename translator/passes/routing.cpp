// Makes every request fit the form in which it is sent.
//
// A request carries the receiver and a few more Values, and one Value comes back. Methods, however, may take and return
// records, and take any number of arguments. Before:
//     %e: Entry = route Table.next %t, %key            // Entry is a record
// after:
//     %o: Entry (sent) = route Table.next (routed) %t, %key
//     %k = get_field .key %o ...                        // all fields
//     %e: Entry = record_make %k, ...
// `Table.next (routed)` is a new method that calls `Table.next` and puts the record's fields into a new shared object,
// which any context may read. Records among the arguments, and arguments beyond the limit, are sent in such objects
// too. Local calls still call the method itself.
// Afterwards each route has at most `most_arguments` arguments, counting the receiver, and each of them and the result
// is one word and a tag.
#include <map>

#include "runtime/abi/layout.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;
using hd::most_arguments;
using sema::TypeKind;

namespace {

class Router {
 public:
  explicit Router(Program& program) : program_(program) {}

  void run() {
    for (std::size_t i = 0; i < program_.functions.size(); ++i) {  // grows as methods are added here
      Function& f = *program_.functions[i];
      for (std::size_t b = 0; b < f.blocks.size(); ++b) rewrite(f, f.blocks[b]);
    }
  }

 private:
  static bool is_record(const Type* type) { return type && type->kind == TypeKind::record; }

  static bool fits(const Function& method) {
    if (is_record(method.result) || method.nparams > most_arguments) return false;
    for (int i = 0; i < method.nparams; ++i)
      if (is_record(method.regs[static_cast<std::size_t>(i)])) return false;
    return true;
  }

  static Reg add_reg(Function& f, const Type* type) {
    f.regs.push_back(type);
    f.reg_names.emplace_back();
    return static_cast<Reg>(f.regs.size()) - 1;
  }

  static Instr instr(Op op, Reg dst, std::vector<Reg> args, source::Span span, std::int64_t imm = 0) {
    Instr made;
    made.op = op;
    made.dst = dst;
    made.args = std::move(args);
    made.span = span;
    made.imm = imm;
    return made;
  }

  /// The shared object type with these fields.
  const Type* parcel(const std::string& name, const std::vector<sema::FieldInfo>& fields) {
    const auto known = parcels_.find(name);
    if (known != parcels_.end()) return known->second;
    sema::Type* type = program_.types->declare(TypeKind::object, name);
    type->sharing = sema::Sharing::shared;
    for (const auto& field : fields) type->fields.push_back({field.name, field.type, sema::FieldKind::let, false});
    return parcels_[name] = type;
  }

  const Type* parcel(const Type* record) { return parcel(record->name + " (sent)", record->fields); }

  /// Creates an object with the record's fields.
  Reg pack(Function& f, std::vector<Instr>& out, Reg record, source::Span span) {
    const Type* from = f.regs[static_cast<std::size_t>(record)];
    std::vector<Reg> fields;
    for (std::size_t i = 0; i < from->fields.size(); ++i) {
      fields.push_back(add_reg(f, from->fields[i].type));
      out.push_back(instr(Op::record_get, fields.back(), {record}, span, static_cast<std::int64_t>(i)));
    }
    return make_object(f, out, parcel(from), std::move(fields), span);
  }

  Reg make_object(Function& f, std::vector<Instr>& out, const Type* type, std::vector<Reg> fields, source::Span span) {
    const Reg object = add_reg(f, type);
    out.push_back(instr(Op::new_object, object, std::move(fields), span));
    out.back().type = type;
    return object;
  }

  std::vector<Reg> fields_of(Function& f, std::vector<Instr>& out, Reg object, source::Span span) {
    const Type* from = f.regs[static_cast<std::size_t>(object)];
    std::vector<Reg> fields;
    for (std::size_t i = 0; i < from->fields.size(); ++i) {
      fields.push_back(add_reg(f, from->fields[i].type));
      out.push_back(instr(Op::get_field, fields.back(), {object}, span, static_cast<std::int64_t>(i)));
    }
    return fields;
  }

  /// Rebuilds in register `record` the record whose fields the object holds.
  void unpack(Function& f, std::vector<Instr>& out, Reg record, Reg object, source::Span span) {
    std::vector<Reg> fields = fields_of(f, out, object, span);
    out.push_back(instr(Op::record_make, record, std::move(fields), span));
    out.back().type = f.regs[static_cast<std::size_t>(record)];
  }

  /// The types of the arguments as sent, with those beyond the limit in one object.
  std::vector<const Type*> sent_types(const Function& method) {
    std::vector<const Type*> types;
    for (int i = 0; i < method.nparams; ++i) {
      const Type* type = method.regs[static_cast<std::size_t>(i)];
      types.push_back(is_record(type) ? parcel(type) : type);
    }
    if (types.size() <= most_arguments) return types;
    std::vector<sema::FieldInfo> rest;
    for (std::size_t i = most_arguments - 1; i < types.size(); ++i)
      rest.push_back({"argument" + std::to_string(i), types[i], sema::FieldKind::let, false});
    types.resize(most_arguments - 1);
    types.push_back(parcel(method.name + " (arguments)", rest));
    return types;
  }

  /// The version of the method whose arguments and result can be sent.
  FunctionId routed(FunctionId id) {
    const auto known = routed_.find(id);
    if (known != routed_.end()) return known->second;
    const Function& method = program_.function(id);
    auto made = std::make_unique<Function>();
    Function& f = *made;
    f.id = static_cast<FunctionId>(program_.functions.size());
    f.kind = FunctionKind::method;
    f.name = method.name + " (routed)";
    f.shown_name = method.shown_name;
    f.self = method.self;
    f.result = is_record(method.result) ? parcel(method.result) : method.result;
    f.span = method.span;
    f.module_name = method.module_name;
    f.effects = method.effects | sema::effect_allocates;
    f.blocks.resize(1);
    for (const Type* type : sent_types(method)) add_reg(f, type);
    f.nparams = static_cast<int>(f.regs.size());
    body(f, method);
    const FunctionId made_id = f.id;
    program_.functions.push_back(std::move(made));
    return routed_[id] = made_id;
  }

  void body(Function& f, const Function& method) {
    std::vector<Instr>& out = f.blocks[0].instrs;
    std::vector<Reg> args;
    for (Reg i = 0; i < f.nparams; ++i) args.push_back(i);
    if (method.nparams > most_arguments) {
      const Reg rest = args.back();
      args.pop_back();
      for (Reg field : fields_of(f, out, rest, method.span)) args.push_back(field);
    }
    for (std::size_t i = 0; i < args.size(); ++i) {
      if (!is_record(method.regs[i])) continue;
      const Reg record = add_reg(f, method.regs[i]);
      unpack(f, out, record, args[i], method.span);
      args[i] = record;
    }
    const bool returns = f.result && f.result->kind != TypeKind::unit;
    const Reg result = returns ? add_reg(f, method.result) : no_reg;
    out.push_back(instr(Op::call, result, std::move(args), method.span));
    out.back().callee = method.id;
    out.back().type = method.self;
    std::vector<Reg> returned;
    if (returns) returned = {is_record(method.result) ? pack(f, out, result, method.span) : result};
    out.push_back(instr(Op::ret, no_reg, std::move(returned), method.span));
  }

  void rewrite(Function& f, Block& block) {
    std::vector<Instr> out;
    for (Instr& i : block.instrs) {
      if (i.op != Op::route || fits(program_.function(i.callee))) {
        out.push_back(std::move(i));
        continue;
      }
      send(f, out, std::move(i));
    }
    block.instrs = std::move(out);
  }

  void send(Function& f, std::vector<Instr>& out, Instr route) {
    for (Reg& arg : route.args)
      if (is_record(f.regs[static_cast<std::size_t>(arg)])) arg = pack(f, out, arg, route.span);
    const FunctionId to = routed(route.callee);
    if (route.args.size() > most_arguments) {
      std::vector<Reg> rest(route.args.begin() + most_arguments - 1, route.args.end());
      route.args.resize(most_arguments - 1);
      const Type* type = program_.function(to).regs[most_arguments - 1];
      route.args.push_back(make_object(f, out, type, std::move(rest), route.span));
    }
    route.callee = to;
    const Reg record = route.dst;
    const bool unpacks = record != no_reg && is_record(f.regs[static_cast<std::size_t>(record)]);
    if (unpacks) route.dst = add_reg(f, program_.function(to).result);
    const Reg object = route.dst;
    const source::Span span = route.span;
    out.push_back(std::move(route));
    if (unpacks) unpack(f, out, record, object, span);
  }

  Program& program_;
  std::map<std::string, const Type*> parcels_;
  std::map<FunctionId, FunctionId> routed_;
};

}  // namespace

void routing(Program& program) { Router(program).run(); }

}  // namespace heddle::passes
