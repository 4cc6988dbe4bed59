// Library calls that may block, made at once or outside of the context. Thread context: the thread acting for `cx`.
#pragma once
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "runtime/tasklet/blocking.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"

namespace hd {

/// The maximum number of bytes in a str.
constexpr std::size_t longest_text = 0x7fffffff;

/// Nothing becomes nil.
using Text = std::optional<std::string>;

inline Value as_value(Context* cx, const Text& text) {
  return text ? Value::object(new_str(cx, text->data(), text->size())) : Value::nil();
}
inline Value as_value(Context*, std::int64_t v) { return Value::integer(v); }
inline Value as_value(Context*, bool v) { return Value::boolean(v); }

/// A blocking call that may set errno.
template <class Call>
class BlockingCall final : public Blocking {
 public:
  BlockingCall(Call call, int descriptor) : Blocking(descriptor), call_(std::move(call)) {}
  void fail(int error) override { error_ = error; }
  Value finish(Context* cx, Tasklet* t) override {
    t->os_error = error_ + 1;
    return as_value(cx, result_);
  }

 private:
  void work() override {
    result_ = call_();
    error_ = errno;
  }

  Call call_;
  std::invoke_result_t<Call&> result_{};
  int error_ = 0;
};

/// Makes `call` at once, or outside of the context if it may block. Its result goes to cx->results. Returns true if the
/// tasklet is suspended. `descriptor`: what the call waits to read from, or -1.
template <class Call>
bool perform(Context* cx, bool blocks, Call call, int descriptor = -1) {
  if (!blocks) {
    result_one(cx, as_value(cx, call()));
    return false;
  }
  return block(cx, std::make_unique<BlockingCall<Call>>(std::move(call), descriptor));
}

}  // namespace hd
