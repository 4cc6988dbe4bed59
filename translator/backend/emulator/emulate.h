// Emulation mode: a description run at once, any number of contexts on one OS thread, every choice from one seed.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "translator/ir/ir.h"
#include "translator/source/source_map.h"

namespace heddle::emulator {

struct Options {
  std::uint64_t seed = 1;
  std::int64_t turn = 200;             // bytecodes with a poll that a context runs in one turn, on average
  bool gc_stress = false;              // collect at every safepoint
  std::uint64_t max_heap = 0;          // bytes, 0: no limit
  bool trace = false;                  // print each turn and each request to stderr
  std::vector<std::string> arguments;  // of the guest; [0] is the program's name
};

/// Runs `main` of an accepted, lowered and passed description. Returns the exit status of the guest.
int emulate(const ir::Program& program, const source::SourceMap& sources, const Options& options);

struct TestResult {
  std::string name;
  bool passed = false;
  std::string message;  // of a failed test: what and where
};

/// Runs the description's `test` blocks, each in a context of its own.
std::vector<TestResult> run_tests(const ir::Program& program, const source::SourceMap& sources, const Options& options);

}  // namespace heddle::emulator
