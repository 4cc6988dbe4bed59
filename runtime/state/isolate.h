// What all contexts of one interpreter share. Immutable after start, or guarded by `lock`.
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
struct Parcel;

/// Handle of a context as a guest object.
struct ContextHandle : Object {
  std::uint16_t id;
  Context* context;             // as long as `ending` is null; then it may be another one's
  std::atomic<Parcel*> ending;  // of the finished context: true and the results, or false and the error
  bool reached;                 // by the trace of the world
};

/// An interrupt line that any context may raise by its name.
struct NamedTrigger {
  std::string name;
  Context* context;
  std::int64_t trigger;
};

/// A context that may be reused once all others have seen the epoch.
struct RetiredContext {
  Context* context = nullptr;
  std::uint64_t epoch = 0;
};

struct Isolate {
  const Language* language = nullptr;
  Executor* executor = nullptr;
  bool shares_thread = false;         // all contexts run on one OS thread, and switch when the executor says so
  std::vector<Operation> operations;  // the language's own, once its table was switched: code/trace.h
  std::uint64_t max_heap = 0;         // bytes a context may hold, 0: no limit
  bool gc_stress = false;
  bool stats = false;               // printed at the end
  bool traces = false;              // recorded, and written to
  std::string trace_path;           // this file at the end
  bool observes = false;            // stats or traces
  bool simulated = false;           // emulator: no OS threads; somebody steps the contexts
  std::int64_t virtual_time = 0;    // simulated: nanoseconds
  std::uint32_t share_after = 16;   // foreign reads of an object before it is read-shared, at first
  std::uint32_t move_after = 4096;  // operations of one context in a row before an object moves, at first
  std::vector<Value> roots;
  std::vector<Object*> constants;
  Value finalizer = Value::nil();  // called when objects died; immortal
  std::vector<Native*> natives;
  std::mutex lock;
  // By id; 0 is nobody. Guarded by `lock`, except reads of entries that are known: there is room from the start.
  std::vector<Context*> contexts;
  std::deque<RetiredContext> retired;                 // guarded by `lock`
  std::vector<NamedTrigger> named_triggers;           // guarded by `lock`
  std::vector<ContextHandle*> handles;                // guarded by `lock`
  std::vector<ContextHandle*> spare_handles;          // guarded by `lock`: that nothing refers to
  Epoch epoch;                                        // of take-backs, and of contexts that retire
  std::atomic<Context*> stopping{nullptr};            // stops the world
  std::atomic<std::size_t> reclaim_at{0};             // contexts in use; 0: the least that is worth it
  std::unordered_map<const Object*, Context*> moved;  // who owns what left its home. Guarded by `lock`
  std::atomic<bool> any_moved{false};
  std::atomic<bool> has_heart{false};      // the heartbeat knows it
  std::int64_t* program_status = nullptr;  // of the first context's main tasklet
  std::int64_t exit_status = 0;
};

/// Nanoseconds that only go forward; of the emulator, virtual ones.
std::int64_t now(const Isolate* isolate);

}  // namespace hd
