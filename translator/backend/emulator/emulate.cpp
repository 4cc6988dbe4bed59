#include "translator/backend/emulator/emulate.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <stdexcept>

#include "runtime/observe/observe.h"
#include "runtime/routing/hold.h"
#include "translator/backend/emulator/eval.h"
#include "translator/backend/emulator/language.h"
#include "translator/ir/faults.h"

namespace heddle::emulator {

namespace {

class World;
World* world = nullptr;  // the runtime's hooks are plain functions: one world at a time

constexpr std::int64_t nanoseconds_between_safepoints = 200;

/// Runs all contexts on one OS thread: no thread needs to be woken, and each safepoint may end a turn.
class Turns final : public hd::Executor {
 public:
  explicit Turns(Choices& choices) : choices_(choices) {}
  hd::Runner find_runner(hd::Context*) override { return hd::Runner::known; }
  void offer(hd::Context*) override {}
  /// Each safepoint calls `preempt`, which also advances the clock.
  void start_beats(hd::Context* cx) override { cx->poll.ask_self(); }
  void want_thread(hd::Context*) override {}
  void interrupt_call(hd::Context*, hd::Tasklet*) override {}  // calls end before anything else runs
  void interrupt_again(hd::Context*) override {}
  bool processors_are_short() const override { return false; }
  void nap(hd::Context*, std::int64_t) override {}
  hd::Preempt preempt(hd::Context* cx) override { return choices_.preempt(cx); }

 private:
  Choices& choices_;
};

class World final : public Choices {
 public:
  World(const ir::Program& program, const source::SourceMap& sources, const Options& options)
      : program_(const_cast<ir::Program&>(program)),
        options_(options),
        random_(options.seed),
        layout_(ir::assign_layout(program_)),
        image_(make_image(program, layout_)),
        evaluator_(
            *image_, *this,
            [this, &sources](const ir::Function& f, const ir::Instr& i) { return ir::site(program_, f, i, sources); },
            [this, &sources](const ir::Instr& i) { return ir::place(program_, i, sources); }),
        tables_(*image_) {
    world = this;
    number_methods();
    hd::Language& language = tables_.language();
    language.methods = methods_.data();
    language.nmethods = static_cast<std::uint32_t>(methods_.size());
    language.main = &main;
    language.guest_error = &guest_error;
    language.run_callable = &run_callable;
    language.run = [](hd::Context* cx, hd::Tasklet* t) { world->evaluator_.run(cx, t); };
  }
  ~World() override { world = nullptr; }

  int run() {
    hd::know_stack();
    std::vector<char*> argv;
    for (const std::string& word : options_.arguments) argv.push_back(const_cast<char*>(word.c_str()));
    std::int64_t status = 0;
    hd::Context* first = boot(static_cast<int>(argv.size()), argv.data(), &status);
    while (!first->finished) turn();
    if (options_.stats) print_statistics();
    std::fflush(nullptr);
    return static_cast<int>(status);
  }

  std::vector<TestResult> run_tests() {
    hd::know_stack();
    std::int64_t status = 0;
    hd::Context* cx = boot(0, nullptr, &status);
    cx->schedule.ready.clear();
    std::vector<TestResult> results;
    for (ir::FunctionId id : program_.tests) {
      TestResult result{program_.function(id).shown_name, true, ""};
      if (evaluator_.call(cx, image_->functions[static_cast<std::size_t>(id)], nullptr, 0)) {
        result.passed = false;
        result.message = hd::describe_failure(cx);
      }
      cx->abrupt = hd::Abrupt::none;
      results.push_back(std::move(result));
    }
    return results;
  }

  hd::Preempt preempt(hd::Context* cx) override {
    watch_safepoints(cx);
    isolate_.virtual_time += nanoseconds_between_safepoints;
    const std::int64_t beat = isolate_.virtual_time / 1'000'000;
    cx->work.beats.store(static_cast<std::uint32_t>(beat), std::memory_order_relaxed);  // one OS thread
    const auto choice = random_() % 32;
    if (choice == 0 && !cx->schedule.ready.empty() && cx->schedule.choosing != cx->current) return hd::Preempt::tasklet;
    return choice < 4 && isolate_.contexts.size() > 2 ? hd::Preempt::context : hd::Preempt::no;
  }

