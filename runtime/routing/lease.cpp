#include "runtime/routing/lease.h"

#include "runtime/routing/hold.h"

namespace hd {

#ifdef HD_UNIPROCESSOR
void lease(Context* cx) { cx->served_in_a_row = 0; }
void let_work(Context*, const Context*) {}
#else

namespace {

constexpr std::int64_t slice_nanoseconds = 100'000;
constexpr int patience = 200;  // looks at a context that nobody claims

}  // namespace

void lease(Context* cx) {
  cx->served_in_a_row = 0;
  const std::int64_t begin = now(cx->isolate);
  if (cx->isolate->simulated || cx->isolate->gc_stress || begin < cx->next_lease) return;
  cx->sleeper = true;  // tasklets that a claimer makes ready are this thread's to run
  cx->actor.park();
  int unclaimed = 0;
  for (int looks = 0;; ++looks) {
    const Actor::State state = cx->actor.state();
    if (state == Actor::running) break;  // handed over
    unclaimed = state == Actor::parked ? unclaimed + 1 : 0;
    const bool over = cx->wants_back.load(std::memory_order_relaxed);  // written here only
    if ((over || unclaimed > patience) && cx->actor.unpark()) break;
    if (!over && looks % 16 == 15 && now(cx->isolate) - begin > slice_nanoseconds)
      cx->wants_back.store(true, std::memory_order_relaxed);  // a hint for route, which claims it no more, ...
    if (over) ask_holder(cx);                                 // ... and who did lets go
    relax();
  }
  const bool used_up = cx->wants_back.load(std::memory_order_relaxed);
  cx->lease_after = used_up ? lease_again_after : first_lease_after;
  cx->wants_back.store(false, std::memory_order_relaxed);  // a hint for others
  cx->sleeper = false;
  const std::int64_t end = now(cx->isolate);
  cx->next_lease = end + (end - begin);
  cx->own_until.store(cx->next_lease, std::memory_order_relaxed);  // hints, too; partner: let_work
  cx->tenant.store(used_up ? cx->customer : nullptr, std::memory_order_relaxed);
}

void let_work(Context* cx, const Context* home) {
  const std::int64_t until = home->own_until.load(std::memory_order_relaxed);
  while (home->actor.state() == Actor::running && now(cx->isolate) < until && !cx->poll.load(std::memory_order_relaxed))
    for (int i = 0; i < 16; ++i) relax();
}
#endif

}  // namespace hd
