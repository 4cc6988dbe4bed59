// Writes one function of the ir as C++.
//
// A function or builtin that may suspend takes a frame: the one that holds its state when it is resumed, or null when
// it starts. A function with `_resume` in its name calls it again to resume it. A bytecode is a template, so that its
// forms share one text: `op_X<0>`, `op_X<1>`, ... are its variants, which opcodes run; `op_X<hd_later>` is the bytecode
// from one of a variant's exits on (outline.h), or from where it was suspended. The differences between the forms are
// in the macros of runtime/code/ways_out.h.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "translator/backend/cpp/emit.h"
#include "translator/backend/cpp/names.h"
#include "translator/backend/cpp/order.h"
#include "translator/backend/cpp/outline.h"
#include "translator/backend/cpp/sites.h"
#include "translator/ir/encoding.h"
#include "translator/ir/faults.h"
#include "translator/ir/op_shape.h"

namespace heddle::cpp {

/// State shared by the functions of a program.
struct Module {
  ir::Program& program;
  const ir::Layout& layout;
  const source::SourceMap& sources;
  const Options& options;
  const Names& names;
  std::set<ir::FunctionId> routed;  // methods that requests name, collected as functions are written
  Strings strings;                  // named by the description's functions
  std::string places;               // definitions of the sites in inline functions
  std::string declared_places;      // and their declarations
};

/// Functions of one file, and the names they use, to be declared at its start.
struct Part {
  std::set<std::string> strings = {};
  bool emits = false;   // uses the numbers of bytecodes
  bool has_op = false;  // holds one, and nothing else
  std::string text = {};

  void add(const Part& other) {
    strings.insert(other.strings.begin(), other.strings.end());
    emits |= other.emits;
    text += other.text;
  }
};

class FunctionWriter {
 public:
  FunctionWriter(Module& module, Part& part, const ir::Function& function);
  /// The whole text, including all that must precede the function.
  std::string write();
  /// Returns true for an op that continues in a later form after an exit or a suspension.
  static bool has_later_form(const Module& module, const ir::Function& function);
  /// Returns true for leaf functions small enough to be copied into each file that calls them.
  static bool is_inline(const ir::Function& function);
  /// "bool fn_Table_get(Context* cx, O_Table* self, Value* out)"
  static std::string signature(const Module& module, const ir::Function& function);

 private:
  using Instr = ir::Instr;
  using Reg = ir::Reg;
  using Op = ir::Op;
  void line(const std::string& text) { out_ += "  " + text + "\n"; }
  void body();
  void block(std::size_t b);
  void instr(const Instr& i);
  void comment(source::Span span);
  std::string declarations() const;
  std::string resumption() const;

  // expression.cpp: the value that an instruction computes, as an expression; "" for those that are statements.
  std::string value(const Instr& i);
  std::string element(const Instr& i);
  std::string number(const Instr& i);
  std::string hash(const Instr& i);
  std::string compare(const Instr& i);
  std::string operand(const Instr& i);
  std::string arm_test(const ir::Type* payload, const std::string& v) const;

  // statement.cpp
  void check(const Instr& i);
  void object(const Instr& i);
  void array(const Instr& i);
  void emit_op(const Instr& i);

  // control.cpp: calls and ways out of a function
  void call(const Instr& i);
  void calls(const Instr& i);
  std::string spread_arguments(const Instr& i);
  void terminator(const Instr& i);
  void intrinsic(const Instr& i);
  void frame_register(const Instr& i);
  void check_count(const Instr& i, Reg count, const std::string& first);
  void declare_count(const Instr& i, const std::string& name, Reg count, const std::string& first);
  void enter(const Instr& i);
  void leave(const Instr& i);

  // forms.cpp: leaving a function, and resuming it
  void entries();
  void leave_variant(std::size_t exit);
  /// `call` may end abruptly; code after it runs only if it did not.
  void abrupt(const std::string& call, const Instr& i);
  std::string way_out(const Instr& i);
  void take_result(const Instr& i);
  /// Leaves with the error in cx->error, or jumps to the handler.
  std::string raise_here() const;
  /// The registers in `regs` that have variables, each preceded by a comma.
  std::string registers(const std::vector<Reg>& regs);
  static bool signals(const Module& module, const Instr& i);
  int frame_slots() const;
  bool is_exit(const Instr& i) const;

