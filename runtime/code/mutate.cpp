#ifdef HD_MUTATE_CODE
#include "runtime/code/mutate.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace hd {

namespace {

constexpr int status_out_of_time = 3;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Per thread, so that contexts that make code at the same time do not contend. A seed of 0 changes nothing.
std::uint64_t random_word() {
  static const std::uint64_t seed = setting("HEDDLE_MUTATE", 0);
  thread_local std::uint64_t state = seed * 0x9e3779b97f4a7c15u;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(random_word() % static_cast<std::uint64_t>(n)); }

bool is_place_to_change() {
  static const std::uint64_t every = setting("HEDDLE_MUTATE_EVERY", 100);
  const std::uint64_t word = random_word();
  return word != 0 && word % every == 0;
}

/// Usually returns a nearby number, which `finish` is likely to accept.
std::int64_t other_number(std::int64_t n) {
  const std::int64_t far[] = {-1,
                              -2,
                              0x7fff,
                              0x8000,
                              0xffff,
                              0x10000,
                              std::numeric_limits<std::int32_t>::max(),
                              1 << 20,
                              std::numeric_limits<std::int64_t>::max(),
                              std::numeric_limits<std::int64_t>::min()};
  switch (below(8)) {
    case 0:
      return far[below(std::size(far))];
    case 1:
      return below(256);
    case 2:
      return 0;
    default:
      return static_cast<std::int64_t>(static_cast<std::uint64_t>(n) + static_cast<std::uint64_t>(below(9) - 4));
  }
}

std::int64_t other_label(const AsmState& s) {
  if (below(4) == 0) return other_number(s.number << 32);
  return s.number << 32 | below(static_cast<std::int64_t>(s.labels.size()) + 1);
}

}  // namespace

bool leave_out(const AsmState&) { return is_place_to_change() && below(4) == 0; }

std::int64_t changed(const AsmState&, std::int64_t n) { return is_place_to_change() ? other_number(n) : n; }

std::int64_t changed_label(const AsmState& s, std::int64_t label) {
  return is_place_to_change() ? other_label(s) : label;
}

const std::int64_t* changed_operands(const AsmState& s, const EmitSite& site, const std::int64_t* values,
                                     std::int64_t* room) {
  for (int i = 0; i < site.op->noperands; ++i) {
    const OperandKind kind = site.op->operands[i].kind;
    const auto constants = static_cast<std::int64_t>(s.consts.size());
    room[i] = values[i];
    if (!is_place_to_change()) continue;
    if (kind == OperandKind::label)
      room[i] = other_label(s);
    else if (kind == OperandKind::reg_or_const && (site.constants >> i & 1))
      room[i] = below(constants);  // the assembler makes the indices itself, so keep to constants that exist
    else if (kind != OperandKind::constant)
      room[i] = other_number(values[i]);
  }
  return room;
}

void end_in_time(Context*) {
  using Clock = std::chrono::steady_clock;
  static const auto end = Clock::now() + std::chrono::seconds(setting("HEDDLE_MUTATE_SECONDS", 4));
  if (Clock::now() < end) return;
  std::fputs("out of time\n", stderr);
  _exit(status_out_of_time);
}

}  // namespace hd
#endif
