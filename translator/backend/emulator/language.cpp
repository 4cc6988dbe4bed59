#include "translator/backend/emulator/language.h"

#include <algorithm>

#include "translator/backend/emulator/eval.h"

namespace heddle::emulator {

LanguageTables::LanguageTables(const Image& image) {
  add_classes(image);
  add_natives(image);
  add_ops(image);
  language_.name = image.program->language.c_str();
  language_.classes = classes_.data();
  language_.nclasses = static_cast<std::uint32_t>(classes_.size());
  language_.natives = natives_.data();
  language_.nnatives = static_cast<std::uint32_t>(natives_.size());
  language_.ops = ops_.data();
  language_.nops = static_cast<std::uint32_t>(ops_.size());
  language_.dispatch = dispatch_.data();
  language_.nroots = static_cast<std::uint32_t>(image.program->roots.size());
}

void LanguageTables::add_classes(const Image& image) {
  using hd::ClassInfo;
  using hd::ClassKind;
  using hd::ClassSharing;
  for (const ir::ClassLayout& c : image.layout->classes) {
    auto& refs = references_.emplace_back();
    for (const auto& slot : c.references) refs.push_back({slot.offset, slot.is_value});
    ClassSharing sharing = ClassSharing::machine;
    if (c.type && c.type->sharing == sema::Sharing::owned) sharing = ClassSharing::owned;
    if (c.type && c.type->sharing == sema::Sharing::shared) sharing = ClassSharing::shared;
    if (c.type && c.type->sharing == sema::Sharing::local) sharing = ClassSharing::local;
    classes_.push_back({c.name.c_str(), c.is_array ? ClassKind::array : ClassKind::fixed, sharing, c.size,
                        static_cast<std::uint32_t>(refs.size()), refs.data(), c.callable, c.stays});
    if (c.name == "List<Value>") language_.class_value_list = static_cast<std::uint16_t>(classes_.size() - 1);
    if (c.name == "List<str>") language_.class_str_list = static_cast<std::uint16_t>(classes_.size() - 1);
  }
  hd::machine_classes(classes_.data());
}

void LanguageTables::add_natives(const Image& image) {
  for (ir::FunctionId id : image.program->builtins)
    natives_.push_back({image.program->function(id).shown_name.c_str(), &emulated_native});
}

void LanguageTables::add_ops(const Image& image) {
  for (const OpcodeEntry& entry : image.opcodes) {
    hd::OpInfo op{entry.op,
                  entry.function->encoding.words,
                  entry.variant,
                  {},
                  ir::constant_operands(entry.function->encoding, entry.variant)};
    const auto& operands = entry.function->encoding.operands;
    for (std::size_t i = 0; i < std::min(operands.size(), std::size(op.operands)); ++i)
      op.operands[i] = static_cast<std::uint8_t>(operands[i].byte);
    ops_.push_back(op);
    dispatch_.push_back(&bytecode_stub);
  }
}

}  // namespace heddle::emulator
