// One function of the ir as C++, in one of its forms.
//
// A function or builtin has one form, `direct`; when it may suspend, it takes the frame that keeps it, or null at its
// beginning, and an operation with `_resume` in its name calls it again. The direct form of a bytecode is what its
// opcode runs; when it has exits (outline.h), its fast path only. `slow` is such a bytecode from one of its exits on,
// or from where it was suspended; `resume` any other one from where it was suspended. All variants of a bytecode share
// these, which look at the opcode for what an operand is.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "translator/backend/cpp/emit.h"
#include "translator/backend/cpp/extent.h"
#include "translator/backend/cpp/names.h"
#include "translator/backend/cpp/outline.h"
#include "translator/ir/encoding.h"
#include "translator/ir/faults.h"
#include "translator/ir/op_shape.h"

namespace heddle::cpp {

/// What the functions of a program share.
struct Module {
  ir::Program& program;
  const ir::Layout& layout;
  const source::SourceMap& sources;
  const Options& options;
  const Names& names;
  std::map<ir::FunctionId, int> natives;
  std::map<ir::FunctionId, int> opcodes;  // of variant 0
  std::map<ir::FunctionId, int> shapes;   // in hd_op_shapes
  std::set<ir::FunctionId> routed;        // methods that requests name, collected while functions are written
};

/// Texts that one file mentions, in the order of their first use.
class Texts {
 public:
  int index(const std::string& text) {
    const auto [row, added] = index_.emplace(text, static_cast<int>(ordered_.size()));
    if (added) ordered_.push_back(&row->first);
    return row->second;
  }
  const std::vector<const std::string*>& ordered() const { return ordered_; }

 private:
  std::map<std::string, int> index_;
  std::vector<const std::string*> ordered_;
};

/// What functions that stand together share: the arrays of strings and of sites that they name.
struct Part {
  std::string name;  // of the arrays, after "strings_of_" and "sites_of_"
  Texts strings = {}, sites = {};
  std::string text = {};
};

enum class Form { direct, slow, resume };

class FunctionWriter {
 public:
  FunctionWriter(Module& module, Part& part, const ir::Function& function, Form form, int variant = 0);
  std::string write();
  /// The form that a suspended or left function goes on in; none: it is never.
  static bool has_slow_form(Module& module, const ir::Function& function);
  /// Leaf functions small enough to be worth a copy in each caller's file.
  static bool is_inline(const ir::Function& function);
  /// "bool Table_get(hd::Context* cx, O_Table* self_0, hd::Value* out)"
  static std::string signature(const Module& module, const ir::Function& function);
  /// The operation that resumes a function or builtin.
  static std::string resumption(const Module& module, const ir::Function& function);
  /// "op_Add_v1", "op_Add_slow", "fn_sort_resume"
  static std::string name_of(const Module& module, const ir::Function& function, Form form, int variant = 0);

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

  // expression.cpp: what an instruction computes, without a statement of its own; "" for those that are statements.
  std::string value(const Instr& i);
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

  // control.cpp: calls and the ways out of a function
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

  // forms.cpp: leaving a form, and entering one
  void entries();
  void exit_entries();
  void resume_entries();
  std::vector<int> extent() const;
  /// In the fast form: leaves for the slow one. In the slow form: the place to take up from.
  void leave_fast_form(std::size_t exit);
  /// Code after a call that may have signalled: `condition` is true then.
  const char* inlined_here(const Instr& call) const;
  void signalled(const std::string& condition, const Instr& i);
  /// Leaves with the error in cx->error, or goes to the handler.
  std::string raise_here() const;
  void take_result(const Instr& i);
  /// Stores registers in an array of Values, and loads them from it.
  void save(const std::string& target, const std::vector<Reg>& regs);
  void restore(const std::string& source, const std::vector<Reg>& regs);
  static bool signals(const Module& module, const Instr& i);
  int frame_slots() const;

  // faults.cpp: what an author's mistake does on its way; runtime/value/fault.h
  bool may_fault(const Instr& i) const { return ir::may_fault(m_.program, i); }
  /// The site of an instruction, as an expression.
  std::string site(const Instr& i);
  /// The statement `call`, which may throw a fault: it is told this site, or ends at the handler.
  void guarded(const std::string& call, const Instr& i);
  void check_stack();
  /// Where the guarded calls of a bytecode go on after a fault.
  void fault_exit();
  std::string fault(const std::string& what, const Instr& i);
  /// An error that this instruction hands on may come from a fault elsewhere.
  static bool passes_errors(const Instr& i) { return i.op == Op::call || i.op == Op::call_guest; }
  std::string place(const Instr& i) const { return quoted(ir::place(m_.program, i, m_.sources)); }
  std::string line_directive(source::Span span) const;
  void fault_if(const std::string& condition, const std::string& what, const Instr& i);
  std::string operand_index(const Instr& i) const;
  std::string text(const Instr& i);
  /// The register as an expression: its variable, or the value that is written in its place.
  std::string r(Reg reg);
  /// The same where no parentheses are needed.
  std::string bare(Reg reg);
  std::string a(const Instr& i, std::size_t n) { return r(i.args[n]); }
  /// All operands, each after a comma.
  std::string list(const Instr& i, std::size_t from = 0);
  const ir::Type* type(Reg reg) const { return f_.regs[static_cast<std::size_t>(reg)]; }
  bool has_variable(Reg reg) const { return has_value(type(reg)) && !inlined_[static_cast<std::size_t>(reg)]; }
  void set(const Instr& i, const std::string& expression) { line(r(i.dst) + " = " + expression + ";"); }
  void jump(ir::BlockId b) {
    if (b != next_) line("goto b" + std::to_string(b) + ";");
  }
  bool is_op() const { return f_.kind == ir::FunctionKind::op; }
  bool is_builtin() const { return f_.kind == ir::FunctionKind::builtin; }
  /// The form may be entered where the function was suspended.
  bool resumes() const { return !f_.suspend_points.empty() && (form_ != Form::direct || !is_op()); }
  bool is_hint(const Instr& i) const { return ir::is_hint(type(i.args[0]), i.imm); }
  void save_pc() {
    if (is_op()) line("cx->pc = pc;");
  }

  Module& m_;
  Part& part_;
  const ir::Function& f_;
  Form form_;
  int variant_;
  ir::OpEncoding encoding_;
  std::optional<ir::KnownNumbers> known_;  // ops
  std::string out_;
  const ir::Block* block_ = nullptr;
  ir::BlockId next_ = -1;  // the block that is written next
  std::vector<Exit> exits_;
  std::vector<const Instr*> inlined_;
  std::vector<int> extent_;
  std::set<Reg> variables_;                                     // that the text names
  bool names_signalled_ = false;                                // as it does the variable `signalled`
  bool faults_end_here_ = false;                                // the code of fault_exit is needed
  std::set<std::pair<source::FileId, std::size_t>> commented_;  // lines of the description
};

}  // namespace heddle::cpp
