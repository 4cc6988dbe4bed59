// Faults: an author's mistakes at run time (an index out of bounds, a division by zero, endless recursion).
//
//   the place of the fault          throws a Fault
//   functions it passes             add their site: where in the description they called
//   the first that can go on        makes it a guest error by `guest_error`: a `try`, a bytecode, a resumed function,
//   or
//                                   what called a builtin or an entry function
//   from there                      an error like any other; as it goes on, its traceback grows
//
// What does not fault pays nothing: catching is a matter of tables. A site is text ready to be shown, in lines
// "index (mine/ops.heddle:27:10)"; made by translator/ir/faults.h.
#pragma once
#include <string>
#include <string_view>

#include "runtime/abi/layout.h"
#include "runtime/state/traceback.h"

namespace hd {

class Fault {
 public:
  explicit Fault(std::string what, std::string place = "") : what_(std::move(what)), place_(std::move(place)) {}
  /// It leaves a function at that site. The first site is the place of a fault that the runtime found.
  void pass(std::string_view site);
  /// "index out of bounds (mine/ops.heddle:27:10)"
  std::string message() const { return place_.empty() ? what_ : what_ + " (" + place_ + ")"; }
  const Traceback& trace() const { return trace_; }

 private:
  std::string what_, place_;
  Traceback trace_;
};

/// Ends the operation. `site`: where in the description; "": whatever calls this will say.
[[noreturn]] HD_COLD void fault(Context* cx, std::string_view what, const char* site = "");
/// The same for a mistake that was made before: it stands at `place`, not where it was found.
[[noreturn]] HD_COLD void fault_at(Context* cx, std::string_view what, const char* place);
/// The guest error for what the machine found wrong. Ends the process when `guest_error` itself faults: no fault could
/// be told then.
Value machine_error(Context* cx, std::string_view message);
/// The fault is an error from here on, in cx->error. Call it where the fault was caught.
HD_COLD void catch_fault(Context* cx, Fault& fault, const char* site = "");
/// A fault found where it can be an error at once.
HD_COLD void raise_here(Context* cx, std::string_view what, const char* site);
/// The error in cx->error leaves a function at that site. Does nothing when no fault made it.
HD_COLD void pass_error(Context* cx, const char* site);
/// A fault made this error.
bool comes_from_fault(const Context* cx, Value error);
/// What the fault said that the error comes from, with its traceback in lines; "" when no fault made the error.
std::string describe_fault(const Context* cx, Value error);
/// Why a test failed that raised cx->error.
std::string describe_failure(const Context* cx);
/// The traceback alone: each line indented, with its end.
std::string traceback_lines(const Traceback& trace);

// The stack of the acting thread. Functions that may come back to themselves look how much of it is left.

/// Addresses below are for what does not look. Of each thread; 0 in those that never act for a context.
extern constinit thread_local std::uintptr_t c_stack_limit [[gnu::tls_model("initial-exec")]];
/// Finds the limits of the calling thread's stack. Called once by each thread that acts for contexts.
void know_stack();

HD_INLINE bool stack_is_low() {
  std::uintptr_t at;
#if defined(__x86_64__)
  asm("mov %%rsp, %0" : "=r"(at));
#elif defined(__aarch64__)
  asm("mov %0, sp" : "=r"(at));
#else
  at = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
#endif
  return at < c_stack_limit;
}

constexpr const char* stack_overflow = "stack overflow";

}  // namespace hd
