#include "runtime/intrinsics/intrinsics.h"

#include <tuple>
#include <type_traits>
#include <utility>

#include "runtime/code/assembler.h"
#include "runtime/code/frames.h"
#include "runtime/code/inspect.h"
#include "runtime/intrinsics/intrinsic_headers.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"

namespace hd {

namespace {

template <class T>
T decode(Value v) {
  if constexpr (std::is_same_v<T, Value>)
    return v;
  else if constexpr (std::is_same_v<T, bool>)
    return v.bits != 0;
  else if constexpr (std::is_same_v<T, double>)
    return v.as_float();
  else if constexpr (std::is_pointer_v<T>)
    return v.is_object() ? reinterpret_cast<T>(v.bits) : nullptr;
  else
    return static_cast<T>(v.bits);
}

template <class T>
Value encode(T v) {
  if constexpr (std::is_same_v<T, Value>)
    return v;
  else if constexpr (std::is_same_v<T, bool>)
    return Value::boolean(v);
  else if constexpr (std::is_same_v<T, double>)
    return Value::number(v);
  else if constexpr (std::is_pointer_v<T>)
    return Value::reference(v);
  else
    return Value::integer(static_cast<std::int64_t>(v));
}

template <auto function, class Result, class... Args, std::size_t... I>
bool plain(Context* cx, const Value* args, Value* result, Result (*)(Context*, Args...), std::index_sequence<I...>) {
  (void)args;
  if constexpr (std::is_void_v<Result>)
    function(cx, decode<Args>(args[I])...);
  else
    *result = encode(function(cx, decode<Args>(args[I])...));
  return false;
}

/// For MayBeAbrupt functions: the last parameter may be a pointer to the result.
template <auto function, bool with_result, class... Args, std::size_t... I>
bool abrupt(Context* cx, const Value* args, Value* result, bool (*)(Context*, Args...), std::index_sequence<I...>) {
  (void)args;
  using All = std::tuple<Args...>;
  if constexpr (with_result) {
    using Out = std::remove_pointer_t<std::tuple_element_t<sizeof...(Args) - 1, All>>;
    Out out{};
    if (function(cx, decode<std::tuple_element_t<I, All>>(args[I])..., &out)) return true;
    *result = encode(out);
    return false;
  } else {
    return function(cx, decode<std::tuple_element_t<I, All>>(args[I])...);
  }
}

template <class T>
struct is_out : std::false_type {};
template <class T>
struct is_out<T*> : std::bool_constant<std::is_pointer_v<T> || std::is_arithmetic_v<T> || std::is_same_v<T, Value>> {};

template <auto function>
struct Plain {
  template <class R, class... A>
  static bool apply(R (*f)(Context*, A...), Context* cx, const Value* args, Value* result) {
    static_assert(sizeof...(A) <= max_machine_arguments);
    return plain<function>(cx, args, result, f, std::index_sequence_for<A...>{});
  }
  static bool call(Context* cx, const Value* args, Value* result) { return apply(function, cx, args, result); }
};

template <auto function>
struct MayBeAbrupt {
  template <class... A>
  static bool apply(bool (*f)(Context*, A...), Context* cx, const Value* args, Value* result) {
    static_assert(sizeof...(A) <= max_machine_arguments + 1);  // one more for the result pointer
    if constexpr (sizeof...(A) == 0) {
      return abrupt<function, false>(cx, args, result, f, std::index_sequence<>{});
    } else {
      using Last = std::tuple_element_t<sizeof...(A) - 1, std::tuple<A...>>;
      constexpr bool out = is_out<Last>::value;
      return abrupt<function, out>(cx, args, result, f, std::make_index_sequence<sizeof...(A) - (out ? 1 : 0)>{});
    }
  }
  static bool call(Context* cx, const Value* args, Value* result) { return apply(function, cx, args, result); }
};

/// Chooses how a function is called: only those that may raise or suspend return whether they did.
template <bool signals, auto function>
constexpr MachineCall call_of() {
  if constexpr (signals)
    return &MayBeAbrupt<function>::call;
  else
    return &Plain<function>::call;
}

namespace facts {
enum : unsigned {
  none = 0,
  raises = 1,
  allocates = 0,
  routes = 0,
  suspends = 0,
  blocks = 0,
  frame = 0,
  writes = 0,
  home = 0,
  faults = 0,
  place = 0,
  is_static = 0,
  is_property = 0,
  is_setter = 0,
  is_special = 0
};

constexpr MachineCall calls[] = {
    nullptr,
#define HD_MACHINE_FUNCTION(id, module, name, params, result, facts, cpp_result, cpp_params) \
  call_of<((facts) & raises) != 0, static_cast<cpp_result(*) cpp_params>(&hd::id)>(),
#define HD_MACHINE_INSTRUCTION(id, module, name, params, result, facts) nullptr,
#include "runtime/abi/machine_functions.def"
};
}  // namespace facts

}  // namespace

const MachineCall& machine_call(std::size_t place) { return facts::calls[place]; }

}  // namespace hd
