// Layouts shared by generated code, the emulator, the runtime and the collector. See docs/runtime.md for the overview.
//
// Invariants:
// - Only the owner's context changes an object's header: it sets the owner field when the object becomes read-shared or
//   is taken back (runtime/routing/sharing.h), and when it moves (runtime/routing/move.h). All collector state is in
//   side tables, so readers compare the low half as a whole.
// - A `Value` holds a reference exactly when its tag is `tag_object`. The collector relies on this alone to scan
//   stacks, frames and arrays of Values, so every other 16-byte slot of a stack must carry a different tag.
// - Reference fields are `Object*` or null; there are no interior pointers.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "runtime/abi/failure.h"
#include "runtime/abi/owner_word.h"

#define HD_LIKELY(x) __builtin_expect(!!(x), 1)
#define HD_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define HD_COLD [[gnu::cold, gnu::noinline]]
#define HD_INLINE [[gnu::always_inline]] inline
#define HD_NOINLINE [[gnu::noinline]]

/// Set in sanitizer builds, which need ordinary calls and instrumented accesses.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define HD_PLAIN_CALLS 1
#endif
#endif

namespace hd {

struct Context;
struct Tasklet;
struct Code;
struct Frame;

/// Header word: owner in bits 0..15 (0: no owner), class in 16..31, and the home's sharing counts in 32..63. The low
/// half is compared with Context::expect.
struct Object {
  std::uint64_t header;

  /// Relaxed: the compare only decides whether this context owns the object; a read-shared object is checked again with
  /// acquire. Without sanitizers this is an ordinary read: it folds into the compare, and is a single access on every
  /// supported machine.
  std::uint32_t low() const {
#ifdef HD_PLAIN_CALLS
    return owner_word(half(0));
#else
    return *half(0);
#endif
  }
  /// Use before reading a read-shared object in place.
  std::uint32_t low_acquire() const { return owner_word_acquire(half(0)); }
  std::uint16_t owner() const { return static_cast<std::uint16_t>(low()); }
  std::uint16_t class_id() const { return static_cast<std::uint16_t>(low() >> 16); }
  /// Called by the home only.
  void set_owner(std::uint16_t owner) { set_owner_word(half(0), owner); }
  /// The upper half, written by the home only. Relaxed: these are counts. Other contexts check only for the frozen
  /// mark, after an acquire of the owner word, which the home sets after the mark.
  std::uint32_t sharing() const { return load_half(half(1), std::memory_order_relaxed); }
  void set_sharing(std::uint32_t word) { store_half(half(1), word, std::memory_order_relaxed); }  // see above

 private:
  const Half* half(int n) const { return reinterpret_cast<const Half*>(&header) + n; }
  Half* half(int n) { return reinterpret_cast<Half*>(&header) + n; }
};

constexpr std::uint64_t make_header(std::uint16_t owner, std::uint16_t class_id) {
  return static_cast<std::uint64_t>(owner) | static_cast<std::uint64_t>(class_id) << 16;
}

enum : std::uint64_t {
  tag_nil = 0,
  tag_bool = 1,
  tag_int = 2,
  tag_float = 3,
  tag_object = 4,
  tag_link = 5,  // stack only: return address in the payload
  tag_raw = 6,   // stack and frames only: bits that are not a Value; the upper 56 bits of the tag are free
};

/// A dynamic guest value: 16 bytes, tag and payload.
struct Value {
  std::uint64_t tag;
  std::uint64_t bits;

  static Value nil() { return {tag_nil, 0}; }
  static Value boolean(bool b) { return {tag_bool, b}; }
  static Value integer(std::int64_t i) { return {tag_int, static_cast<std::uint64_t>(i)}; }
  static Value number(double d) {
    std::uint64_t u;
    std::memcpy(&u, &d, 8);
    return {tag_float, u};
  }
  static Value object(const void* o) { return {tag_object, reinterpret_cast<std::uint64_t>(o)}; }
  static Value raw(std::uint64_t bits) { return {tag_raw, bits}; }
  /// An optional reference stored as a Value: null becomes nil.
  static Value reference(const void* o) { return o ? object(o) : nil(); }

