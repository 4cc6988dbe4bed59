// `match`: the types of patterns, and whether the arms cover every case and each of them is useful.
//
// Coverage is the usefulness of a row of patterns with respect to the rows before it (Maranget, "Warnings for pattern
// matching", 2007), over constructors: bools, enum constants, arms, variants, literals. Rows with a guard cover
// nothing. The fields of a destructured variant only bind, so constructors have no columns of their own.
#include <algorithm>

#include "translator/sema/checker.h"

namespace heddle::sema {

using syntax::Pattern;
using syntax::PatternKind;

namespace {

/// A constructor of one column, or "" for anything. Literals of a Value are prefixed by their arm: "int\2" + the
/// number.
using Cell = std::string;
using Row = std::vector<Cell>;

/// The constructor of an optional that is not nil.
constexpr const char* present = "\1present";

bool covers(const Cell& pattern, const Cell& constructor) {
  if (pattern.empty() || pattern == constructor) return true;
  return constructor.size() > pattern.size() && constructor[pattern.size()] == '\2' &&
         constructor.compare(0, pattern.size(), pattern) == 0;
}

/// The cell as written in a description.
std::string shown(const Cell& cell) {
  const auto mark = cell.find('\2');
  return mark == std::string::npos ? cell : cell.substr(mark + 1);
}

/// Every constructor of a type; empty if there are too many to list. A Value's bools are listed one by one if some row
/// tests them so.
std::vector<Cell> constructors(const Type* type, const std::vector<Row>& rows) {
  std::vector<Cell> all;
  const bool split =
      std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row[0].rfind("bool\2", 0) == 0; });
  if (type->kind == TypeKind::boolean) all = {"true", "false"};
  if (type->kind == TypeKind::enumeration) all = type->constants;
  if (type->kind == TypeKind::union_)
    for (const Type* variant : type->variants) all.push_back(variant->name);
  if (type->kind == TypeKind::value)
    for (const auto& arm : type->arms) {
      if (arm.type && arm.type->kind == TypeKind::boolean && split)
        all.insert(all.end(), {"bool\2true", "bool\2false"});
      else
        all.push_back(arm.type ? arm.name : "nil");
    }
  if (type->kind == TypeKind::optional) all = {"nil", present};
  return all;
}

std::vector<Row> specialise(const std::vector<Row>& rows, const Cell& constructor) {
  std::vector<Row> out;
  for (const Row& row : rows)
    if (covers(row[0], constructor)) out.emplace_back(row.begin() + 1, row.end());
  return out;
}

/// Finds a case that no row covers and stores it in `example`; returns false if there is none.
bool uncovered(const std::vector<Row>& rows, const std::vector<const Type*>& types, std::size_t column, Row& example) {
  if (column == types.size()) return rows.empty();
  const auto all = constructors(types[column], rows);
  for (const Cell& constructor : all) {
    example.push_back(constructor);
    if (uncovered(specialise(rows, constructor), types, column + 1, example)) return true;
    example.pop_back();
  }
  if (!all.empty()) return false;
  example.push_back("_");
  if (uncovered(specialise(rows, "\1other"), types, column + 1, example)) return true;
  example.pop_back();
  return false;
}

/// Returns true if `row` matches something that the rows before it do not.
bool useful(const std::vector<Row>& rows, const Row& row, const std::vector<const Type*>& types, std::size_t column) {
  if (column == types.size()) return rows.empty();
  const Row rest(row.begin() + 1, row.end());
  const auto all = constructors(types[column], rows);
  const bool listed = std::any_of(all.begin(), all.end(), [&](const Cell& c) { return covers(row[0], c); });
  if (!row[0].empty() && !listed) return useful(specialise(rows, row[0]), rest, types, column + 1);
  for (const Cell& constructor : all)
    if (covers(row[0], constructor) && useful(specialise(rows, constructor), rest, types, column + 1)) return true;
  return all.empty() && useful(specialise(rows, "\1other"), rest, types, column + 1);
}

}  // namespace

/// Checks one `match` expression.
class MatchChecker {
 public:
  MatchChecker(BodyChecker& body, Expr& expr) : b_(body), c_(body.c_), expr_(expr) {}

  void subjects() {
    for (auto& kid : expr_.kids) types_.push_back(b_.infer(*kid, nullptr));
  }

