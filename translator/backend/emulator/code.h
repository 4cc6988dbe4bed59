// The form of the ir that the emulator executes: a flat list of steps per function, with registers resolved to slots.
//
// A register takes one 16-byte slot of the activation's `hd::Frame`; a record takes one for each of its (flattened)
// fields. Slots carry the tags of `hd::Value`, so the collector scans an activation like any other frame:
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

/// The representation of a scalar in an object or array element.
enum class Memory : std::uint8_t { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f64, reference, value };

/// One scalar of a (flattened) type: its offset and representation.
struct Scalar {
  std::uint32_t offset;
  Memory memory;
};

struct EmulatedFunction;

/// One decoded instruction. `op` determines what `ptr` points to.
struct Step {
  ir::Op op = ir::Op::fault;
  Memory kind = Memory::value;  // numbers: type computed in; compare: type compared
  bool polls = false;
  std::uint16_t nargs = 0;
  std::uint16_t width = 1;  // number of slots moved
  std::int32_t dst = -1;
  const std::int32_t* args = nullptr;     // first slot of each argument
  const std::int32_t* targets = nullptr;  // step numbers
  std::int64_t imm = 0;
  const void* ptr = nullptr;
  std::uint32_t offset = 0;  // of a field in its object or element, in bytes
  std::uint32_t stride = 0;  // of an array element, in bytes
  std::uint32_t class_id = 0;
  std::int32_t handler = -1;                   // step of the handler, or -1
  const Scalar* scalars = nullptr;             // representation in memory of the `width` slots
  mutable const char* place = nullptr;         // for faults that arise elsewhere; computed on first use
  mutable const hd::EmitSite* site = nullptr;  // of `emit`: information for the assembler; likewise
  const ir::Instr* source = nullptr;
};

struct EmulatedFunction {
  const ir::Function* ir = nullptr;
  std::vector<Step> steps;  // empty until the function is first called
  std::int32_t nslots = 0;
  std::vector<std::int32_t> slot_of;  // register -> first slot
  std::int32_t result_slots = 0;
  std::int32_t param_slots = 0;
  ir::OpEncoding encoding;  // ops
  ir::OpShape shape;        // ops: owns what `shape_view` refers to
  hd::OpShape shape_view{};
  std::int32_t opcode = -1;        // ops: of variant 0
  std::int32_t native_index = -1;  // builtins
  std::int32_t method_index = -1;  // methods that requests name
};

/// The code that an opcode executes.
struct OpcodeEntry {
  const EmulatedFunction* function;
  std::int32_t op;  // its index among the ops
  std::int32_t variant;
};

/// A program for the emulator; `functions` is indexed like ir::Program::functions. Everything is created at once except
/// the steps: a run calls only some of the functions, and starts sooner without decoding the others.
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

/// Decodes the steps of a function of the image. Throws std::runtime_error naming an intrinsic that the runtime lacks.
void decode_steps(Image& image, EmulatedFunction& function);

/// Read or write one scalar in memory.
hd::Value load(const char* at, Memory memory);
void store(char* at, Memory memory, hd::Value value);

}  // namespace heddle::emulator
