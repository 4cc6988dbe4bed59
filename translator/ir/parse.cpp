#include "translator/ir/parse.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "translator/ir/instruction.h"

namespace heddle::ir {

namespace {

struct Mistake {
  std::string what;
};

/// Reads one line from left to right.
class Line {
 public:
  explicit Line(std::string_view text) : text_(text) {}

  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void need(std::string_view word) {
    if (!take(word)) throw Mistake{fmt::format("expected '{}' before '{}'", word, rest())};
  }
  /// The text up to the first of `ends` outside of brackets, or up to the end of the line.
  std::string until(std::initializer_list<std::string_view> ends) {
    int depth = 0;
    const std::size_t from = at_;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const bool stops = std::any_of(ends.begin(), ends.end(), [&](auto end) { return rest().starts_with(end); });
      if (depth == 0 && stops) break;
      depth += (c == '<' || c == '[' || c == '(') - (c == '>' || c == ']' || c == ')');
    }
    return std::string(text_.substr(from, at_ - from));
  }
  std::int64_t number() {
    char* end = nullptr;
    const std::string digits(rest());
    const std::int64_t n = std::strtoll(digits.c_str(), &end, 10);
    if (end == digits.c_str()) throw Mistake{fmt::format("expected a number before '{}'", rest())};
    at_ += static_cast<std::size_t>(end - digits.c_str());
    return n;
  }
  std::string quoted() {
    need("\"");
    std::string text;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (!take("\\")) {
        text += text_[at_++];
      } else if (take("x")) {
        text += static_cast<char>(std::strtol(std::string(text_.substr(at_, 2)).c_str(), nullptr, 16));
        at_ += 2;
      } else {
        text += text_[at_++];
      }
    }
    need("\"");
    return text;
  }
  std::string_view rest() const { return text_.substr(at_); }
  bool done() const { return at_ >= text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

class Parser {
 public:
  Parser(const Function& f, const Program& p) : f_(f), p_(p) {
    for (const auto& type : p.types->all()) types_[type->name] = type.get();
    f_.regs.clear();
    f_.reg_names.clear();
    f_.blocks.clear();
    f_.suspend_points.clear();
  }

  void line(std::string_view text) {
    if (text.starts_with("  "))
      instruction(Line(text.substr(2)));
    else if (f_.regs.empty() && f_.blocks.empty() && !header_seen_)
      header(Line(text));
    else
      block(Line(text));
  }
  Function& result() { return f_; }

 private:
  /// The index of the element of `list` that `name_of` calls `name`.
  template <class List, class NameOf>
  static std::int64_t find(const List& list, const std::string& name, const char* kind, NameOf name_of) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return name_of(each) == name; });
    if (found == list.end()) throw Mistake{fmt::format("there is no {} '{}'", kind, name)};
    return found - list.begin();
  }
  const Type* type(const std::string& name) const {
    const auto found = types_.find(name);
    if (found == types_.end()) throw Mistake{fmt::format("there is no type '{}'", name)};
    return found->second;
  }
  /// "%name.3", "%3" or "_".
  Reg reg(Line& line) {
    if (line.take("_")) return no_reg;
    line.need("%");
    std::string word = line.until({",", ":", " ", ")"});
    const auto dot = word.rfind('.');
    const std::string digits = dot == word.npos ? word : word.substr(dot + 1);
    const Reg n = static_cast<Reg>(Line(digits).number());
    if (static_cast<std::size_t>(n) >= f_.regs.size()) {
      f_.regs.resize(static_cast<std::size_t>(n) + 1, p_.types->unit());
      f_.reg_names.resize(f_.regs.size());
    }
    if (dot != word.npos) f_.reg_names[static_cast<std::size_t>(n)] = word.substr(0, dot);
    return n;
  }
  void header(Line line) {
    header_seen_ = true;
    const std::string name = line.until({"(%", "()"});
    if (name != f_.name) throw Mistake{fmt::format("this is '{}', not '{}'", name, f_.name)};
    line.need("(");
    f_.nparams = 0;
    for (bool more = !line.take(")"); more; ++f_.nparams) {
      const Reg n = reg(line);
      line.need(": ");
      f_.regs[static_cast<std::size_t>(n)] = type(line.until({",", ")"}));
      more = line.take(", ");
      if (!more) line.need(")");
    }
  }
  void block(Line line) {
    line.need("b");
    if (line.number() != static_cast<std::int64_t>(f_.blocks.size())) throw Mistake{"blocks come in their order"};
    f_.blocks.emplace_back();
    f_.blocks.back().cold = line.take(" (cold)");
    if (line.take(" handler b")) f_.blocks.back().handler = static_cast<BlockId>(line.number());
    line.need(":");
  }
  void instruction(Line line) {
    if (f_.blocks.empty()) throw Mistake{"an instruction outside of a block"};
    Instr i;
    if (line.rest().starts_with("%")) {
      i.dst = reg(line);
      line.need(": ");
      f_.regs[static_cast<std::size_t>(i.dst)] = type(line.until({" = "}));
      line.need(" = ");
    }
    const std::string name = line.until({" "});
    if (!find_op(name, i.op)) throw Mistake{fmt::format("there is no instruction '{}'", name)};
    if (about(i.op).detail != Detail::field) detail(i, line);
    const std::string field = about(i.op).detail == Detail::field && line.take(" .") ? line.until({" "}) : "";
    if (line.take(" ") && (line.rest().starts_with("%") || line.rest().starts_with("_"))) {
      do i.args.push_back(reg(line));
      while (line.take(", "));
      line.take(" ");
    }
    if (!field.empty()) i.imm = field_index(i, field);
    if (line.take("-> ")) targets(i, line);
    i.polls = line.take("polls") || line.take(" polls");
    if (!line.done()) throw Mistake{fmt::format("'{}' makes no sense here", line.rest())};
    f_.blocks.back().instrs.push_back(std::move(i));
  }
  std::int64_t field_index(const Instr& i, const std::string& name) const {
    const Type* holder = f_.regs[static_cast<std::size_t>(i.args.at(0))];
    if (holder->kind == sema::TypeKind::optional || holder->kind == sema::TypeKind::array) holder = holder->element;
    return find(holder->fields, name, "field", [](const auto& field) { return field.name; });
  }
  void targets(Instr& i, Line& line) {
    do {
      if (about(i.op).targets == any_number && line.rest().find(':') < line.rest().find(',')) {
        const std::string label = line.until({":"});
        i.cases.push_back(i.op == Op::switch_arm ? arm(label) : Line(label).number());
        line.need(":");
      }
      line.need("b");
      i.targets.push_back(static_cast<BlockId>(line.number()));
    } while (line.take(", "));
  }
  std::int64_t arm(const std::string& name) const {
    return find(p_.types->value()->arms, name, "arm", [](const auto& each) { return each.name; });
  }
  static std::int64_t machine(const std::string& name) {
    const sema::MachineFunction* row = sema::find_machine_by_cpp_name(name);
    if (!row) throw Mistake{fmt::format("there is no function '{}' of the machine", name)};
    return static_cast<std::int64_t>(row->id);
  }
  void detail(Instr& i, Line& line) {
    const Detail kind = about(i.op).detail;
    const auto word = [&] {
      line.need(" ");
      return line.until({" %", " _", " ->", " polls", " (to read)", " (checked)"});
    };
    switch (kind) {
      case Detail::none:
      case Detail::field:
        return;
      case Detail::result:
        i.type = f_.regs[static_cast<std::size_t>(i.dst)];
        return;
      case Detail::integer:
        i.imm = Line(word()).number();
        return;
      case Detail::number:
        i.number = std::strtod(word().c_str(), nullptr);
        return;
      case Detail::text:
        line.need(" ");
        i.text = line.quoted();
        return;
      case Detail::name:
        i.text = word();
        return;
      case Detail::machine:
        i.imm = machine(word());
        return;
      case Detail::function:
        i.callee = static_cast<FunctionId>(
            find(p_.functions, word(), "function", [](const auto& function) { return function->name; }));
        i.type = p_.function(i.callee).self;
        return;
      case Detail::table:
        i.imm = find(p_.tables, word(), "table", [](const auto& table) { return table.name; });
        return;
      case Detail::root:
        i.imm = find(p_.roots, word(), "root", [](const auto& root) { return root.name; });
        i.checked = line.take(" (checked)");
        return;
      case Detail::arm:
        i.imm = arm(word());
        return;
      case Detail::type:
      case Detail::owner:
        i.type = type(word());
        if (line.take(" (to read)")) i.imm = check_to_read;
        return;
      case Detail::operand:
        i.imm = find(f_.operands, word(), "operand", [](const auto& operand) { return operand.name; });
        return;
      case Detail::guest:
      case Detail::spread:
        if (line.take(" all")) i.imm |= guest_all;
        if (line.take(" spread")) i.imm |= guest_spread;
        return;
    }
  }

  Function f_;
  const Program& p_;
  std::map<std::string, const Type*> types_;
  bool header_seen_ = false;
};

}  // namespace

std::string parse(std::string_view text, Function& function, const Program& program) {
  Parser parser(function, program);
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (content.empty()) continue;
    try {
      parser.line(content);
    } catch (const Mistake& mistake) {
      return fmt::format("line {}: {}", line, mistake.what);
    }
  }
  function = std::move(parser.result());
  return "";
}

}  // namespace heddle::ir
