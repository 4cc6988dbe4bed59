// The passes in order. `driver` runs them all; `heddle explain --after=PASS` stops to look.
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

/// One pass of the pipeline, not verified. False: there is none of that name.
bool run_pass(const std::string& name, ir::Program& program);

/// Runs every pass and verifies the result; with an observer, in builds with asserts and with HEDDLE_VERIFY in the
/// environment after each pass. Throws std::logic_error with the verifier's lines: a bug of Heddle.
void run_pipeline(ir::Program& program, const Observer& observer = {});

}  // namespace heddle::passes
