#include "translator/ir/verify.h"

#include <fmt/format.h>

#include "translator/ir/liveness.h"
#include "translator/ir/print.h"

namespace heddle::ir {

namespace {

bool is_terminator(Op op) { return op >= Op::jump; }

class Verifier {
 public:
  Verifier(const Function& f, const Program& p, std::vector<std::string>& errors) : f_(f), p_(p), errors_(errors) {}

  void run() {
    if (f_.blocks.empty()) return report(0, nullptr, "no blocks");
    for (std::size_t b = 0; b < f_.blocks.size(); ++b) block(b);
    if (errors_.empty()) definitions();
  }

 private:
  void report(std::size_t block, const Instr* instr, const std::string& what) {
    errors_.push_back(fmt::format("{}: b{}: {}{}", f_.name, block, what, instr ? ": " + print(*instr, f_, p_) : ""));
  }

  void block(std::size_t b) {
    const Block& block = f_.blocks[b];
    if (block.instrs.empty()) return report(b, nullptr, "empty block");
    if (block.handler >= static_cast<BlockId>(f_.blocks.size())) report(b, nullptr, "handler out of range");
    for (std::size_t i = 0; i < block.instrs.size(); ++i) {
      const Instr& instr = block.instrs[i];
      const bool last = i + 1 == block.instrs.size();
      bool sound = true;
      for (Reg reg : instr.args) sound = sound && reg >= 0 && reg < static_cast<Reg>(f_.regs.size());
      if (!sound || instr.dst >= static_cast<Reg>(f_.regs.size())) {
        errors_.push_back(fmt::format("{}: b{}: {}: register out of range", f_.name, b, op_name(instr.op)));
        continue;
      }
      if (is_terminator(instr.op) != last) report(b, &instr, last ? "block without terminator" : "terminator inside of a block");
      for (BlockId target : instr.targets)
        if (target < 0 || target >= static_cast<BlockId>(f_.blocks.size())) report(b, &instr, "target out of range");
      types(b, instr);
    }
  }

  const Type* type(Reg reg) const { return f_.regs[static_cast<std::size_t>(reg)]; }

  void types(std::size_t b, const Instr& i) {
    switch (i.op) {
      case Op::move:
        if (type(i.dst) != type(i.args[0])) report(b, &i, "move between types");
        return;
      case Op::branch:
        if (type(i.args[0])->kind != sema::TypeKind::boolean || i.targets.size() != 2) report(b, &i, "branch needs a bool and two targets");
        return;
      case Op::call: case Op::call_method: case Op::route: {
        const Function& callee = p_.function(i.callee);
        if (static_cast<int>(i.args.size()) != callee.nparams) report(b, &i, "wrong number of arguments");
        return;
      }
      case Op::add: case Op::sub: case Op::mul: case Op::div: case Op::rem:
        if (type(i.args[0]) != type(i.args[1]) || type(i.args[0]) != type(i.dst)) report(b, &i, "operands of different types");
        return;
      case Op::eq: case Op::ne: case Op::lt: case Op::le: case Op::gt: case Op::ge:
        if (type(i.args[0]) != type(i.args[1])) report(b, &i, "compared values of different types");
        return;
      case Op::unbox: case Op::test_arm: case Op::switch_arm:
        if (type(i.args[0])->kind != sema::TypeKind::value) report(b, &i, "needs a Value");
        return;
      case Op::ret:
        if (!i.args.empty() && type(i.args[0]) != f_.result) report(b, &i, "returned value of another type");
        return;
      default: return;
    }
  }

  /// A register live on entry that is no parameter is read before it is written on some path.
  void definitions() {
    const Liveness live = liveness(f_);
    for (std::size_t r = static_cast<std::size_t>(f_.nparams); r < f_.regs.size(); ++r)
      if (live.in[0][r] && f_.regs[r]->kind != sema::TypeKind::record)
        report(0, nullptr, fmt::format("%{} '{}' may be read before it is written", r, f_.reg_names[r]));
  }

  const Function& f_;
  const Program& p_;
  std::vector<std::string>& errors_;
};

}  // namespace

std::vector<std::string> verify(const Function& function, const Program& program) {
  std::vector<std::string> errors;
  Verifier(function, program, errors).run();
  return errors;
}

std::vector<std::string> verify(const Program& program) {
  std::vector<std::string> all;
  for (const auto& function : program.functions) {
    auto errors = verify(*function, program);
    all.insert(all.end(), errors.begin(), errors.end());
  }
  return all;
}

}  // namespace heddle::ir
