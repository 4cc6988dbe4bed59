// The state of lowering one function; its members are spread over statement.cpp, place.cpp,
// expression.cpp, call.cpp, match.cpp.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/sema/check.h"
#include "translator/sema/machine.h"
#include "translator/source/source_map.h"

namespace heddle::lower {

using ir::BlockId;
using ir::Instr;
using ir::Op;
using ir::Reg;
using sema::Type;
using sema::TypeKind;
using syntax::Decl;
using syntax::DeclKind;
using syntax::Expr;
using syntax::ExprKind;
using syntax::Target;

/// State shared by all functions of a program.
struct Shared {
  sema::Program& sema;
  const source::SourceMap& sources;
  ir::Program& program;
  std::map<const Decl*, ir::FunctionId> ids;
  std::map<const Decl*, int> roots;
  std::map<const Decl*, int> tables;
};

/// The instruction for a binary operator.
Op operator_of(const std::string& text);

class FunctionLowerer {
 public:
  FunctionLowerer(Shared& shared, Decl& decl, ir::Function& function)
      : s_(shared), decl_(decl), f_(function), declared_(&decl.locals) {}
  void run();
  /// An element of a constant array: one const_* instruction.
  static Instr constant(Shared& shared, const Expr& expr);

 private:
  // Emission
  BlockId block();
  void start(BlockId b) { current_ = b; }
  bool open() const;
  Reg reg(const Type* type, std::string name = "");
  Instr& add(Op op, source::Span span, Reg dst = ir::no_reg, std::vector<Reg> args = {});
  Reg make(Op op, const Type* type, source::Span span, std::vector<Reg> args = {});
  void jump(BlockId target, source::Span span);
  void branch(Reg condition, BlockId yes, BlockId no, source::Span span);
  void copy(Reg to, Reg from, source::Span span);
  Reg integer(std::int64_t value, const Type* type, source::Span span);
  Reg local(int slot);
  Reg null(const Type* type, source::Span span);
  Reg coerce(Reg value, const Type* from, const Type* to, source::Span span);
  sema::TypeTable& types() const { return s_.sema.types; }

  // statement.cpp
  void body();
  void statement(const Expr& e);
  void loop(const Expr& e);
  void for_loop(const Expr& e);
  void for_range(const Expr& e);
  void return_statement(const Expr& e);
  void fall_off(source::Span span);

  // place.cpp
  /// The target of an assignment. The expressions in it have been evaluated.
  struct Place {
    enum class Kind : std::uint8_t {
      local,
      root,
      open,
      operand,
      window,
      field,
      element,
      element_field,
      record_field,
      method
    };
    Kind kind = Kind::local;
    const Type* type = nullptr;  // of the value stored there
    int index = 0;               // field, operand or root
    Reg holder = ir::no_reg;     // variable, object or array
    Reg at = ir::no_reg;
    bool is_self = false;
    const Decl* decl = nullptr;    // method: `get`
    std::unique_ptr<Place> outer;  // field of a record: the place of the record
    source::Span span;
  };
  Place place(const Expr& target);
  Place index_place(const Expr& target);
  Place field_place(const Expr& target);
  Reg load(const Place& place);
  void store(const Place& place, Reg v);
  void assign(const Expr& e);
  Reg kept(Reg v, const Expr& later);
  std::vector<Reg> values(const Expr& e, std::size_t first);
  Reg element(Reg items, Reg at, const Type* of, const Type* type, source::Span span);
  Reg length(Reg items, const Type* of, source::Span span);

  // expression.cpp
  Reg value(const Expr& e);  // converted to `coerce`
  Reg plain(const Expr& e);  // of its own type
  Reg initial(const Expr& e, const Decl& holder);
  void into(const Expr& e, Reg result);  // converted, for branches; result may be no_reg
  void condition(const Expr& e, BlockId yes, BlockId no);
  Reg literal(const Expr& e);
  Reg name(const Expr& e);
  Reg member(const Expr& e);
  Reg index(const Expr& e);
  Reg binary(const Expr& e);
  Reg unary(const Expr& e);
  Reg cast(const Expr& e);
  Reg is_test(const Expr& e);
  Reg nil_test(const Expr& v, source::Span span);
  Reg array_literal(const Expr& e);
  Reg short_circuit(const Expr& e);
  void branch_into(const Expr& e, Reg result);

  // call.cpp
  Reg call(const Expr& e);
  Reg call_function(const Expr& e);
  Reg call_method(const Decl& method, Reg receiver, bool is_self, std::vector<Reg> args, source::Span span);
  Reg construct(const Expr& e, const Type* type, std::size_t first);
  Reg machine(const Expr& e);
  Reg intrinsic(sema::Machine id, const Type* result, std::vector<Reg> args, source::Span span);
  Reg instruction(Op op, const Expr& e, std::vector<Reg> args);
  Reg guest_call(const Expr& e);
  void emit(const Expr& e);
  Reg fields(const Expr& e, const Expr& receiver);
  Reg hashable(Reg v, source::Span span);
  void assertion(const Expr& e);
  void frame_statement(const Expr& e, Op op);

  // match.cpp
  void match_into(const Expr& e, Reg result);
  void test(const syntax::Pattern& p, Reg subject, BlockId yes, BlockId no);
  void bind(const syntax::Pattern& p, Reg subject);

  Shared& s_;
  Decl& decl_;
  ir::Function& f_;
  BlockId current_ = 0;
  BlockId handler_ = -1;
  std::vector<Reg> locals_;  // by slot of `declared_`; created on first use
  const std::vector<syntax::Local>* declared_;
  struct Loop {
    BlockId next, end;
  };
  std::vector<Loop> loops_;
};

}  // namespace heddle::lower
