// The ir in the form the emulator executes: one flat list of steps a function, registers resolved to slots.
//
// A register takes one 16-byte slot of the activation's `hd::Frame`, a record one for each of its (flattened) fields.
// Slots carry the tags of `hd::Value`, so the collector scans an activation like any other frame:
//   bool -> tag_bool; integers, enums, Args -> tag_int (extended to 64 bits by the type's signedness);
//   f64 -> tag_float; references -> tag_object, or tag_nil for nil; Value -> itself.
// Intrinsics use the same encoding.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/abi/layout.h"
#include "runtime/intrinsics/intrinsics.h"
#include "translator/ir/encoding.h"
#include "translator/ir/ir.h"
#include "translator/ir/layout.h"
#include "translator/ir/op_shape.h"

namespace heddle::emulator {

/// How a scalar lies in the memory of an object or array element.
enum class Memory : std::uint8_t { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f64, reference, value };

/// One scalar of a (flattened) type: where it lies, and how.
struct Scalar {
  std::uint32_t offset;
  Memory memory;
};

struct EmulatedFunction;

/// One instruction, decoded. What `ptr` points to follows from `op`.
struct Step {
  ir::Op op = ir::Op::fault;
  Memory kind = Memory::value;  // numbers: type computed in; compare: type compared
  bool polls = false;
  std::uint16_t nargs = 0;
  std::uint16_t width = 1;  // slots moved
  std::int32_t dst = -1;
  const std::int32_t* args = nullptr;     // first slot of each argument
  const std::int32_t* targets = nullptr;  // step numbers
  std::int64_t imm = 0;
  const void* ptr = nullptr;
  std::uint32_t offset = 0;  // bytes: of a field in its object or element
  std::uint32_t stride = 0;  // bytes: of an array element
  std::uint32_t class_id = 0;
  std::int32_t handler = -1;                   // step of the handler, or -1
  const Scalar* scalars = nullptr;             // how `width` slots lie in memory
  mutable const char* place = nullptr;         // of what may fault elsewhere; found when first needed,
  mutable const hd::EmitSite* site = nullptr;  // and of `emit` what the assembler is told
  const ir::Instr* source = nullptr;
};

struct EmulatedFunction {
  const ir::Function* ir = nullptr;
  std::vector<Step> steps;  // empty until it is first called
  std::int32_t nslots = 0;
  std::vector<std::int32_t> slot_of;  // register -> first slot
  std::int32_t result_slots = 0;
  std::int32_t param_slots = 0;
  ir::OpEncoding encoding;  // ops
  ir::OpShape shape;        // ops: what `view` refers to
  hd::OpShape shape_view{};
  std::int32_t opcode = -1;        // ops: of variant 0
  std::int32_t native_index = -1;  // builtins
  std::int32_t method_index = -1;  // methods that requests name
};

/// What an opcode executes.
struct OpcodeEntry {
  const EmulatedFunction* function;
  std::int32_t op;  // its number among the ops
  std::int32_t variant;
};

/// A program for the emulator; `functions` is indexed like ir::Program::functions. All is made at once but the steps:
/// a run calls a part of the functions only, and starts sooner when the others stay as they are.
struct Image {
  const ir::Program* program = nullptr;
  const ir::Layout* layout = nullptr;
  std::vector<EmulatedFunction> functions;
  std::vector<OpcodeEntry> opcodes;
  std::unordered_map<std::string, const EmulatedFunction*> op_by_name;
  std::vector<hd::Array*> tables;  // constants of frozen array types

  /// The scalars of a type, in slot order.
  const std::vector<Scalar>& scalars(const sema::Type* type);

 private:
  std::unordered_map<const sema::Type*, std::vector<Scalar>> scalars_;

 public:
  std::deque<std::vector<std::int32_t>> numbers;  // storage of Step::args and targets
};

/// The image of a program, without steps.
std::unique_ptr<Image> make_image(const ir::Program& program, const ir::Layout& layout);

/// Gives a function of the image its steps. Throws std::runtime_error naming an intrinsic the runtime does not have.
void decode_steps(Image& image, EmulatedFunction& function);

/// Reads and writes one scalar in memory.
hd::Value load(const char* at, Memory memory);
void store(char* at, Memory memory, hd::Value value);

}  // namespace heddle::emulator
