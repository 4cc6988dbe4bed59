// State shared by all contexts of one interpreter. Immutable after start, or guarded by `lock`, except where noted.
#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/abi/layout.h"
#include "runtime/sync/epoch.h"

namespace hd {

class Executor;
class Shapes;
struct Parcel;

/// The handle of a context as a guest object.
struct ContextHandle : Object {
  std::uint16_t id;
  Context* context;             // valid while `ending` is null; may be reused afterwards
  std::atomic<Parcel*> ending;  // set when the context has finished: true and the results, or false and the error
  bool reached;                 // by the world trace
};

/// An interrupt trigger that any context may raise by name.
struct NamedTrigger {
  std::string name;
  Context* context;
  std::int64_t trigger;
};

/// A context that may be reused once all others have seen `epoch`.
struct RetiredContext {
  Context* context = nullptr;
  std::uint64_t epoch = 0;
};

struct Isolate {
  const Language* language = nullptr;
  Executor* executor = nullptr;
  bool shares_thread = false;         // all contexts run on one OS thread; the executor says when to switch
  std::vector<Operation> operations;  // the language's own, saved when its table was first switched: code/trace.h
  std::uint64_t max_heap = 0;         // limit on the bytes a context holds; 0: none
  bool gc_stress = false;
  bool cache_stress = false;
  bool stats = false;   // printed at the end
  bool traces = false;  // a trace is recorded and written to `trace_path` at the end
  std::string trace_path;
  std::atomic<bool> observes{false};  // records for one of the two: observe/tally.h
  bool simulated = false;             // emulator: no OS threads, the executor steps the contexts
  std::int64_t virtual_time = 0;      // nanoseconds, if simulated
  std::uint32_t share_after = 16;     // initial number of foreign reads before an object is read-shared
  std::uint32_t move_after = 4096;    // initial number of operations in a row by one context before an object moves
  std::vector<Value> roots;
  std::vector<Object*> constants;
  Value finalizer = Value::nil();  // called when objects have died; immortal
  std::vector<Native*> natives;
  Shapes* shapes = nullptr;     // set when the first context is made
  Fields* no_fields = nullptr;  // the same
  std::mutex lock;
  // By id; 0 is unused. Guarded by `lock`, except for reads of known entries: the capacity is reserved at the start.
  std::vector<Context*> contexts;
  std::deque<RetiredContext> retired;                 // guarded by `lock`
  std::vector<NamedTrigger> named_triggers;           // guarded by `lock`
  std::vector<ContextHandle*> handles;                // guarded by `lock`
  std::vector<ContextHandle*> spare_handles;          // guarded by `lock`; nothing refers to these
  Epoch epoch;                                        // for take-backs and retiring contexts
  std::atomic<Context*> stopping{nullptr};            // the context that is stopping the world
  std::atomic<std::size_t> reclaim_at{0};             // contexts in use that trigger a reclaim; 0: the minimum worth it
  std::unordered_map<const Object*, Context*> moved;  // owners of objects that moved. Guarded by `lock`
  std::atomic<bool> any_moved{false};
  std::atomic<bool> has_heart{false};      // the heartbeat serves this isolate
  std::int64_t* program_status = nullptr;  // exit status from the first context's main tasklet
  std::int64_t exit_status = 0;
};

/// Monotonic nanoseconds; virtual ones under the emulator.
std::int64_t now(const Isolate* isolate);

}  // namespace hd
