// Writes C++ for clang-19 from the final ir. Deterministic: the same program gives the same bytes.
#pragma once
#include <string>
#include <vector>

#include "translator/ir/layout.h"
#include "translator/source/source_map.h"

namespace heddle::cpp {

struct Options {
  int shards = 6;                // at most
  bool line_directives = false;  // #line refers to the description
  bool tests = false;            // the VM runs the description's tests instead of its main
};

struct File {
  std::string name;
  std::string text;
};

/// A header and source files, to be compiled with the parent folder of gc/ and runtime/ on the include path.
std::vector<File> emit(ir::Program& program, const ir::Layout& layout, const source::SourceMap& sources,
                       const Options& options);

}  // namespace heddle::cpp
