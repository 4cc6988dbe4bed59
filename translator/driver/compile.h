// Runs compilers, but only where something changed.
//
// Beside each object file lies a stamp: the command that made the object, and every file the compiler read (from its
// own list, including system headers) with size and times. An object is fresh if all of that still holds; if a file
// changed while the compiler ran, no stamp is written. So changed flags, an edited header, and an updated compiler or
// library are all noticed. Object folders that several processes use are guarded by a FolderLock.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace heddle::driver {

struct Compilation {
  std::filesystem::path source, object;
};

struct Compiler {
  std::string flags;
  std::filesystem::path folder;  // to compile in: recorded for debuggers
  int jobs = 2;
  std::filesystem::path precompiled = {};  // header, included first; ccache does not support such compilations
};

/// The path and version of the compiler of generated code and runtime. Empty if there is none.
std::string compiler_identity();

/// Quotes a word for the shell.
std::string shell_word(const std::string& word);

/// Compiles the files that are not fresh. Returns their number, or -1 if a compiler failed.
int compile_stale(const Compiler& compiler, const std::vector<Compilation>& files);

/// The dependencies in a make rule as compilers write it.
std::vector<std::string> parse_dependencies(const std::string& rule);

}  // namespace heddle::driver
