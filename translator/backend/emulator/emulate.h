// Emulation: runs a description directly, with any number of contexts on one OS thread and every choice from one seed.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/source/source_map.h"

namespace heddle::emulator {

struct Options {
  std::uint64_t seed = 1;
  std::int64_t turn = 200;             // average length of a context's turn, in bytecodes that poll
  bool gc_stress = false;              // collect at every safepoint
  std::uint64_t max_heap = 0;          // in bytes; 0: no limit
  bool trace = false;                  // print each turn to stderr
  bool stats = false;                  // print at the end what was counted, as --vm-stats does
  std::vector<std::string> arguments;  // for the guest; [0] is the program's name
};

/// Runs `main` of a description that has been accepted, lowered and passed. Returns the guest's exit status.
int emulate(const ir::Program& program, const source::SourceMap& sources, const Options& options);

struct TestResult {
  std::string name;
  bool passed = false;
  std::string message;  // of a failed test: the failure and its place
};

/// Runs the description's `test` blocks, each in its own context.
std::vector<TestResult> run_tests(const ir::Program& program, const source::SourceMap& sources, const Options& options);

}  // namespace heddle::emulator
