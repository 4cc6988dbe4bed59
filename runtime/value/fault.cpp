#include "runtime/value/fault.h"

#include <pthread.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

constinit thread_local std::uintptr_t c_stack_limit = 0;

namespace {

constexpr std::size_t first_shown = 12, last_shown = 8;  // lines of a long traceback

constexpr std::uintptr_t most_stack = 16 << 20;  // use no more than this: a fault has to unwind it
thread_local std::uintptr_t reserve = 0;         // below c_stack_limit

/// Lets the code that makes the guest error of an overflow use half of the reserve.
class StackReserve {
 public:
  StackReserve() { c_stack_limit -= spare_; }
  ~StackReserve() { c_stack_limit += spare_; }
  StackReserve(const StackReserve&) = delete;
  StackReserve& operator=(const StackReserve&) = delete;

 private:
  const std::uintptr_t spare_ = reserve / 2;
};

/// Ends the process: there is no way to report the fault to the guest.
[[noreturn]] void guest_error_failed(std::string_view message, const Fault& why) {
  std::fflush(stdout);
  std::fprintf(stderr, "'guest_error' failed: %s\n%sfor the error: %.*s\n", why.message().c_str(),
               traceback_lines(why.trace()).c_str(), static_cast<int>(message.size()), message.data());
  std::fflush(stderr);
  _exit(1);
}

}  // namespace

void Traceback::add(std::string_view site) {
  while (!site.empty()) {
    const std::size_t end = std::min(site.find('\n'), site.size());
    ++lines;
    if (first.size() < first_shown) {
      first.emplace_back(site.substr(0, end));
    } else {
      if (last.size() == last_shown) last.pop_front();
      last.emplace_back(site.substr(0, end));
    }
    site.remove_prefix(std::min(end + 1, site.size()));
  }
}

std::string traceback_lines(const Traceback& trace) {
  std::string text;
  for (const std::string& line : trace.first) text += "  in " + line + "\n";
  if (trace.lines > trace.first.size() + trace.last.size()) text += "  ...\n";
  for (const std::string& line : trace.last) text += "  in " + line + "\n";
  return text;
}

void Fault::pass(std::string_view site) {
  if (place_.empty()) {
    const std::string_view line = site.substr(0, site.find('\n'));
    const std::size_t open = line.rfind('('), close = line.rfind(')');
    if (open != line.npos && close != line.npos && open < close) place_ = line.substr(open + 1, close - open - 1);
  }
  trace_.add(site);
}

void fault(Context*, std::string_view what, const char* site) {
  Fault fault{std::string(what)};
  fault.pass(site);
  throw fault;
}

void fault_at(Context*, std::string_view what, const char* place) {
  throw Fault(std::string(what), place ? place : "");
}

Value machine_error(Context* cx, Failure failure, std::string_view message) {
  if (message.empty()) message = text_of(failure);
  if (!cx->making_error.empty()) guest_error_failed(cx->making_error, Fault(std::string(message)));
  const StackReserve reserve;
  const Abrupt before = cx->abrupt;
  const Value other = cx->error;
  cx->making_error = message;
  try {
    const Value error = cx->isolate->language->guest_error(cx, new_str(cx, message.data(), message.size()), failure);
    cx->making_error = {};
    cx->abrupt = before;
    cx->error = other;
    return error;
  } catch (const Fault& fault) {
    guest_error_failed(message, fault);
  }
}

void catch_fault(Context* cx, Fault& fault, const char* site) {
  fault.pass(site);
  if (!cx->making_error.empty()) guest_error_failed(cx->making_error, fault);
  const std::string message = fault.message();
  cx->error = machine_error(cx, Failure::fault, message);
  cx->abrupt = Abrupt::raise;
  cx->faulted.error = cx->error;
  cx->faulted.message = message;
  cx->faulted.trace = fault.trace();
}

void raise_here(Context* cx, std::string_view what, const char* site) {
  Fault fault{std::string(what)};
  catch_fault(cx, fault, site);
}

bool cannot_run(Context* cx) {
  raise_here(cx, "the language has no function 'run_callable'", "");
  return true;
}

bool comes_from_fault(const Context* cx, Value error) {
  const FaultedError& last = cx->faulted;
  return !last.message.empty() && last.error.tag == error.tag && last.error.bits == error.bits;
}

void pass_error(Context* cx, const char* site) {
  if (comes_from_fault(cx, cx->error)) cx->faulted.trace.add(site);
}

std::string describe_fault(const Context* cx, Value error) {
  if (!comes_from_fault(cx, error)) return "";
  return cx->faulted.message + "\n" + traceback_lines(cx->faulted.trace);
}

std::string describe_failure(const Context* cx) {
  std::string text = describe_fault(cx, cx->error);
  if (!text.empty()) text.pop_back();  // the final newline
  if (!text.empty()) return text;
  return cx->error.is_class(class_str) ? std::string(view(cx->error.as<Str>())) : "a guest error was raised";
}

namespace {

struct StackBounds {
  std::uintptr_t low, size;
};

/// The main thread's stack grows down from its argument strings to the system's limit. (pthread_getattr_np would have
/// to read /proc.)
StackBounds bounds_of_main(std::uintptr_t here) {
  rlimit limit;
  std::uintptr_t size = most_stack;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    size = std::min<std::uintptr_t>(size, limit.rlim_cur);
  const std::uintptr_t strings = getauxval(AT_EXECFN), page = 4096;
  const std::uintptr_t top = (strings > here ? strings : here) / page * page;
  return {top > size ? top - size : 0, size};
}

StackBounds bounds_of_thread(std::uintptr_t here) {
  if (getpid() == gettid()) return bounds_of_main(here);
  pthread_attr_t attributes;
  void* low = nullptr;
  std::size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return {0, 0};
  pthread_attr_getstack(&attributes, &low, &size);
  pthread_attr_destroy(&attributes);
  const std::uintptr_t left_out = size > most_stack ? size - most_stack : 0;
  return {reinterpret_cast<std::uintptr_t>(low) + left_out, size - left_out};
}

}  // namespace

void know_stack() {
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  const StackBounds bounds = bounds_of_thread(here);
#ifdef HD_PLAIN_CALLS
  constexpr std::uintptr_t most_reserve = 1 << 20;  // sanitizers make frames large
#else
  constexpr std::uintptr_t most_reserve = 256 << 10;
#endif
  reserve = std::min(most_reserve, bounds.size / 4);
  c_stack_limit = bounds.low + reserve;
}

}  // namespace hd
