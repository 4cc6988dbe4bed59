// The places in faults and tracebacks, as C++ strings.
//
// A site is text, with one line for each function that the instruction was inlined from (translator/ir/faults.h):
//   "Table.put_str (lua/table.heddle:186:5)\nSetField (lua/ops/tables.heddle:60:20)"
// Written out at every check, sites would be a tenth of the C++. So each function is preceded by macros, one for each
// function inlined in it and named after that, and an instruction says in_put_str("186:5").
// Functions in the header name their sites instead (at_fn_quotient_1); tables.cpp defines them.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>

#include "translator/ir/ir.h"
#include "translator/source/source_map.h"

namespace heddle::cpp {

class Sites {
 public:
  Sites(const ir::Program& program, const ir::Function& function, const source::SourceMap& sources)
      : program_(program), f_(function), sources_(sources) {}
  /// The site of an instruction, as an expression.
  std::string of(const ir::Instr& i) { return at(i.span, i.inlined); }
  /// The macros that these expressions use.
  const std::string& macros() const { return macros_; }

 private:
  std::string at(source::Span span, int inlined);
  std::string macro(const std::string& file, int inlined);

  const ir::Program& program_;
  const ir::Function& f_;
  const source::SourceMap& sources_;
  std::map<std::pair<std::string, int>, std::string> names_;  // by file and Instr::inlined
  std::map<std::string, int> used_;
  std::string macros_;
};

}  // namespace heddle::cpp
