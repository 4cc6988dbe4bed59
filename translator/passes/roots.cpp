// Finds root reads that may run before the root is set.
//
// `main` sets the roots; the restriction root-once allows no other code to do so. An unset root must not be read: the
// read would yield an object that does not exist. Nothing but `main` and what it calls runs until `main` reaches a
// *start*: a guest call, a wait, or a new context. (A request does not count: before a start there are no foreign
// objects.) So:
//
//   - in `main` and the functions it calls, a read is safe if every path to it from the entry of `main` sets the root;
//   - in bytecodes, builtins, methods and `run_callable`, a read is safe if the root is set at every start;
//   - `guest_error` may be called at any time, even for a fault in `main`, so no root counts as set there.
//
//   fn main(argv: List<str>) -> i64 {
//     let n = config.len()      // checked: a fault if `config` is not set
//     config = Config()
//     let v = call f()          // a start: from here on bytecodes read `config` without a check
//
// Afterwards, a `root_get` that needs a check is marked `checked`; all others are free.
#include <deque>

#include "translator/ir/calls.h"
#include "translator/ir/instruction.h"
#include "translator/passes/passes.h"

namespace heddle::passes {

using namespace ir;

namespace {

using RootSet = std::vector<bool>;  // roots that are definitely set

bool meet(RootSet& into, const RootSet& with) {
  bool changed = false;
  for (std::size_t i = 0; i < into.size(); ++i)
    if (into[i] && !with[i]) changed = true, into[i] = false;
  return changed;
}

void join(RootSet& into, const RootSet& with) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = into[i] || with[i];
}

bool is_start(const Instr& i) {
  return i.op == Op::call_guest || i.op == Op::wait ||
         (i.op == Op::call_intrinsic && machine_function(i).may(fact::routes));
}

class Roots {
 public:
  explicit Roots(Program& program)
      : program_(program),
        all_(program.roots.size(), true),
        none_(program.roots.size(), false),
        at_start_(all_),
        entry_(program.functions.size(), all_),
        gives_(program.functions.size(), none_),
        queued_(program.functions.size(), false) {}

  void run() {
    find_given();
    enter(program_.main, none_);
    enter(program_.guest_error, none_);
    for (FunctionId id : program_.tests)
      if (program_.runs_tests) enter(id, none_);
    if (program_.runs_tests) start(none_);
    while (!work_.empty()) {
      const FunctionId id = work_.front();
      work_.pop_front();
      queued_[static_cast<std::size_t>(id)] = false;
      walk(id, entry_[static_cast<std::size_t>(id)], [&](Instr& i, const RootSet& set) {
        if (i.op == Op::call || i.op == Op::route) enter(i.callee, set);
        if (is_start(i)) start(set);
      });
    }
    for (const auto& f : program_.functions)
      if (entry_[static_cast<std::size_t>(f->id)] != all_)
        walk(f->id, entry_[static_cast<std::size_t>(f->id)], [&](Instr& i, const RootSet& set) {
          if (i.op != Op::root_get) return;
          const auto root = static_cast<std::size_t>(i.imm);
          if (!set[root] && program_.roots[root].type->kind != sema::TypeKind::optional) i.checked = true;
        });
  }

 private:
  /// Finds the roots that each function has set when it returns, whatever was set before.
  void find_given() {
    const CallOrder calls(program_);
    for (bool changed = true; changed;) {
      changed = false;
      for (FunctionId id : calls.order) {  // callees first
        if (!may_give(program_.function(id))) continue;
        RootSet given = all_;
        bool returns = false;
        walk(id, none_, [&](Instr& i, const RootSet& set) {
          if (i.op == Op::ret) returns = true, meet(given, set);
        });
        if (!returns) given = none_;
        auto& known = gives_[static_cast<std::size_t>(id)];
        if (given != known) known = given, changed = true;
      }
    }
  }

  bool may_give(const Function& f) const {
    for (const Block& block : f.blocks)
      for (const Instr& i : block.instrs)
        if (i.op == Op::root_set || (i.op == Op::call && gives_[static_cast<std::size_t>(i.callee)] != none_))
          return true;
    return false;
  }

  void enter(FunctionId id, const RootSet& set) {
    if (id < 0) return;
    const auto at = static_cast<std::size_t>(id);
    if (!meet(entry_[at], set) || queued_[at]) return;
    queued_[at] = true;
    work_.push_back(id);
  }

  /// From here on, anything that the machine calls may run.
  void start(const RootSet& set) {
    if (!meet(at_start_, set)) return;
    for (const auto& f : program_.functions) {
      const bool remote = f->kind == FunctionKind::method && f->self && f->self->sharing == sema::Sharing::owned;
      if (f->kind == FunctionKind::op || f->kind == FunctionKind::builtin || remote) enter(f->id, at_start_);
    }
    enter(program_.run_callable, at_start_);
  }

  /// Visits the instructions of a function entered with `first` set, each with the roots set before it.
  template <class Visit>
  void walk(FunctionId id, const RootSet& first, Visit visit) {
    Function& f = program_.function(id);
    std::vector<RootSet> in(f.blocks.size(), all_);
    std::vector<bool> reached(f.blocks.size(), false), waiting(f.blocks.size(), false);
    std::vector<BlockId> work;
    const auto reach = [&](BlockId b, const RootSet& set) {
      const auto at = static_cast<std::size_t>(b);
      const bool news = meet(in[at], set) || !reached[at];
      reached[at] = true;
      if (news && !waiting[at]) waiting[at] = true, work.push_back(b);
    };
    reach(0, first);
    while (!work.empty()) {
      const auto b = static_cast<std::size_t>(work.back());
      work.pop_back();
      waiting[b] = false;
      if (f.blocks[b].handler >= 0) reach(f.blocks[b].handler, in[b]);  // at least these are set at the handler
      RootSet set = in[b];
      for (const Instr& i : f.blocks[b].instrs) apply(i, set);
      for (BlockId target : f.blocks[b].instrs.back().targets) reach(target, set);
    }
    for (std::size_t b = 0; b < f.blocks.size(); ++b) {
      if (!reached[b]) continue;
      RootSet set = in[b];
      for (Instr& i : f.blocks[b].instrs) {
        visit(i, set);
        apply(i, set);
      }
    }
  }

  void apply(const Instr& i, RootSet& set) const {
    if (i.op == Op::root_set) set[static_cast<std::size_t>(i.imm)] = true;
    if (i.op == Op::call) join(set, gives_[static_cast<std::size_t>(i.callee)]);
  }

  Program& program_;
  const RootSet all_, none_;
  RootSet at_start_;
  std::vector<RootSet> entry_;  // by function: roots set whenever it begins
  std::vector<RootSet> gives_;  // by function: roots it sets whenever it returns
  std::vector<bool> queued_;
  std::deque<FunctionId> work_;
};

}  // namespace

void roots(Program& program) {
  if (!program.roots.empty()) Roots(program).run();
}

}  // namespace heddle::passes
