// The hand-shake of a take-back: no context reads the object while its home writes it.
#include "runtime/abi/owner_word.h"
#include "runtime/sync/actor.h"
#include "runtime/sync/epoch.h"
#include "tests/relacy/suites.h"

namespace hd {

namespace {

/// An object that starts read-shared: two words that must always agree.
struct Shared {
  Half owner{0};
  Plain<int> first{0}, second{0};
};

/// A reading context, as a take-back sees it.
struct Reader {
  SeenEpoch seen;
  Actor actor;
  int last = 0;

  void start() {
    actor.claim();
    actor.take_up();
  }
  /// Mirrors generated code: the owner check, then the read in place. For an object in transition it would send a
  /// request.
  void read(const Shared& object) {
    if ((owner_word_acquire(&object.owner) & owner_mask) != 0) return;
    const int first = object.first, second = object.second;
    RL_ASSERT(first == second);
    RL_ASSERT(first >= last);
    last = first;
  }
};

struct Home {
  Epoch epoch;

  /// Mirrors begin_take_back and try_take_back in runtime/routing/sharing.cpp, until all have reached the epoch.
  template <class... Readers>
  void take_back(Shared& object, Readers&... readers) {
    set_owner_word(&object.owner, owner_in_transition);
    const std::uint64_t begun = epoch.begin();
    const auto await = [begun](Reader& reader) {
      while (!reaches(reader.seen, reader.actor, begun, [&reader] { reader.actor.release(); })) relax();
    };
    (await(readers), ...);
  }
  static void write(Shared& object, int value) {
    object.first = value;
    object.second = value;
    set_owner_word(&object.owner, 0);
  }
};

/// The home writes twice and shares the object in between; one context reads it between safepoints, another parks
/// and resumes.
struct TakingBack : rl::test_suite<TakingBack, 3> {
  Shared object;
  Home home;
  Reader runs, parks;

  void before() {
    runs.start();
    parks.start();
  }
  void thread(unsigned index) {
    if (index == 0) return write();
    index == 1 ? run() : park();
  }
  void write() {
    for (int value = 1; value <= 2; ++value) {
      home.take_back(object, runs, parks);
      Home::write(object, value);
    }
  }
  void run() {
    for (int i = 0; i < 3; ++i) {
      runs.read(object);
      runs.seen.pass(home.epoch);
    }
    runs.actor.park(Actor::Then::leave);
  }
  void park() {
    for (int i = 0; i < 2; ++i) {
      parks.read(object);
      parks.actor.park(Actor::Then::attend);
      while (!parks.actor.unpark()) relax();
    }
    parks.actor.park(Actor::Then::leave);
  }
};

/// Two homes each take back an object from a context that leaves after its reads. One of them claims it and reports for
/// it, and the other relies on that report.
struct Reporting : rl::test_suite<Reporting, 3> {
  Shared objects[2];
  Home home;
  Reader reader;

  void before() { reader.start(); }
  void thread(unsigned index) {
    if (index < 2) {
      home.take_back(objects[index], reader);
      return Home::write(objects[index], 1);
    }
    reader.read(objects[0]);
    reader.last = 0;
    reader.read(objects[1]);
    reader.actor.park(Actor::Then::leave);
  }
};

constexpr Suite suites[] = {
    {"taking_back", 200'000, rl::simulate<TakingBack>},
    {"reporting", 100'000, rl::simulate<Reporting>},
};

}  // namespace

std::span<const Suite> take_back_suites() { return suites; }

}  // namespace hd
