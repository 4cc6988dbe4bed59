// Failures that the machine detects while a guest program runs. The machine knows no guest language, so the description
// words the error: `guest_error` receives the Failure and a plain English text for it.
// Constants: any thread.
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
  const char* text;  // "": the code that raises it supplies the text
};

/// Indexed by Failure.
inline constexpr FailureInfo failures[] = {
#define HD_FAILURE(name, shown, text) {#shown, text},
#include "runtime/abi/failures.def"
#undef HD_FAILURE
};

constexpr const char* text_of(Failure failure) { return failures[static_cast<std::size_t>(failure)].text; }

}  // namespace hd