  void pattern(Pattern& p) {
    if (types_.size() == 1) return one(p, types_[0]);
    p.type = c_.types.unit();
    if (p.kind == PatternKind::tuple && p.kids.size() == types_.size()) {
      for (std::size_t i = 0; i < p.kids.size(); ++i) one(p.kids[i], types_[i]);
    } else if (p.kind == PatternKind::alternative) {
      for (auto& kid : p.kids) pattern(kid);
    } else if (p.kind != PatternKind::wildcard) {
      c_.error(p.span, "a tuple of " + std::to_string(types_.size()) + " patterns is needed here");
      for (auto& kid : p.kids) bind_all(kid);
      p.kids.clear();
      p.kind = PatternKind::wildcard;
    }
  }

  /// The rows of a pattern: one for each alternative.
  std::vector<Row> rows(const Pattern& p) const {
    if (p.kind == PatternKind::alternative && types_.size() > 1) {
      std::vector<Row> all;
      for (const auto& kid : p.kids)
        for (Row& row : rows(kid)) all.push_back(std::move(row));
      return all;
    }
    std::vector<Row> result{{}};
    for (std::size_t i = 0; i < types_.size(); ++i) {
      std::vector<Row> next;
      for (const Row& row : result)
        for (const Cell& cell : cells(p.kind == PatternKind::tuple ? p.kids[i] : p)) {
          next.push_back(row);
          next.back().push_back(types_.size() > 1 && p.kind != PatternKind::tuple ? "" : cell);
        }
      result = std::move(next);
    }
    return result;
  }

  void coverage() {
    for (const Type* type : types_)
      if (type->kind == TypeKind::error) return;
    if (broken_) return;
    std::vector<Row> before;
    for (const auto& arm : expr_.arms) {
      const auto mine = rows(arm.pattern);
      bool any = false;
      for (const Row& row : mine) any = any || useful(before, row, types_, 0);
      if (!any)
        c_.error(arm.pattern.span, "this case is covered by those before it", "match-unreachable")
            .note("remove it, or move it up");
      if (!arm.guard) before.insert(before.end(), mine.begin(), mine.end());
    }
    if (types_.size() == 1) return one_subject(before);
    Row example;
    if (!uncovered(before, types_, 0, example)) return;
    std::string text;
    for (std::size_t i = 0; i < example.size(); ++i) {
      const bool rest = example[i] == present;
      text += (text.empty() ? "" : ", ") + (rest ? sema::named(types_[i]->element) : shown(example[i]));
    }
    c_.error(expr_.span, "the match does not cover '(" + text + ")'", "match-exhaustive")
        .note("add a case for it, or '_ => ...'");
  }

