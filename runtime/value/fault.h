// Faults: an author's mistakes detected at run time (index out of bounds, division by zero, endless recursion).
//
//   the place of the fault          throws a Fault
//   functions it passes through     add their site: where in the description they made the call
//   the first that can continue     turns it into a guest error with `guest_error`: a `try`, a bytecode, a resumed
//                                   function, or the caller of a builtin or an entry function
//   from there on                   it is an error like any other, and its traceback keeps growing
//
// Code that does not fault pays nothing: catching uses unwind tables. A site is text ready for display, in lines such
// as "index (mine/ops.heddle:27:10)", produced by translator/ir/faults.h.
#pragma once
#include <string>
#include <string_view>

#include "runtime/abi/layout.h"
#include "runtime/state/traceback.h"

namespace hd {

class Fault {
 public:
  explicit Fault(std::string what, std::string place = "") : what_(std::move(what)), place_(std::move(place)) {}
  /// Adds the site at which the fault leaves a function. The first site is the place of a fault found by the runtime.
  void pass(std::string_view site);
  /// "index out of bounds (mine/ops.heddle:27:10)"
  std::string message() const { return place_.empty() ? what_ : what_ + " (" + place_ + ")"; }
  const Traceback& trace() const { return trace_; }

 private:
  std::string what_, place_;
  Traceback trace_;
};

/// Ends the operation. `site`: where in the description; "": the caller adds it.
[[noreturn]] HD_COLD void fault(Context* cx, std::string_view what, const char* site = "");
/// Like `fault`, for a mistake made earlier: it is reported at `place`, not where it was found.
[[noreturn]] HD_COLD void fault_at(Context* cx, std::string_view what, const char* place);
/// Returns the guest error for a failure, in the words of the language. `message`: the text; "": the text from
/// failures.def. Ends the process if `guest_error` itself faults, since no fault can be reported then.
Value machine_error(Context* cx, Failure failure, std::string_view message = {});
/// Turns a caught fault into a guest error, in cx->error. Call it where the fault was caught.
HD_COLD void catch_fault(Context* cx, Fault& fault, const char* site = "");
/// Raises a fault that can become an error at once.
HD_COLD void raise_here(Context* cx, std::string_view what, const char* site);
/// Raises the fault for a guest function to be called when the language has no `run_callable`. Always returns true.
HD_COLD bool cannot_run(Context* cx);
/// Adds the site at which the error in cx->error leaves a function. Does nothing unless a fault made the error.
HD_COLD void pass_error(Context* cx, const char* site);
/// Returns true if a fault made this error.
bool comes_from_fault(const Context* cx, Value error);
/// Returns the message and traceback lines of the fault that made the error, or "" if none did.
std::string describe_fault(const Context* cx, Value error);
/// Describes cx->error, which made a test fail.
std::string describe_failure(const Context* cx);
/// Returns the traceback alone, one indented line per entry, each ending in a newline.
std::string traceback_lines(const Traceback& trace);

// The stack of the acting thread. Functions that may recurse check how much of it is left.

/// The stack below this address is reserved for functions that do not check. One per thread; 0 in threads that never
/// act for a context.
extern constinit thread_local std::uintptr_t c_stack_limit [[gnu::tls_model("initial-exec")]];
/// Finds the limits of the calling thread's stack. Every thread that acts for contexts calls this once.
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
