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
      // No unreachable block is left, so later passes may trust every path they see.
      {"cleanup", each(cleanup)},
      // No operand is read from a register that the bytecode may have written.
      {"operands", each(operands)},
      // What rarely runs is known: inlining does not grow it.
      {"unlikely", cold_blocks},
      // Small callees are part of their callers; checks of owner and arm meet the code that needs them.
      {"inlining", inline_calls},
      // Chains of tests on one register are switches.
      {"switches", each(switches)},
      // Who changes an object's state is known.
      {"writes", writes},
      // No call_method is left: each is a local call behind an owner check, or a request.
      {"ownership", each(ownership)},
      // The same for methods behind their owner check.
      {"methods", inline_calls},
      // Each request consists of a few words. The last pass that makes functions.
      {"routing", routing},
      {"tidy", each(cleanup)},
      // Each function's effects are exact: who may signal is known. From here on no call appears or vanishes.
      {"effects", effects},
      // Reads of roots look where the root may not be set yet; from here on no read moves.
      {"roots", roots},
      // Who may fault is known, and who may come back to itself.
      {"faults", faults},
      // Each way out of a bytecode that may be a loop's or call's looks at the poll word.
      {"safepoints", each(safepoints)},
      // Errors and requests are marked for the back ends, those that came with inlining too.
      {"cold", cold_blocks},
      // Each instruction that may suspend has a suspend point with the registers to save. Nothing may move after this.
      {"suspension", each(suspension)},
  };
  return passes;
}

/// With asserts or HEDDLE_VERIFY, and for observers, the verifier runs after each pass and names the one that broke the
/// ir; else only after the last.
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
  if (observer) observer("lower", program);  // not verified: code behind a return may read what nothing wrote
  for (const Pass& pass : pipeline()) {
    pass.run(program);
    if (each_verified || &pass == &pipeline().back()) verify_after(pass, program);
    if (observer) observer(pass.name, program);
  }
}

}  // namespace heddle::passes
