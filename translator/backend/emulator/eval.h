// The evaluator: executes decoded ir on the runtime's own contexts, stacks and objects.
//
// An activation is a `hd::Frame` in the context's heap from the start, so suspending costs nothing and the collector
// sees everything. Where the runtime would tail-call generated code it reaches one of two stubs instead, which leave a
// note in `Handoff` and return; the loop in `run` picks it up. One OS thread executes all contexts.
#pragma once
#include <cstdint>
#include <vector>

#include "runtime/runtime.h"
#include "translator/backend/emulator/code.h"

namespace heddle::emulator {

/// What the runtime asked the emulator to go on with.
struct Handoff {
  enum class Kind : std::uint8_t { nothing, bytecode, frame };
  Kind kind = Kind::nothing;
  const std::uint64_t* pc = nullptr;
  hd::Value* base = nullptr;
  const hd::Value* consts = nullptr;
};

/// Asked at each safepoint: may end the context's turn, or collect. Implemented by the world.
class Choices {
 public:
  virtual ~Choices() = default;
  /// True: stop running this context now; somebody else's turn.
  virtual bool preempt(hd::Context* cx) = 0;
};

class Evaluator {
 public:
  Evaluator(const Image& image, Choices& choices) : image_(image), choices_(choices) {}

  /// Language::run: continues the tasklet of `cx` that the runtime made current.
  void run(hd::Context* cx, hd::Tasklet* t);
  /// Calls function `f` with encoded arguments from C++ (entry points, natives, methods). True: signalled; on a
  /// suspension the innermost frame has been linked. Results are in cx->results.
  bool call(hd::Context* cx, const EmulatedFunction& f, const hd::Value* args, std::int64_t nargs);

  const Image& image() const { return image_; }
  std::uint64_t steps() const { return steps_; }

 private:
  enum class Outcome : std::uint8_t { finished, raised, suspended, moved };
  struct Place;

  Outcome execute(hd::Context* cx, hd::Frame* frame);
  Outcome execute_steps(hd::Context* cx, hd::Frame*& frame);
  hd::Frame* new_frame(hd::Context* cx, const EmulatedFunction& f, hd::Frame* parent);
  void recycle(hd::Context* cx, hd::Frame* frame);
  void run_bytecode(hd::Context* cx);
  void after_op(hd::Context* cx, Outcome outcome, hd::Frame* outermost);
  void resume_frame(hd::Context* cx);
  bool deliver(hd::Context* cx, hd::Frame* frame);
  bool return_values(hd::Context* cx, const Step& s, hd::Value* r);
  void emit(hd::Context* cx, const Step& s, hd::Value* r);
  bool call_guest(hd::Context* cx, const Step& s, hd::Value* r, hd::Value* scratch);

  const Image& image_;
  Choices& choices_;
  std::uint64_t steps_ = 0;
  // Frames of finished activations by context and function, reused until the context collects.
  struct Pool {
    std::uint64_t collections = ~std::uint64_t{0};
    std::vector<hd::Frame*> free;
  };
  std::vector<Pool> pools_;
};

}  // namespace heddle::emulator