  // faults.cpp: how an author's mistake passes through a function; see runtime/value/fault.h
  bool may_fault(const Instr& i) const { return ir::may_fault(m_.program, i); }
  /// An inline function stands in the header, which must not change when lines of its module move: it refers to its
  /// sites by name.
  std::string site(const Instr& i) { return is_inline(f_) ? named_site(i) : sites_.of(i); }
  std::string named_site(const Instr& i);
  /// The statement `call`, which may throw a fault: the fault gets this site, or ends at the handler.
  void guarded(const std::string& call, const Instr& i);
  /// Returns true if the call is on the hot path of a bytecode, where clang should inline small functions.
  bool is_fast(const Instr& i) const { return is_op() && !block_->cold && i.op == Op::call && !is_exit(i); }
  /// Returns true if clang must be told to inline this call, as it inlines less into guarded calls. Of two functions
  /// that call each other only one may be inlined into the other, so a callee must be smaller than any caller of its
  /// kind.
  bool is_inlined_here(const Instr& call) const;
  void check_stack();
  /// The label to which the guarded calls of a bytecode jump after a fault.
  void fault_exit();
  std::string fault(const std::string& what, const Instr& i);
  /// Returns true if an error that this instruction passes on may come from a fault elsewhere.
  static bool passes_errors(const Instr& i) { return i.op == Op::call || i.op == Op::call_guest || i.op == Op::wait; }
  std::string place(const Instr& i) const { return quoted(ir::place(m_.program, i, m_.sources)); }
  std::string line_directive(source::Span span) const;
  void fault_if(const std::string& condition, const std::string& what, const Instr& i);
  /// A check that has a macro of its own: "INDEX", "NOT_NIL".
  void check_as(const std::string& name, const std::string& operands, const std::string& failed,
                const std::string& what, const Instr& i);
  std::string operand_index(const Instr& i) const { return operand_index(i.imm); }
  std::string operand_index(std::int64_t operand) const;
  std::string text(const Instr& i);
  /// The register as an expression: its variable, or the value that is written in its place.
  std::string r(Reg reg);
  /// The same, where no parentheses are needed.
  std::string bare(Reg reg);
  std::string a(const Instr& i, std::size_t n) { return r(i.args[n]); }
  /// All operands, each preceded by a comma.
  std::string list(const Instr& i, std::size_t from = 0);
  const std::string& class_id(int id) const { return m_.names.class_id(id); }
  const ir::Type* type(Reg reg) const { return f_.regs[static_cast<std::size_t>(reg)]; }
  bool has_variable(Reg reg) const { return has_value(type(reg)) && !inlined_[static_cast<std::size_t>(reg)]; }
  void set(const Instr& i, const std::string& expression) { line(r(i.dst) + " = " + expression + ";"); }
  void jump(ir::BlockId b) {
    if (b != next_) line("goto b" + std::to_string(b) + ";");
  }
  bool is_op() const { return f_.kind == ir::FunctionKind::op; }
  bool is_builtin() const { return f_.kind == ir::FunctionKind::builtin; }
  bool is_suspended() const { return !f_.suspend_points.empty(); }
  /// Returns true if the function keeps a frame while it waits there.
  bool is_resumed_at(const ir::SuspendPoint& point) const { return is_op() || !point.passes_on; }
  /// Returns true if the list is not made, since its values stay in the context's results.
  bool is_kept_result(Reg reg) const {
    return reg != ir::no_reg && !f_.kept_results.empty() && f_.kept_results[static_cast<std::size_t>(reg)];
  }
  bool is_hint(const Instr& i) const { return ir::is_hint(type(i.args[0]), i.imm); }
  void save_pc() {
    if (is_op()) line("cx->pc = pc;");
  }
  std::string op_or_not(const char* name) const { return std::string(is_op() ? "HD_OP_" : "HD_") + name; }

  Module& m_;
  Part& part_;
  const ir::Function& f_;
  ir::OpEncoding encoding_;
  std::optional<ir::KnownNumbers> known_;  // ops
  std::string out_;
  const ir::Block* block_ = nullptr;
  ir::BlockId next_ = -1;  // the block that is written after this one
  std::vector<Exit> exits_;
  std::vector<const Instr*> inlined_;
  Sites sites_;
  int named_sites_ = 0;
  int field_sites_ = 0;  // lookups in Fields so far
  std::vector<std::string> variables_;
  std::set<Reg> named_;                                         // registers whose variables the text uses
  bool names_abrupt_ = false;                                   // the text uses the variable `abrupt`
  bool faults_end_here_ = false;                                // the code of fault_exit is needed
  std::set<std::pair<source::FileId, std::size_t>> commented_;  // lines of the description already quoted
};

}  // namespace heddle::cpp
