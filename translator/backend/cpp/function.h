// One function of the ir as C++: its direct form, its slow form when it is a bytecode with exits (outline.h), and its
// resume form when it may suspend.
#pragma once
#include <map>
#include <string>

#include "translator/backend/cpp/emit.h"
#include "translator/backend/cpp/names.h"
#include "translator/backend/cpp/outline.h"
#include "translator/ir/encoding.h"
#include "translator/ir/faults.h"

namespace heddle::cpp {

/// What the functions of a program share; strings are collected while functions are written.
struct Module {
  ir::Program& program;
  const ir::Layout& layout;
  const source::SourceMap& sources;
  const Options& options;
  std::map<std::string, int> strings;
  std::map<ir::FunctionId, int> natives;
  std::map<ir::FunctionId, int> opcodes;  // of variant 0
  int string(const std::string& text) { return strings.emplace(text, static_cast<int>(strings.size())).first->second; }
};

enum class Form { direct, slow, resume };

class FunctionWriter {
 public:
  FunctionWriter(Module& module, const ir::Function& function, Form form, int variant = 0);
  std::string write();
  /// A bytecode whose fast form leaves for a slow one.
  static bool has_slow_form(Module& module, const ir::Function& function);
  /// Leaf functions small enough to be worth a copy in each caller's file.
  static bool is_inline(const ir::Function& function);
  /// "bool Table_get_12(hd::Context* cx, O_Table* r0, hd::Value* out)"
  static std::string signature(const ir::Function& function);

 private:
  using Instr = ir::Instr;
  using Reg = ir::Reg;
  using Op = ir::Op;
  void line(const std::string& text) { out_ += "  " + text + "\n"; }
  void body();
  void instr(const Instr& i);
  void number(const Instr& i);
  void compare(const Instr& i);
  void array(const Instr& i);
  /// Several contexts may write the field at once.
  bool is_hint(const Instr& i) const;
  void object(const Instr& i);
  void calls(const Instr& i);
  void operands(const Instr& i);
  void emit_op(const Instr& i);
  void terminator(const Instr& i);
  void enter(const Instr& i);
  void leave(const Instr& i);
  void spill_list(const ir::SuspendPoint& point);
  void load_list(const ir::SuspendPoint& point);
  /// Code after a call that may have signalled: `condition` is true then.
  void signalled(const std::string& condition, const Instr& i);
  void raise_here();
  void leave_with_error();
  /// An error that this instruction hands on may come from a fault elsewhere.
  static bool passes_errors(const Instr& i) { return i.op == Op::call || i.op == Op::call_guest; }
  void resume_entry();
  void slow_entry();
  /// In the fast form: leaves for the slow one. In the slow form: the place to take up from.
  void leave_fast_form(std::size_t exit);
  static bool signals(const Module& module, const Instr& i);
  void take_result(const Instr& i);
  void encode_to(const std::string& target, const ir::Type* type, const std::string& value, int& at);
  std::string decode_from(const std::string& source, const ir::Type* type, int& at);
  std::string site(const Instr& i) const;
  std::string line_directive(source::Span span) const;
  std::string fault(const std::string& what, const Instr& i);
  /// The statement `call`, which may throw a fault.
  void guarded(const std::string& call, const Instr& i);
  bool may_fault(const Instr& i) const { return ir::may_fault(m_.program, i); }
  void fault_exit();
  /// Goes to the block's handler with the error in cx->error.
  std::string to_handler() const;
  void check_stack();
  void fault_if(const std::string& condition, const std::string& what, const Instr& i);
  std::string arm_test(const ir::Type* payload, const std::string& v) const;
  std::string operand_index(const Instr& i) const;
  std::string r(Reg reg) const { return "r" + std::to_string(reg); }
  std::string a(const Instr& i, std::size_t n) const { return r(i.args[n]); }
  const ir::Type* type(Reg reg) const { return f_.regs[static_cast<std::size_t>(reg)]; }
  void set(const Instr& i, const std::string& expression) { line(r(i.dst) + " = " + expression + ";"); }
  void jump(ir::BlockId b) { line("goto b" + std::to_string(b) + ";"); }
  bool is_op() const { return f_.kind == ir::FunctionKind::op; }
  bool is_builtin() const { return f_.kind == ir::FunctionKind::builtin; }
  bool operation() const { return is_op() || form_ == Form::resume; }
  void save_pc() {
    if (is_op()) line("cx->pc = pc;");
  }
  bool callee_signals(const ir::Function& f) const { return f.may_signal(); }

  Module& m_;
  const ir::Function& f_;
  Form form_;
  int variant_;
  ir::OpEncoding encoding_;
  std::string out_;
  const ir::Block* block_ = nullptr;
  std::vector<Exit> exits_;
  bool faults_end_here_ = false;  // the code of fault_exit is needed
};

}  // namespace heddle::cpp
