// The commands, one per file. `add_NAME` declares the options; its callback sets the exit status.
#pragma once
#include <CLI/CLI.hpp>

namespace heddle::driver {

void add_check(CLI::App& app, int& status);
void add_emulate(CLI::App& app, int& status);
void add_build(CLI::App& app, int& status);
void add_test(CLI::App& app, int& status);
void add_explain(CLI::App& app, int& status);
void add_new(CLI::App& app, int& status);
void add_fmt(CLI::App& app, int& status);

}  // namespace heddle::driver
