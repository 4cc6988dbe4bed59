#include "translator/passes/pipeline.h"

#include <cstdlib>
#include <stdexcept>

#include "translator/ir/verify.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

namespace {

struct Pass {
  const char* name;
  std::function<void(ir::Program&)> run;
};

std::function<void(ir::Program&)> each(void (*pass)(ir::Function&)) {
  return [pass](ir::Program& program) {
    for (auto& function : program.functions) pass(*function);
  };
}

std::function<void(ir::Program&)> each(void (*pass)(ir::Function&, const ir::Program&)) {
  return [pass](ir::Program& program) {
    for (auto& function : program.functions) pass(*function, program);
  };
}

const std::vector<Pass>& pipeline() {
  static const std::vector<Pass> passes = {
      // No unreachable blocks are left, so later passes may trust every path they see.
      {"cleanup", each(cleanup)},
      // No operand is read from a register that the bytecode may already have written.
      {"operands", each(operands)},
      // Rarely executed blocks are marked; inlining does not grow them.
      {"unlikely", cold_blocks},
      // Small callees are part of their callers; checks of owner and arm are next to the code that needs them.
      {"inlining", inline_calls},
      // Chains of tests on one register are switches.
      {"switches", each(switches)},
      // It is known which functions change an object's state.
      {"writes", writes},
      // No call_method is left: each is a local call guarded by an owner check, or a request.
      {"ownership", each(ownership)},
      // The same as `inlining`, for methods that are now guarded by an owner check.
      {"methods", inline_calls},
      // Each request consists of a few words. This is the last pass that creates functions.
      {"routing", routing},
      {"tidy", each(cleanup)},
      // Each function's effects are exact: it is known which may signal. From here on no call is added or removed.
      {"effects", effects},
      // Reads of roots check where the root may not be set yet; from here on no read moves.
      {"roots", roots},
      // It is known which functions may fault, and which may reach themselves.
      {"faults", faults},
      // It is known which lists of results builtins only return.
      {"results", each(results)},
      // Each exit of a bytecode that may belong to a loop or a call checks the poll word.
      {"safepoints", each(safepoints)},
      // Errors and requests are marked for the back ends, including those added by inlining.
      {"cold", cold_blocks},
      // Each instruction that may suspend has a suspend point with the registers to save. Nothing may move after this.
      {"suspension", each(suspension)},
  };
  return passes;
}

/// With asserts or HEDDLE_VERIFY, and for observers, the verifier runs after each pass and names the one that broke the
/// ir; otherwise only after the last.
bool verifies_each_pass() {
#ifdef NDEBUG
  return std::getenv("HEDDLE_VERIFY") != nullptr;
#else
  return true;
#endif
}

void verify_after(const Pass& pass, const ir::Program& program) {
  const auto errors = ir::verify(program);
  if (errors.empty()) return;
  std::string text = "the ir is broken after pass '" + std::string(pass.name) + "':";
  for (const auto& line : errors) text += "\n" + line;
  throw std::logic_error(text);
}

}  // namespace

std::vector<std::string> pass_names() {
  std::vector<std::string> names = {"lower"};
  for (const Pass& pass : pipeline()) names.emplace_back(pass.name);
  return names;
}

bool run_pass(const std::string& name, ir::Program& program) {
  for (const Pass& pass : pipeline()) {
    if (name != pass.name) continue;
    pass.run(program);
    return true;
  }
  return false;
}

void run_pipeline(ir::Program& program, const Observer& observer) {
  const bool each_verified = observer || verifies_each_pass();
  if (observer) observer("lower", program);  // not verified: code after a return may read unset registers
  for (const Pass& pass : pipeline()) {
    pass.run(program);
    if (each_verified || &pass == &pipeline().back()) verify_after(pass, program);
    if (observer) observer(pass.name, program);
  }
}

}  // namespace heddle::passes