  bool is_nil() const { return tag == tag_nil; }
  bool is_object() const { return tag == tag_object; }
  bool as_bool() const { return bits != 0; }
  std::int64_t as_int() const { return static_cast<std::int64_t>(bits); }
  double as_float() const {
    double d;
    std::memcpy(&d, &bits, 8);
    return d;
  }
  Object* as_object() const { return reinterpret_cast<Object*>(bits); }
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(bits);
  }
  bool is_class(std::uint16_t class_id) const { return tag == tag_object && as_object()->class_id() == class_id; }
};

/// Reads a Value as two words. Most Values were recently written as two words (tag, payload); a single vector load
/// would miss the store buffer and stall for more than a dozen cycles. Relaxed: the ownership check came before; the
/// loads are atomic only to keep the compiler from merging them.
HD_INLINE Value load(const Value& v) {
#ifdef HD_PLAIN_CALLS
  return v;
#else
  return {__atomic_load_n(&v.tag, __ATOMIC_RELAXED), __atomic_load_n(&v.bits, __ATOMIC_RELAXED)};
#endif
}

/// Copies a few Values in ascending order, so `to` may lie below `from` in an overlapping range.
HD_INLINE void copy_values(const Value* from, std::int64_t n, Value* to) {
  for (std::int64_t i = 0; i < n; ++i) to[i] = load(from[i]);
}

/// The machine's classes; a language's own classes start at `class_first_language`.
enum : std::uint16_t {
  class_none = 0,
  class_str = 1,
  class_frame = 2,  // suspended native function
  class_code = 3,
  class_native = 4,  // a builtin as a value
  class_tasklet = 5,
  class_context = 6,  // context handle
  class_asm = 7,
  class_frame_info = 8,
  class_array_raw = 9,     // [i64], [f64], [u64], bytes of code: 8-byte elements without references
  class_array_value = 10,  // [Value]
  class_array_byte = 11,   // [u8], [i8], [bool]
  class_array_ref = 12,    // arrays of references of any type
  class_fields = 13,       // Fields with a shape: slots, which are Values
  class_dictionary = 14,   // Fields without one: entries of runtime/shape/dictionary.h
  class_first_language = 16,
};

/// Immutable bytes, followed by a NUL that `length` does not count. `hash` is computed on first use, 0 until then. It
/// is accessed relaxed: every writer stores the same value.
struct Str : Object {
  std::uint32_t length;
  std::atomic<std::uint32_t> hash;
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  char* data() { return reinterpret_cast<char*>(this + 1); }
};

/// [T]: elements follow the header directly.
struct Array : Object {
  std::int64_t length;
  template <class T>
  T* items() {
    return reinterpret_cast<T*>(this + 1);
  }
  template <class T>
  const T* items() const {
    return reinterpret_cast<const T*>(this + 1);
  }
};

/// Values by key, the part of an object (runtime/shape/fields.h). `length` is the number of slots or entries there is
/// room for; when it is used up, larger Fields replace these. The header's upper half: the shape of class_fields, the
/// number of entries of class_dictionary.
struct Fields : Array {
  Value* slots() { return items<Value>(); }
  const Value* slots() const { return items<Value>(); }
  std::uint32_t detail() const { return static_cast<std::uint32_t>(header >> 32); }
};

/// List<Value> as declared in std.list. The machine creates and reads these.
struct ValueList : Object {
  Array* items;  // class_array_value
  std::int64_t length;
};

/// Two numbers of a table of code in one word; the lower one may be negative.
constexpr std::int64_t pack(std::int64_t high, std::int64_t low) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(high) << 32 | static_cast<std::uint32_t>(low));
}
constexpr std::int64_t packed_high(std::int64_t word) { return word >> 32; }
constexpr std::int64_t packed_low(std::int64_t word) { return static_cast<std::int32_t>(word); }