  Evaluator& evaluator() { return evaluator_; }
  const Image& image() const { return *image_; }

 private:
  void print_statistics() {
    std::fprintf(stderr, "emulated with seed %llu: a safepoint takes %lld ns, everything else no time\n",
                 static_cast<unsigned long long>(options_.seed),
                 static_cast<long long>(nanoseconds_between_safepoints));
    hd::print_statistics(&isolate_);
  }

  hd::Context* boot(int argc, char** argv, std::int64_t* status) {
    isolate_.simulated = true;
    isolate_.stats = options_.stats;
    isolate_.observes.store(options_.stats, std::memory_order_relaxed);  // one OS thread
    isolate_.move_after = 8;
    isolate_.share_after = 2;  // early, so that emulation exercises the states of objects
    isolate_.gc_stress = options_.gc_stress;
    isolate_.max_heap = options_.max_heap;
    isolate_.executor = &turns_;
    isolate_.shares_thread = true;
    hd::Context* cx = hd::boot(&isolate_, tables_.language(), argc, argv, status);
    make_tables(cx);
    return cx;
  }

  /// Creates the constants of frozen array types: objects of the first context that every context may read.
  void make_tables(hd::Context* cx) {
    for (std::size_t i = 0; i < program_.tables.size(); ++i) {
      const auto& table = program_.tables[i];
      const auto& scalars = image_->scalars(table.type->element);
      hd::Array* array = nullptr;
      const auto stride = layout_.size_of(table.type->element);
      hd::array_new(cx, static_cast<std::uint16_t>(table.type->class_id), stride,
                    static_cast<std::int64_t>(table.elements.size()), &array);
      for (std::size_t e = 0; e < table.elements.size(); ++e)
        store(array->items<char>() + e * stride, scalars[0].memory, constant(table.elements[e]));
      hd::keep_constant(cx, array);
      image_->tables[i] = array;
    }
  }

  static hd::Value constant(const ir::Instr& i) {
    switch (i.op) {
      case ir::Op::const_str:
        return hd::Value::object(hd::intern(i.text.data(), i.text.size()));
      case ir::Op::const_float:
        return hd::Value::number(i.number);
      case ir::Op::const_bool:
        return hd::Value::boolean(i.imm != 0);
      case ir::Op::const_int:
        return hd::Value::integer(i.imm);
      default:
        return hd::Value::nil();
    }
  }

  void number_methods() {
    for (std::size_t i = 0; i < image_->functions.size(); ++i) {
      EmulatedFunction& f = image_->functions[i];
      f.method_index = static_cast<std::int32_t>(i);
      methods_.push_back({f.ir->name.c_str(), f.ir->nparams, f.ir->has(sema::effect_writes), &run_method});
    }
  }

  /// Makes the next safepoint a chance to stop, if something else may be able to run.
  void watch_safepoints(hd::Context* cx) const {
    if (isolate_.contexts.size() > 2 || !cx->schedule.ready.empty() || hd::next_deadline(cx) >= 0)
      cx->poll.ask_self();  // one OS thread
  }

  std::vector<hd::Context*> able_contexts() const {
    std::vector<hd::Context*> able;
    for (hd::Context* cx : isolate_.contexts) {
      if (!cx) continue;
      const std::int64_t deadline = hd::next_deadline(cx);
      if (cx->actor.state() == hd::Actor::served) {  // its holder acts for it
        if (deadline >= 0 && deadline <= isolate_.virtual_time) want_back(cx);
        continue;
      }
      if (hd::has_work(cx) || (cx->poll.is_set() && !isolate_.gc_stress) ||
          (deadline >= 0 && deadline <= isolate_.virtual_time))
        able.push_back(cx);
    }
    return able;
  }

  /// Nothing can run now: advances the clock to the first deadline. Returns false if there is none.
  bool advance_time() {
    std::int64_t first = -1;
    for (const hd::Context* cx : isolate_.contexts) {
      const std::int64_t deadline = cx ? hd::next_deadline(cx) : -1;
      if (deadline >= 0 && (first < 0 || deadline < first)) first = deadline;
    }
    if (first < 0) return false;
    isolate_.virtual_time = std::max(first, isolate_.virtual_time);
    return true;
  }

