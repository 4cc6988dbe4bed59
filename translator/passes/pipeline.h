// The passes in order. `driver` runs them all; `heddle explain --after=PASS` shows the ir after one of them.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "translator/ir/ir.h"

namespace heddle::passes {

/// Called after each pass with its name, and before the first with "lower".
using Observer = std::function<void(const std::string& pass, const ir::Program& program)>;

/// Names of the passes in order, "lower" first.
std::vector<std::string> pass_names();

/// Runs one pass of the pipeline without verifying. Returns false if there is none of that name.
bool run_pass(const std::string& name, ir::Program& program);

/// Runs every pass and verifies the result; with an observer, in builds with asserts, or with HEDDLE_VERIFY in the
/// environment, verifies after each pass. Throws std::logic_error with the verifier's lines, which means a bug in
/// Heddle.
void run_pipeline(ir::Program& program, const Observer& observer = {});

}  // namespace heddle::passes