 private:
  /// Reports the cases of a single subject that the rows leave out.
  void one_subject(const std::vector<Row>& rows) {
    const Type* type = types_[0];
    std::vector<Cell> left;
    const auto all = constructors(type, rows);
    for (const Cell& cell : all)
      if (specialise(rows, cell).empty()) left.push_back(cell);
    const bool open = all.empty() && specialise(rows, "\1other").empty();  // uncovered, with too many cases to list
    if (left.empty() && !open) return;
    const bool rest = !left.empty() && left.back() == present;
    std::string text;
    if (open || rest) {
      const Type* what = rest ? type->element : type;
      const bool some = std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row[0] != "nil"; });
      text = rest && !some ? sema::named(what) + ", only nil" : "every " + what->name;
      if (left.size() > 1) text = "nil, nor " + text;
    } else {
      constexpr std::size_t most = 4;
      for (std::size_t i = 0; i < left.size() && i < most; ++i)
        text += (i == 0 ? "'" : i + 1 == left.size() ? " and '" : ", '") + shown(left[i]) + "'";
      if (left.size() > most) text += " and " + std::to_string(left.size() - most) + " more";
    }
    c_.error(expr_.span, "the match does not cover " + text, "match-exhaustive")
        .note(open || rest       ? "add a case that binds a name, 'x => ...', or '_ => ...'"
              : left.size() == 1 ? "add a case for it, or '_ => ...'"
                                 : "add cases for them, or '_ => ...'");
  }

  std::vector<Cell> cells(const Pattern& p) const {
    switch (p.kind) {
      case PatternKind::wildcard:
      case PatternKind::binding:
        return {""};
      case PatternKind::nil:
        return {"nil"};
      case PatternKind::literal:
        return {arm_prefix(p) + literal_text(*p.literal)};
      case PatternKind::constant:
        if (p.type && p.type->kind == TypeKind::enumeration)
          return {p.type->constants[static_cast<std::size_t>(p.constant)]};
        return {std::to_string(p.constant)};
      case PatternKind::alternative: {
        std::vector<Cell> all;
        for (const auto& kid : p.kids)
          for (Cell& cell : cells(kid)) all.push_back(std::move(cell));
        return all;
      }
      default:
        if (p.arm == -2) return {present};
        return {p.type ? arm_name(p) : ""};
    }
  }

  Cell arm_name(const Pattern& p) const { return p.text; }

  static Cell literal_text(const Expr& e) {
    switch (e.kind) {
      case ExprKind::bool_lit:
        return e.int_value ? "true" : "false";
      case ExprKind::str_lit:
        return '"' + e.text + '"';
      case ExprKind::float_lit:
        return std::to_string(e.float_value);
      case ExprKind::unary:
        return "-" + literal_text(*e.kids[0]);
      default:
        return std::to_string(e.int_value);
    }
  }

  /// The prefix of a literal's text: the arm of a Value, or `something` of an optional.
  static Cell arm_prefix(const Pattern& p) {
    if (p.type->kind == TypeKind::value && p.arm >= 0) return p.type->arms[static_cast<std::size_t>(p.arm)].name + '\2';
    return p.type->kind == TypeKind::optional ? std::string(present) + '\2' : "";
  }

  void bind(Pattern& p, const std::string& name, const Type* type) {
    if (!name.empty() && name != "_") p.local = b_.declare(name, type, false, p.span);
  }

  void one(Pattern& p, const Type* type) {
    p.type = type;
    if (type->kind == TypeKind::error) return bind_all(p);
    switch (p.kind) {
      case PatternKind::wildcard:
        return;
      case PatternKind::nil:
        if (type->kind == TypeKind::value) {
          p.arm = 0;
        } else if (type->kind != TypeKind::optional) {
          c_.error(p.span, sema::named(type) + " is never nil");
        }
        return;
      case PatternKind::literal:
        b_.check(*p.literal, type->kind == TypeKind::value ? nullptr : type);
        return literal_of_value(p, type);
      case PatternKind::binding:
      case PatternKind::constant:
      case PatternKind::arm:
        return named(p, type);
      case PatternKind::destructure:
        return destructure(p, type);
      case PatternKind::alternative:
        for (auto& kid : p.kids) {
          const std::size_t before = b_.decl_.locals.size();
          one(kid, type);
          if (b_.decl_.locals.size() != before) c_.error(kid.span, "alternatives bind no names");
        }
        return;
      case PatternKind::tuple:
        c_.error(p.span, "a tuple pattern needs 'match (a, b)'");
        return;
    }
  }

  void literal_of_value(Pattern& p, const Type* type) {
    if (type->kind != TypeKind::value) return;
    for (std::size_t i = 0; i < type->arms.size(); ++i)
      if (type->arms[i].type == p.literal->type) p.arm = static_cast<int>(i);
    if (p.arm < 0) c_.error(p.span, sema::named(type) + " has no arm for this literal");
  }

  void bind_all(Pattern& p) {
    bind(p, p.kind == PatternKind::binding ? p.text : p.binding, c_.types.error());
    for (auto& kid : p.kids) bind_all(kid);
  }

  /// A name, alone or with a binding: an arm, variant, enum constant, const, or a new variable.
  void named(Pattern& p, const Type* type) {
    const std::string last = p.text.substr(p.text.rfind('.') == std::string::npos ? 0 : p.text.rfind('.') + 1);
    if (type->kind == TypeKind::enumeration)
      for (std::size_t i = 0; i < type->constants.size(); ++i)
        if (type->constants[i] == last && (last == p.text || p.text == type->name + "." + last)) {
          p.kind = PatternKind::constant;
          p.constant = static_cast<std::int64_t>(i);
          return;
        }
    if (type->kind == TypeKind::value)
      for (std::size_t i = 0; i < type->arms.size(); ++i)
        if (type->arms[i].name == p.text && type->arms[i].type) {
          p.kind = PatternKind::arm;
          p.arm = static_cast<int>(i);
          return bind(p, p.binding, type->arms[i].type);
        }
    if (variant(p, type)) return bind(p, p.binding, p.type);
    if (const Decl* decl = c_.find(p.text);
        decl && decl->kind == DeclKind::constant && p.binding.empty() && type->kind == TypeKind::integer) {
      if (!decl->body->type) BodyChecker(c_, *const_cast<Decl*>(decl)).run_initial(*decl->body, nullptr);
      p.kind = PatternKind::constant;
      p.constant = decl->body->kind == ExprKind::unary ? -decl->body->kids[0]->int_value : decl->body->int_value;
      return;
    }
    if (p.binding.empty() && p.text.find('.') == std::string::npos &&
        (type->kind == TypeKind::optional || std::islower(static_cast<unsigned char>(p.text[0])))) {
      p.kind = PatternKind::binding;
      if (type->kind == TypeKind::optional && nil_seen_) {
        p.type = type->element;
      }
      return bind(p, p.text, type->kind == TypeKind::optional && nil_seen_ ? type->element : type);
    }
    no_case(p, type, " has no case '");
    bind(p, p.binding, c_.types.error());
  }

  void no_case(const Pattern& p, const Type* type, const char* has_no) {
    auto& report = c_.error(p.span, sema::named(type) + has_no + p.text + "'");
    const auto known = case_names(type);
    c_.suggest(report, p.text.substr(p.text.rfind('.') + 1), known);
    if (!known.empty()) report.note("its cases are " + listed_cases(type));
  }

  /// Resolves a variant's name; sets the pattern's `type` to the variant's object type.
  bool variant(Pattern& p, const Type* type) {
    if (type->kind != TypeKind::union_) return false;
    for (std::size_t i = 0; i < type->variants.size(); ++i) {
      const std::string& full = type->variants[i]->name;
      if (full != p.text && full != type->name + "." + p.text) continue;
      if (p.kind != PatternKind::destructure) p.kind = PatternKind::arm;
      p.type = type->variants[i];
      p.arm = static_cast<int>(i);
      p.text = full;
      return true;
    }
    return false;
  }

  void destructure(Pattern& p, const Type* type) {
    if (!variant(p, type)) {
      no_case(p, type, " has no variant '");
      for (auto& kid : p.kids) bind_all(kid);
      return;
    }
    if (p.kids.size() != p.type->fields.size())
      c_.error(p.span, "'" + p.type->name + "' has " + std::to_string(p.type->fields.size()) +
                           (p.type->fields.size() == 1 ? " field, not " : " fields, not ") +
                           std::to_string(p.kids.size()));
    for (std::size_t i = 0; i < p.kids.size() && i < p.type->fields.size(); ++i) {
      Pattern& kid = p.kids[i];
      kid.type = p.type->fields[i].type;
      if (kid.kind == PatternKind::wildcard) continue;
      if (kid.text.empty() || !kid.binding.empty()) {
        c_.error(kid.span, "only names and '_' stand inside of a variant's pattern")
            .note("match the field in the arm's body");
        continue;
      }
      kid.kind = PatternKind::binding;
      bind(kid, kid.text, kid.type);
    }
  }

 public:
  bool nil_seen_ = false;
  bool broken_ = false;  // a pattern was wrong: coverage is not checked

 private:
  BodyChecker& b_;
  Checker& c_;
  Expr& expr_;
  std::vector<const Type*> types_;
};

