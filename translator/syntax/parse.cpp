// The file level: language, module and use lines, declarations, and recovery from mistakes.
#include "translator/syntax/parse.h"

#include <algorithm>
#include <filesystem>

#include "translator/syntax/grammar.h"

namespace heddle::syntax {
namespace grammar {
namespace {

/// `language NAME`, `module NAME` or `use PATH`.
struct Heading {
  Cursor keyword = nullptr;
  std::string path;
  Span span;
};
void set_keyword(State&, Heading& node, Cursor& token) { node.keyword = token; }
void set_path(State&, Heading& node, std::string& path) { node.path = std::move(path); }
bool is_heading(const Token& token) { return token.is("language") || token.is("module") || token.is("use"); }

const x3::rule<struct heading_id, Heading> heading = "use";
const auto heading_def = spanned[TokenIf<is_heading>("use")[act<set_keyword>] > dotted[act<set_path>]];

}  // namespace

BOOST_SPIRIT_DEFINE(heading)

namespace {

/// Parses one file, declaration by declaration.
class Parser {
 public:
  Parser(State& state, Module& module) : state_(state), module_(module), at_(state.begin) {}

  void run() {
    while (at_->kind != TokenKind::end) {
      if (at_->is(";")) {
        ++at_;
        continue;
      }
      const Cursor start = at_;
      try {
        item();
      } catch (const Failure& failure) {
        report_failure(state_, failure.where(), failure.which());
        at_ = next_declaration(state_, start, failure.where());
      } catch (const Abandoned&) {
        at_ = next_declaration(state_, start, start);
      }
      state_.depth = 0;
      state_.failed_in.reset();
      if (state_.sink.error_count() >= state_.stop_at) return;
    }
  }

 private:
  void item() {
    const auto context = x3::make_context<state_tag>(state_);
    Heading line;
    DeclPtr made;
    if (heading.parse(at_, state_.end, context, x3::unused, line)) {
      apply(line);
    } else if (declaration.parse(at_, state_.end, context, x3::unused, made)) {
      if (made) module_.decls.push_back(std::move(made));
    } else {
      throw Failure(at_, "a declaration");
    }
    for (const auto& [tuple, span] : std::exchange(state_.tuples, {}))
      state_.sink.error(span, "several values in parentheses stand only after 'match'");
    if (!at_->newline_before && !at_->is(";") && !at_[-1].is("}")) throw Failure(at_, "the end of the line");
  }

  void apply(const Heading& line) {
    if (line.keyword->is("use")) {
      module_.uses.push_back({line.path, line.span});
    } else if (line.keyword != state_.begin) {
      state_.sink.error(line.span, "a 'language' or 'module' line must be the first of its file");
    } else {
      module_.name = line.path;
      module_.heading = line.span;
      if (line.keyword->is("language")) module_.language = line.path;
    }
  }