/// Bytecode and its tables. Immutable; all arrays are ordinary objects.
struct Code : Object {
  Array* words;   // class_array_raw: the bytecodes
  Array* consts;  // class_array_value
  Str* name;
  Str* source;
  Object* data;     // belongs to the language, or null
  Array* lines;     // raw: pack(pc, line), ascending
  Array* notes;     // raw: pairs of pack(pc, text) and operand
  Array* handlers;  // raw: (from, to, target, register) quadruples; inner handlers first
  Array* locals;    // raw: pairs of pack(text, register) and pack(from, to)
  Array* live;      // raw: pack(pc, registers in use), ascending; only some pcs have one
  Array* texts;     // Values: the strings of notes and locals
  std::int64_t nregs;
  std::int64_t nparams;
  std::int64_t first_line;
  std::int64_t last_line;
  std::int64_t vararg;      // 0 or 1
  std::int64_t trampoline;  // 0 or 1; if 1, stack inspection attributes its tail calls to its caller

  const std::uint64_t* start() const { return words->items<std::uint64_t>(); }
  const Value* constants() const { return consts->items<Value>(); }
};

/// An object of a callable type: its first field is its code.
struct Callable : Object {
  Code* code;
};

/// Limit on a language's classes: Context::expect has one word for each.
constexpr std::uint32_t max_classes = 1024;

/// Values that a bytecode's fast form can pass to its slow form.
constexpr int carried_values = 16;

/// How an abrupt function left, reported in Context::abrupt.
enum class Abrupt : std::uint32_t { none, raise, suspend };

// Operations of generated code. `preserve_none` keeps the four arguments in registers; every operation ends in a tail
// call.
#ifdef HD_PLAIN_CALLS
#define HD_CC
#else
#define HD_CC __attribute__((preserve_none))
#endif
#define HD_TAIL [[clang::musttail]] return

/// A bytecode, or the continuation of a suspended function (whose frame is in Context::resumed).
typedef void (*Operation)(Context* cx, const std::uint64_t* pc, Value* base, const Value* consts) HD_CC;

/// A builtin: `nargs` arguments at Context::base, results in Context::results. Returns true if abrupt.
using NativeFunction = bool (*)(Context* cx, std::int64_t nargs);

struct Native : Object {
  NativeFunction function;  // translated VM
  Str* name;
  std::int64_t index;  // in Language::natives
};

/// A suspended activation: the live registers of a function. Allocated at its first suspension and reused afterwards.
struct Frame : Object {
  Frame* parent;            // of the calling function; null: this is the builtin or bytecode of the frame at base
  Operation resume;         // translated VM
  const void* function;     // emulator: the ir function
  const std::uint64_t* pc;  // bytecodes: the bytecode being executed
  std::uint32_t state;      // suspend point
  std::uint32_t nslots;
  Value slots[];
};

// ---- Stack frames -------------------------------------------------------------------------------------------------
// base[-3]  the callee (a callable object or a Native)
// base[-2]  return link: {tag_link, pc} returns to bytecode, results go to the callee's slot; or {tag_object, Frame*}
// base[-1]  {tag_raw | extra << 8, delta | nres << 32}: the caller's base is base - delta. `extra` is the number of
//           arguments for natives, the number of slots the frame was moved up (arguments + 3) for vararg code, else 0.
//           link_tail is set if a tail call created the frame. If link_delivers is set, a bytecode that is not a call
//           called the function: `extra` is then how far its result goes below the callee's slot, to an operand.
// base[0..] arguments, then registers
constexpr std::int64_t frame_slots = 3;
constexpr std::int64_t open_results = -1;

