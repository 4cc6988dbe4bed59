// Runs compilers, and only where something changed.
//
// Beside each object file lies a stamp: the command that made the object, and every file the compiler read (its own
// list, system headers too) with size and times. An object is fresh when all of that still holds; a file that changed
// while the compiler ran leaves no stamp. So neither other flags, nor an edited header, nor an updated compiler or
// library goes unnoticed. Folders of objects that several processes use are guarded by a FolderLock.
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
  std::filesystem::path folder;  // to compile in: debuggers are told of it
  int jobs = 2;
  std::filesystem::path precompiled = {};  // header, read before each source; ccache does not know such compilations
};

/// The compiler of generated code and runtime: where it lies and which one it is. Empty when there is none.
std::string compiler_identity();

/// As one word of a shell command.
std::string shell_word(const std::string& word);

/// Compiles what is not fresh. Returns how many files that was, or -1 when a compiler failed.
int compile_stale(const Compiler& compiler, const std::vector<Compilation>& files);

/// The files that a make rule, as compilers write it, depends on.
std::vector<std::string> parse_dependencies(const std::string& rule);

}  // namespace heddle::driver
