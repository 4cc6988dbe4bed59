// A place in the description: a half-open byte range of one source file.
#pragma once
#include <cstdint>

namespace heddle::source {

/// The index of a file in the `SourceMap` that loaded it.
using FileId = std::uint32_t;

/// Bytes [begin, end) of a file. The default span means "no place" (synthesised code).
struct Span {
  FileId file = 0xffffffff;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool valid() const { return file != 0xffffffff; }
  /// The smallest span that covers both, which must be in the same file.
  Span to(Span last) const { return valid() && last.valid() ? Span{file, begin, last.end} : (valid() ? *this : last); }
};

}  // namespace heddle::source