/// The return link of a call made by bytecode.
inline Value return_link(const std::uint64_t* pc) { return {tag_link, reinterpret_cast<std::uint64_t>(pc)}; }
inline Value link_word(std::int64_t delta, std::int64_t nres, std::int64_t extra) {
  return {tag_raw | static_cast<std::uint64_t>(extra) << 8,
          static_cast<std::uint32_t>(delta) | static_cast<std::uint64_t>(static_cast<std::uint32_t>(nres)) << 32};
}
constexpr std::uint64_t link_tail = 0x80;  // a bit of the tag word, above all tags
constexpr std::uint64_t link_delivers = 0x40;
inline bool is_tail(Value w) { return w.tag & link_tail; }
inline bool delivers(Value w) { return w.tag & link_delivers; }
inline std::int64_t link_delta(Value w) { return static_cast<std::uint32_t>(w.bits); }
inline std::int64_t link_nres(Value w) { return static_cast<std::int32_t>(w.bits >> 32); }
inline std::int64_t link_extra(Value w) { return static_cast<std::int64_t>(w.tag >> 8); }
/// How far the frame of code was moved up.
inline std::int64_t link_moved(Value w) { return delivers(w) ? 0 : link_extra(w); }

// ---- Provided by a language -----------------------------------------------------------------------------------------

enum class ClassKind : std::uint8_t { fixed, array, str, frame, tasklet, assembler, context };
enum class ClassSharing : std::uint8_t { machine, local, owned, shared };

/// A reference inside an object. For fixed classes the offset is from the object's start, for arrays from the
/// element's.
struct RefSlot {
  std::uint32_t offset;
  bool is_value;  // a Value, else an Object*
};

struct ClassInfo {
  const char* name;
  ClassKind kind;
  ClassSharing sharing;
  std::uint32_t size;  // fixed: bytes including the header; array: bytes per element
  std::uint32_t nrefs;
  const RefSlot* refs;
  bool callable = false;  // its first field is its code
  bool stays = false;     // owned: a method has the effect `home`, so objects do not move
};

/// Limit on the arguments of a method that requests can name, including the receiver: the room in a request.
constexpr std::int64_t most_arguments = 9;

/// A method that requests can name. `run` decodes `args`, calls the method in this context and encodes the result; it
/// returns true if the method raised (Context::error). Called by the thread acting for the owner, at a safepoint.
struct MethodInfo {
  const char* name;
  std::int64_t nargs;  // including the receiver
  bool writes;         // may change the object's state; otherwise it can also run on a read-shared object
  bool (*run)(Context* cx, const MethodInfo* self, const Value* args, Value* result);
};

struct NativeInfo {
  const char* name;
  NativeFunction function;
};

/// The operands of an opcode, for disassembly and tracing.
struct OpInfo {
  std::int32_t op;  // number of the op, shared by its variants
  std::int32_t words;
  std::int32_t variant;
  // Of the first eight operands:
  std::uint8_t operands[8];  // byte offset from the bytecode's start; 0: no such operand
  std::uint8_t constants;    // bit i: the i-th is an index into the constants
};

/// The translated or emulated description, as seen by the runtime.
struct Language {
  const char* name;
  const ClassInfo* classes;  // indexed by class id; machine classes included
  std::uint32_t nclasses;
  const MethodInfo* methods;
  std::uint32_t nmethods;
  const NativeInfo* natives;
  std::uint32_t nnatives;
  const OpInfo* ops;  // by opcode
  std::uint32_t nops;
  Operation* dispatch;  // by opcode; code/trace.h switches its entries
  std::uint32_t nroots;
  std::uint16_t class_value_list;  // List<Value>
  std::uint16_t class_str_list;    // List<str>
  // Entry points. Those that return bool return true if abrupt: see Context::abrupt.
  bool (*main)(Context* cx, Object* argv, std::int64_t* status);
  Value (*guest_error)(Context* cx, Str* message, Failure failure);
  bool (*run_callable)(Context* cx, Value f, ValueList* args, ValueList** result);
  /// Runs tasklet `t` of `cx` until the context must attend to something else. A translated VM enters the dispatch
  /// loop; the emulator interprets.
  void (*run)(Context* cx, Tasklet* t);
};

}  // namespace hd
