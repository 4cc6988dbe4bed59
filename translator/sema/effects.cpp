// Effects over the call graph: the fixpoint of each function's own effects and its callees', then the restrictions on
// effects.
#include <algorithm>
#include <functional>

#include "translator/sema/checker.h"
#include "translator/sema/machine.h"

namespace heddle::sema {

namespace {

struct Cause {
  Span span;
  const Decl* callee = nullptr;  // null: the effect arises here
  std::string what;
};

struct Call {
  const Decl* callee = nullptr;
  Span span;
  bool caught = false;
};

/// The effects of all functions, and for each (function, effect) the first cause found.
class Effects {
 public:
  explicit Effects(Checker& checker) : c_(checker) {}

  void run() {
    std::vector<std::vector<Call>> calls(c_.program.functions.size());
    bool changed = false;
    for (std::size_t f = 0; f < calls.size(); ++f) {
      begin(c_.program.functions[f]);
      calls_ = &calls[f];
      if (decl_->body) visit(*decl_->body, false);
      changed |= keep_found();
    }
    while (changed) {  // each function's own effects are final; its callees' may have grown
      changed = false;
      for (std::size_t f = 0; f < calls.size(); ++f) {
        begin(c_.program.functions[f]);
        for (const Call& call : calls[f]) add_callee(call);
        changed |= keep_found();
      }
    }
    for (Decl* decl : c_.program.functions) restrictions(*decl);
    check_roots(c_);
  }

 private:
  void add(std::uint32_t effects, bool caught, Span span, const Decl* callee, const std::string& what) {
    if (caught) effects &= ~static_cast<std::uint32_t>(effect_raises);
    for (std::uint32_t bit = 1; bit <= effect_frame; bit <<= 1)
      if ((effects & bit) && !(decl_->effect_set & bit) && !(found_ & bit))
        causes_[{decl_, bit}] = {span, callee, what};
    found_ |= effects;
  }

  void begin(Decl* decl) {
    decl_ = decl;
    found_ = 0;
  }

  /// Returns true if the function's effects grew.
  bool keep_found() {
    const bool more = (found_ & ~decl_->effect_set) != 0;
    decl_->effect_set |= found_;
    return more;
  }

  void add_callee(const Call& call) {
    add(call.callee->effect_set, call.caught, call.span, call.callee, call.callee->name);
  }

  void note_call(const Decl* callee, bool caught, Span span) {
    calls_->push_back({callee, span, caught});
    add_callee(calls_->back());
  }

  bool foreign_receiver(const Expr& e) const {
    const Type* owner = e.decl->owner->type;
    if (owner->sharing != Sharing::owned) return false;
    if (e.kind == ExprKind::index) return e.kids[0]->kind != ExprKind::self_ref;
    const Expr& callee = *e.kids[0];
    if (callee.kind == ExprKind::name) return false;
    return callee.kids[0]->kind != ExprKind::self_ref;
  }

  void visit(const Expr& e, bool caught) {
    switch (e.kind) {
      case ExprKind::try_:
        visit(*e.kids[0], true);
        visit(*e.kids[1], caught);
        return;
      case ExprKind::raise:
        add(effect_raises, caught, e.span, nullptr, "'raise'");
        break;
      case ExprKind::guest_call:
        add(effect_suspends | effect_raises | effect_frame, caught, e.span, nullptr, "a guest call");
        break;
      case ExprKind::array_lit:
        add(effect_allocates | effect_raises, caught, e.span, nullptr, "an array");
        break;
      case ExprKind::emit:
        add(effect_allocates, caught, e.span, nullptr, "'emit'");
        break;
      default:
        break;
    }
    if (e.target == Target::function && e.decl) note_call(e.decl, caught, e.span);
    if (e.target == Target::method && e.decl) {
      note_call(e.decl, caught, e.span);
      if (foreign_receiver(e))
        add(effect_routes | effect_suspends, caught, e.span, nullptr,
            "'" + e.decl->name + "' of an owned object, which may be foreign");
    }
    if (e.target == Target::constructor) {
      add(effect_allocates, caught, e.span, nullptr, "an object");
      if (e.type)
        for (const auto& field : fields_of(e.type))
          if (field.initial && std::find(e.labels.begin(), e.labels.end(), field.name) == e.labels.end())
            visit(*field.initial, caught);
    }
    if (e.kind == ExprKind::assign && e.kids[0]->kind == ExprKind::index && e.kids[0]->target == Target::method)
      if (const Decl* set = set_method(e.kids[0]->kids[0]->type)) note_call(set, caught, e.span);
    if (e.target == Target::machine) {
      const MachineFunction& row = about(e.machine);
      add(row.effects(), caught, e.span, nullptr, "'" + std::string(row.name) + "'");
    }
    for (const auto& kid : e.kids) visit(*kid, caught);
    for (const auto& arm : e.arms) {
      if (arm.guard) visit(*arm.guard, caught);
      visit(*arm.body, caught);
    }
  }

  void chain(source::Diagnostic& report, const Decl* decl, std::uint32_t bit) {
    for (int steps = 0; steps < 12; ++steps) {
      const auto cause = causes_.find({decl, bit});
      if (cause == causes_.end()) return;
      report.note(cause->second.span, cause->second.callee ? "it calls '" + cause->second.callee->name + "' here"
                                                           : "because of " + cause->second.what);
      if (!cause->second.callee) return;
      decl = cause->second.callee;
    }
  }

  void restrictions(Decl& decl) {
    const std::uint32_t effects = decl.effect_set;
    if (decl.owner && decl.owner->sharing != syntax::Sharing::local && (effects & effect_suspends)) {
      auto& report = c_.error(decl.name_span,
                              "the method '" + decl.name + "' of '" + decl.owner->name +
                                  "' may suspend, so it could not run to its end at once",
                              "method-leaf");
      chain(report, &decl, effect_suspends);
      report.note("move this into a plain fn that calls methods one after the other");
    }
    if (&decl == c_.program.guest_error && (effects & effect_suspends)) {
      auto& report = c_.error(decl.name_span, "'guest_error' may suspend, but a fault cannot wait for its error");
      chain(report, &decl, effect_suspends);
    }
    for (const std::string& name : decl.without)
      for (std::uint32_t bit = 1; bit <= effect_frame; bit <<= 1)
        if (effect_names(bit) == name && (effects & bit)) {
          auto& report =
              c_.error(decl.name_span, "'" + decl.name + "' is declared 'without " + name + "', but it " + verb(bit),
                       "assert-effect");
          chain(report, &decl, bit);
        }
    const std::uint32_t impure = effects & effect_suspends ? effect_suspends : effects & effect_routes;
    if (decl.kind == DeclKind::test && impure) {
      auto& report = c_.error(decl.name_span.valid() ? decl.name_span : decl.span,
                              "a test neither calls the guest nor routes", "test-pure");
      chain(report, &decl, impure);
    }
  }

  static std::string verb(std::uint32_t bit) {
    switch (bit) {
      case effect_raises:
        return "may raise";
      case effect_allocates:
        return "allocates";
      case effect_routes:
        return "may route";
      case effect_suspends:
        return "may suspend";
      case effect_blocks:
        return "may block";
      case effect_foreign:
        return "calls foreign code";
      default:
        return "uses the running frame";
    }
  }

  Checker& c_;
  Decl* decl_ = nullptr;
  std::uint32_t found_ = 0;
  std::vector<Call>* calls_ = nullptr;  // of decl_
  std::map<std::pair<const Decl*, std::uint32_t>, Cause> causes_;
};

}  // namespace

void check_effects(Checker& checker) { Effects(checker).run(); }

}  // namespace heddle::sema
