// The tables through which the runtime knows an emulated description: those the C++ back end writes as constants.
#pragma once
#include <deque>
#include <vector>

#include "runtime/abi/layout.h"
#include "translator/backend/emulator/code.h"

namespace heddle::emulator {

/// Owns the tables of an `hd::Language`. Must outlive every context of it.
class LanguageTables {
 public:
  LanguageTables(const Image& image);
  hd::Language& language() { return language_; }

 private:
  void add_classes(const Image& image);
  void add_natives(const Image& image);
  void add_ops(const Image& image);

  hd::Language language_{};
  std::vector<hd::ClassInfo> classes_;
  std::vector<hd::NativeInfo> natives_;
  std::vector<hd::OpInfo> ops_;
  std::vector<hd::Operation> dispatch_;
  std::deque<std::vector<hd::RefSlot>> references_;
};

}  // namespace heddle::emulator