  /// A context that another one holds has to act itself.
  static void want_back(hd::Context* cx) {
    cx->hold.thread_wants.store(true, std::memory_order_relaxed);  // one OS thread
    hd::ask_holder(cx);
  }

  /// Lets one context with work take a turn. If there is none, advances the clock, or else reports the deadlock to the
  /// guest.
  void turn() {
    std::vector<hd::Context*> able = able_contexts();
    if (able.empty()) {
      if (!advance_time() && !hd::report_deadlock_of(&isolate_))
        throw std::runtime_error("deadlock: no context can go on");
      able = able_contexts();
    }
    hd::Context* cx = able[random_() % able.size()];
    if (options_.trace) std::fprintf(stderr, "turn: context %u\n", unsigned{cx->id});
    cx->actor.unpark();
    hd::step(cx);
    // Until its next turn it runs elsewhere, as far as the others can tell, or it is parked.
    if (!cx->hold.held && random_() % 2 == 0) cx->actor.park(hd::Actor::Then::leave);
  }

  static const EmulatedFunction& function(ir::FunctionId id) {
    return world->image_->functions[static_cast<std::size_t>(id)];
  }

  static bool main(hd::Context* cx, hd::Object* argv, std::int64_t* status) {
    const hd::Value args[] = {hd::Value::object(argv)};
    if (world->evaluator_.call(cx, function(world->program_.main), args, 1)) return true;
    *status = cx->results[0].as_int();
    return false;
  }

  static hd::Value guest_error(hd::Context* cx, hd::Str* message, hd::Failure failure) {
    if (world->program_.guest_error < 0) return hd::Value::object(message);
    const hd::Value args[] = {hd::Value::object(message), hd::Value::integer(static_cast<std::int64_t>(failure))};
    const EmulatedFunction& f = function(world->program_.guest_error);
    const hd::Abrupt before = cx->abrupt;
    const bool raised = world->evaluator_.call(cx, f, args, f.ir->nparams);
    cx->abrupt = before;
    return raised ? cx->error : cx->results[0];
  }

  static bool run_callable(hd::Context* cx, hd::Value f, hd::ValueList* args, hd::ValueList** result) {
    if (world->program_.run_callable < 0) return hd::cannot_run(cx);
    const hd::Value values[] = {f, hd::Value::object(args)};
    if (world->evaluator_.call(cx, function(world->program_.run_callable), values, 2)) return true;
    *result = cx->results[0].as<hd::ValueList>();
    return false;
  }

  static bool run_method(hd::Context* cx, const hd::MethodInfo* self, const hd::Value* args, hd::Value* result) {
    const auto& f = function(static_cast<ir::FunctionId>(self - world->methods_.data()));
    if (world->evaluator_.call(cx, f, args, f.ir->nparams)) return true;
    *result = cx->nresults ? cx->results[0] : hd::Value::nil();
    return false;
  }

  ir::Program& program_;
  Options options_;
  std::mt19937_64 random_;
  ir::Layout layout_;
  std::unique_ptr<Image> image_;
  Evaluator evaluator_;
  LanguageTables tables_;
  std::vector<hd::MethodInfo> methods_;
  hd::Isolate isolate_;
  Turns turns_{*this};
};

}  // namespace

bool emulated_native(hd::Context* cx, std::int64_t) {
  const auto* native = cx->base[-3].as<hd::Native>();
  const ir::FunctionId id = world->image().program->builtins[static_cast<std::size_t>(native->index)];
  const hd::Value args[] = {hd::Value::integer(0)};
  return world->evaluator().call(cx, world->image().functions[static_cast<std::size_t>(id)], args, 1);
}

int emulate(const ir::Program& program, const source::SourceMap& sources, const Options& options) {
  return World(program, sources, options).run();
}

std::vector<TestResult> run_tests(const ir::Program& program, const source::SourceMap& sources,
                                  const Options& options) {
  return World(program, sources, options).run_tests();
}

}  // namespace heddle::emulator
