// What the machine may find wrong while a guest program runs. The machine knows no guest language, so the description
// words it: `guest_error` gets the Failure, and the text that is said of it in plain English.
#pragma once
#include <cstddef>
#include <cstdint>

namespace hd {

enum class Failure : std::int32_t {
#define HD_FAILURE(name, shown, text) name,
#include "runtime/abi/failures.def"
#undef HD_FAILURE
};

struct FailureInfo {
  const char* name;  // in descriptions: `Failure.OutOfMemory`
  const char* text;  // "": what raises it says more than a constant could
};

/// By number.
inline constexpr FailureInfo failures[] = {
#define HD_FAILURE(name, shown, text) {#shown, text},
#include "runtime/abi/failures.def"
#undef HD_FAILURE
};

constexpr const char* text_of(Failure failure) { return failures[static_cast<std::size_t>(failure)].text; }

}  // namespace hd