  State& state_;
  Module& module_;
  Cursor at_;
};

}  // namespace

bool starts_declaration(Cursor at) {
  static constexpr std::string_view keywords[] = {"builtin", "const",  "enum", "fn",    "intrinsic", "language",
                                                  "local",   "module", "op",   "owned", "record",    "root",
                                                  "shared",  "test",   "type", "union", "use",       "value"};
  return at->first_column && at->kind == TokenKind::word &&
         std::binary_search(std::begin(keywords), std::end(keywords), at->text) &&
         (at[1].kind == TokenKind::word || at[1].kind == TokenKind::string) && !at[1].newline_before;
}

Cursor next_statement(const State& state, Cursor start, Cursor where) {
  static constexpr std::string_view keywords[] = {"break", "continue", "for",    "if",  "jump", "let",   "loop",
                                                  "match", "raise",    "return", "try", "var",  "while", "fn"};
  int lists = 0, braces = 0;
  const auto count = [&](Cursor at) {
    if (at->is("(") || at->is("[")) ++lists;
    if (at->is(")") || at->is("]")) --lists;
    if (at->is("{")) ++braces;
    if (at->is("}")) --braces;
  };
  for (Cursor at = start; at != where; ++at) count(at);
  for (Cursor at = where; at != state.end; ++at) {
    if (starts_declaration(at) && at != start) return at;
    if (braces <= 0 && at != start) {
      const bool is_keyword = std::find(std::begin(keywords), std::end(keywords), at->text) != std::end(keywords);
      if (at->is("}")) return at;
      if (at->newline_before && (lists <= 0 || is_keyword)) return at;
      if (at->is(";") && lists <= 0) return at + 1;
    }
    count(at);
  }
  return state.end;
}

Cursor next_declaration(const State& state, Cursor start, Cursor where) {
  int braces = 0;
  for (Cursor at = start; at != state.end; ++at) {
    // A word in the first column, outside of blocks, is meant to start a declaration.
    const bool stands_out = at->first_column && at->kind == TokenKind::word && braces <= 0;
    if (at >= where && at != start && (stands_out || starts_declaration(at))) return at;
    if (at->is("{")) ++braces;
    if (at->is("}") && braces > 0 && --braces == 0 && at >= where) {
      // A declaration that is not in the first column: after the block that has just closed.
      if (at[1].newline_before && at[1].kind == TokenKind::word) return at + 1;
    }
  }
  return state.end;
}

namespace {

std::string describe(Cursor token) {
  if (token->kind == TokenKind::end) return "the end of the file";
  if (token->kind == TokenKind::string) return "a string";
  if (token->text.size() > 40) return "'" + std::string(token->text.substr(0, 37)) + "...'";
  return "'" + std::string(token->text) + "'";
}

/// After `(` or `,`, an item is what is most likely missing.
std::string item_or(const std::string& which, const Token& before, const std::optional<Construct>& part) {
  if (!part || which != "',' or ')'" || !(before.is("(") || before.is(","))) return which;
  const std::string_view label = part->label;
  if (label == "the arguments") return "an expression or ')'";
  if (label == "the parameters") return "a parameter or ')'";
  if (label == "the operands") return "an operand or ')'";
  if (label == "the variant's fields") return "a field or ')'";
  return "a pattern or ')'";
}

/// A hint at what the author may have meant, or "".
std::string way_out(Cursor found, const std::string& which) {
  if (which == "a declaration")
    return "declarations start with const, root, enum, record, shared, owned, local, value, fn, op, builtin, test or "
           "intrinsic";
  if (found->is("and")) return "'and' is written '&&'";
  if (found->is("or")) return "'or' is written '||'";
  if (found->is("not")) return "'not' is written '!'";
  if (found->is("?")) return "write if a { b } else { c }";
  if (found->is("=") && which == "'{'") return "'=' assigns, '==' compares";
  if (found->is("fn") && which != "'}'") return "functions are declared at the top level or in a type";
  if (found->is("const") && which == "a statement") return "constants are declared at the top level";
  if (which == "a name" && found->reserved) return describe(found) + " is a keyword and cannot be a name";
  static constexpr std::string_view operators[] = {
      "+", "*", "/", "%", "&&", "||", "==", "!=", "<", "<=", ">", "&", "|", "^", "<<"};
  if (found->newline_before &&
      std::find(std::begin(operators), std::end(operators), found->text) != std::end(operators))
    return "an operator stands at the end of a line, not at the start of the next";
  return "";
}

/// The bracket that `which` reports as missing, as in "',' or ')'", or "" if it is none.
std::string_view missing_closer(const std::string& which) {
  for (const char* closer : {"'}'", "')'", "']'", "'>'"})
    if (which.ends_with(closer)) return std::string_view(closer).substr(1, 1);
  return {};
}

std::string_view opener_of(std::string_view closer) {
  return closer == "}" ? "{" : closer == ")" ? "(" : closer == "]" ? "[" : "<";
}

/// The last bracket of this kind before `where` that is never closed, or null if the declaration has none.
Cursor unclosed(const State& state, Cursor where, std::string_view closer) {
  int closed = 0;
  for (Cursor at = where; at != state.begin;) {
    --at;
    if (at->is(closer)) ++closed;
    if (at->is(opener_of(closer)) && closed-- == 0) return at;
    if (starts_declaration(at)) return nullptr;
  }
  return nullptr;
}

std::size_t indentation(const State& state, Cursor at) {
  const auto line = state.map.line(state.file, state.map.place(at->span).line);
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// Finds a `{` between `open` and `where` whose `}` is indented less than the line that opens it: its own `}` is most
/// likely missing. Returns nulls if the indentation gives no hint.
std::pair<Cursor, Cursor> misplaced_brace(const State& state, Cursor open, Cursor where) {
  std::vector<Cursor> braces;
  for (Cursor at = open; at != where; ++at) {
    if (at->is("{")) braces.push_back(at);
    if (!at->is("}") || braces.empty()) continue;
    const Cursor opener = braces.back();
    braces.pop_back();
    if (at->newline_before && indentation(state, at) < indentation(state, opener)) return {opener, at};
  }
  return {nullptr, nullptr};
}

/// Says where the unclosed bracket was opened, unless the unexpected token is on the same line: the token itself is
/// then the likelier mistake.
void note_opening(const State& state, source::Diagnostic& diagnostic, Cursor where, std::string_view closer,
                  Span place) {
  const Cursor open = unclosed(state, where, closer);
  const auto line = [&](Span span) { return state.map.place(span).line; };
  if (!open || (place.begin == where->span.begin && line(open->span) == line(place))) return;
  diagnostic.note(open->span, "this '" + std::string(open->text) + "' is not closed");
  if (closer != "}") return;
  if (const auto [opener, brace] = misplaced_brace(state, open, where); opener && opener != open)
    diagnostic.note(opener->span, "more likely the '}' of this '{' is missing: the one in line " +
                                      std::to_string(state.map.place(brace->span).line) + " stands further left");
}

}  // namespace

void report_failure(State& state, Cursor where, const std::string& which) {
  const auto part = std::exchange(state.failed_in, std::nullopt);
  const bool is_item = which == "a statement" || which == "a declaration" || which.starts_with("'shared'");
  const bool is_behind = where != state.begin && (where->kind == TokenKind::end || (where->newline_before && !is_item));
  const std::string in =
      part && !is_item && part->label != std::string_view("the block") ? std::string(" in ") + part->label : "";
  Span place = where->span;
  const std::string_view closer = missing_closer(which);
  const bool another = where != state.begin && which == "'}'" && where[-1].is("}");
  std::string message = "expected " +
                        (another                ? "another '}'"
                         : where == state.begin ? which
                                                : item_or(which, where[-1], part)) +
                        in;
  if (is_behind) {
    place.begin = place.end = where[-1].span.end;
    message += where->kind == TokenKind::end ? " before the end of the file" : " after " + describe(where - 1);
  } else {
    message += ", found " + describe(where);
  }
  if (which == "a declaration" && (where->is("}") || where->is(")") || where->is("]"))) {
    state.sink.error(place, "this " + describe(where) + " closes nothing");
    return;
  }
  auto& diagnostic = state.sink.error(place, std::move(message));
  if (!closer.empty())
    note_opening(state, diagnostic, where, closer, place);
  else if (part && state.map.place(part->begin->span).line != state.map.place(place).line)
    diagnostic.note(part->begin->span, std::string(part->label) + " from here on");
  if (const std::string hint = is_behind ? "" : way_out(where, which); !hint.empty()) diagnostic.note(hint);
}

void report_nesting(State& state, Span where) {
  state.sink.error(where, "this is nested too deeply")
      .note("the limits are " + std::to_string(max_nesting) + " levels of brackets, blocks and else-ifs, and " +
            std::to_string(max_height) + " operators in a row; give parts names with let, or move them to functions");
  throw Abandoned();
}

void measure(State& state, Expr& node) {
  int below = 0;
  for (const auto& kid : node.kids) below = std::max(below, kid->height);
  for (const auto& arm : node.arms) {
    if (arm.guard) below = std::max(below, arm.guard->height);
    if (arm.body) below = std::max(below, arm.body->height);
  }
  node.height = below + 1;
  if (node.height > max_height) report_nesting(state, node.span);
}

}  // namespace grammar

std::unique_ptr<Module> parse_module(const source::SourceMap& map, source::FileId file, source::DiagnosticSink& sink) {
  auto module = std::make_unique<Module>();
  module->name = std::filesystem::path(map.path(file)).stem().string();
  module->heading = {file, 0, 0};
  const auto tokens = tokenize(map, file, sink);
  grammar::State state{map, file, sink, tokens.data(), tokens.data() + tokens.size() - 1, sink.error_count() + 50};
  grammar::Parser(state, *module).run();
  for (auto& decl : module->decls) decl->module_name = module->name;
  return module;
}

}  // namespace heddle::syntax