const Type* BodyChecker::match(Expr& expr, const Type* hint) {
  TypeTable& t = c_.types;
  MatchChecker matcher(*this, expr);
  matcher.subjects();
  const Type* joined = nullptr;
  bool no_value = hint == t.unit(), all_never = true;
  for (auto& arm : expr.arms) {
    push();
    const std::size_t errors = c_.sink.error_count();
    matcher.pattern(arm.pattern);
    matcher.broken_ = matcher.broken_ || c_.sink.error_count() != errors;
    if (arm.pattern.kind == PatternKind::nil && !arm.guard) matcher.nil_seen_ = true;
    if (arm.guard) check(*arm.guard, t.boolean());
    infer(*arm.body, hint);
    pop();
    if (arm.body->type->kind == TypeKind::never) continue;
    all_never = false;
    if (arm.body->type->kind == TypeKind::unit) no_value = true;
    const Type* next = joined ? join(joined, arm.body->type) : arm.body->type;
    if (!next) no_value = no_value || !hint;
    joined = next ? next : joined;
  }
  matcher.coverage();
  if (all_never && !expr.arms.empty()) return t.never();
  if (no_value || !joined) return t.unit();
  const Type* type = hint ? hint : joined;
  for (auto& arm : expr.arms) coerce(*arm.body, type);
  return type;
}

}  // namespace heddle::sema
