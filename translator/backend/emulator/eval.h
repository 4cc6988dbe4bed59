// The evaluator: executes decoded ir on the runtime's own contexts, stacks and objects.
//
// An activation is an `hd::Frame` in the context's heap from the start, so suspending costs nothing and the collector
// sees everything. Where the runtime would tail-call generated code it reaches one of two stubs instead, which record
// the target in `Handoff` and return; the loop in `run` continues there. One OS thread executes all contexts.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "runtime/runtime.h"
#include "translator/backend/emulator/code.h"

namespace heddle::emulator {

using hd::Context;
using hd::Value;

/// Where the runtime asked the emulator to continue.
struct Handoff {
  enum class Kind : std::uint8_t { nothing, bytecode, frame };
  Kind kind = Kind::nothing;
  const std::uint64_t* pc = nullptr;
};

/// The stubs that the runtime calls instead of generated code.
HD_CC void bytecode_stub(HD_ARGS);
HD_CC void frame_stub(HD_ARGS);
/// The function of every emulated builtin; the callee's slot says which one.
bool emulated_native(hd::Context* cx, std::int64_t nargs);

/// Consulted at each safepoint. Implemented by the world.
class Choices {
 public:
  virtual ~Choices() = default;
  /// Whether to end the turn of the running tasklet or of its context.
  virtual hd::Preempt preempt(hd::Context* cx) = 0;
};

/// Returns true if the Value has that tag and, for an object, that class.
inline bool is_arm(Value v, std::uint32_t tag, std::uint32_t class_id) {
  return v.tag == tag && (tag != hd::tag_object || v.as_object()->class_id() == class_id);
}

class Evaluator {
 public:
  using Site = std::function<std::string(const ir::Function&, const ir::Instr&)>;
  using Place = std::function<std::string(const ir::Instr&)>;
  Evaluator(Image& image, Choices& choices, Site site, Place place)
      : image_(image), choices_(choices), site_(std::move(site)), place_(std::move(place)) {}

  /// Language::run: resumes the tasklet of `cx` that the runtime made current.
  void run(hd::Context* cx, hd::Tasklet* t);
  /// Calls function `f` with encoded arguments from C++ (entry points, natives, methods). Returns true if it ended
  /// abruptly; on a suspension the innermost frame has been linked. Results are in cx->results.
  bool call(hd::Context* cx, const EmulatedFunction& f, const hd::Value* args, std::int64_t nargs);

  const Image& image() const { return image_; }
  std::uint64_t steps() const { return steps_; }

 private:
  enum class Outcome : std::uint8_t { finished, raised, suspended, moved };

  Outcome execute(hd::Context* cx, hd::Frame* frame);
  Outcome execute_steps(hd::Context* cx, hd::Frame*& frame);
  static void note_place(hd::Frame* frame, const Step& s);
  hd::Frame* enter(hd::Context* cx, const Step& s, hd::Frame* caller);
  bool leave(hd::Context* cx, const Step& s, hd::Frame*& frame);
  template <class Leave>
  static bool to_handler(hd::Frame*& frame, Leave leave);
  bool pass_to_handler(hd::Context* cx, hd::Frame*& frame);
  bool pass_awaited_error(hd::Context* cx, hd::Frame*& frame);
  std::string site_of(const hd::Frame* frame) const;
  hd::Frame* new_frame(hd::Context* cx, const EmulatedFunction& f, hd::Frame* parent);
  void recycle(hd::Context* cx, hd::Frame* frame);
  void link_chain(hd::Context* cx, hd::Frame* innermost);
  // control.cpp: bytecodes, calls, and what follows the end of a chain
  void run_bytecode(hd::Context* cx, const Handoff& at);
  void resume_frame(hd::Context* cx);
  void after(hd::Context* cx, Outcome outcome, hd::Frame* outermost);
  void control_step(hd::Context* cx, const Step& s, hd::Frame* frame);
  std::int64_t count(hd::Context* cx, std::int64_t n, std::int64_t from) const;
  bool call_machine(hd::Context* cx, const Step& s, hd::Value* r);
  void frame_register(hd::Context* cx, const Step& s, hd::Value* r) const;
  bool call_guest(hd::Context* cx, const Step& s, hd::Value* r);
  void deliver_values(hd::Context* cx, const Step& s, hd::Value* r);
  void return_values(hd::Context* cx, const Step& s, hd::Value* r);
  bool note_request(hd::Context* cx, const Step& s, hd::Value* r);
  static void set_results(hd::Context* cx, const hd::Value* from, int n);
  // value_step.cpp: steps that continue with the next one
  void value_step(hd::Context* cx, const Step& s, hd::Frame* frame);
  void number_step(hd::Context* cx, const Step& s, hd::Frame* frame);
  void reference_step(hd::Context* cx, const Step& s, hd::Frame* frame);
  void context_step(hd::Context* cx, const Step& s, hd::Frame* frame);
  [[noreturn]] static void fail_at(hd::Context* cx, const Step& s, hd::Frame* frame, const char* why);
  // memory_ops.cpp
  void object_step(hd::Context* cx, const Step& s, hd::Value* r);
  hd::Object* new_object(hd::Context* cx, const Step& s, hd::Value* r);
  bool array_step(hd::Context* cx, const Step& s, hd::Value* r);
  void operand_step(hd::Context* cx, const Step& s, hd::Value* r, hd::Frame* frame);
  hd::Value* window_slot(hd::Context* cx, std::int64_t at, std::int64_t index) const;
  const char* place_of(const Step& s);
  const hd::EmitSite& emit_site(const Step& s);
  void emit(hd::Context* cx, const Step& s, hd::Value* r);
  [[noreturn]] void unset_root(hd::Context* cx, const Step& s) const;
  [[noreturn]] static void fail(hd::Context* cx, const char* why);
  const std::vector<Scalar>& scalars_of(const sema::Type* type) { return image_.scalars(type); }
  int reg_width(const EmulatedFunction& f, int reg) const;

  Image& image_;
  Choices& choices_;
  Site site_;
  Place place_;
  std::size_t depth_ = 0;  // estimated use of the translated VM's C stack, in bytes
  std::uint64_t steps_ = 0;
  std::deque<std::string> places_;  // of steps: see Step::place
  std::deque<hd::EmitSite> sites_;  // see Step::site
  // Frames of finished activations by context and function, reused until the context collects.
  struct Pool {
    std::uint64_t collections = ~std::uint64_t{0};
    std::vector<hd::Frame*> free;
  };
  std::vector<Pool> pools_;
};

}  // namespace heddle::emulator
