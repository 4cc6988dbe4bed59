#include "runtime/code/assembler.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "runtime/code/mutate.h"
#include "runtime/code/verify.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

void AsmState::reset() {
  words.clear();
  labels.clear();
  fixups.clear();
  lines.clear();
  texts.clear();
  notes.clear();
  live.clear();
  locals.clear();
  handlers.clear();
  consts.clear();
  needed = {};
  last = nullptr;
  last_start = line = number = nregs = nparams = first_line = last_line = 0;
  params_place = nullptr;
  vararg = stripped = trampoline = finished = false;
  name = source = nullptr;
  data = nullptr;
}

Asm* asm_new(Context* cx, Str* name, Str* source) {
  auto* a = new_object<Asm>(cx, class_asm, false);
  if (cx->assembly.spare.empty()) {
    a->state = new AsmState;
  } else {
    a->state = cx->assembly.spare.back();
    cx->assembly.spare.pop_back();
  }
  a->state->name = name;
  a->state->source = source;
  a->state->number = ++cx->assembly.made;
  cx->assembly.unfinished.push_back(a);
  return a;
}

namespace {

/// For statements other than `emit`: the code needs at least `registers` registers.
void need_registers(Context* cx, AsmState& s, std::int64_t registers, const char* what) {
  if (registers > s.needed.registers) s.needed = {registers, registers, nullptr, 0, what, cx->fault.place};
}

/// What assemblers that have finished refer to. Never written: every function that would write checks `finished` first.
AsmState* finished_state() {
  static AsmState state = [] {
    AsmState finished;
    finished.finished = true;
    return finished;
  }();
  return &state;
}

/// Leaves the assembler finished, and keeps its tables for another one unless they are large.
void retire(Context* cx, Asm* a) {
  constexpr std::size_t most_words = 16 * 1024, most_spare = 16;
  AsmState* state = std::exchange(a->state, finished_state());
  if (state->words.capacity() <= most_words && cx->assembly.spare.size() < most_spare) {
    state->reset();
    cx->assembly.spare.push_back(state);
  } else {
    delete state;
  }
  // Code within other code is finished first: the assembler is among the last.
  const auto made = std::find(cx->assembly.unfinished.rbegin(), cx->assembly.unfinished.rend(), a);
  if (made != cx->assembly.unfinished.rend()) cx->assembly.unfinished.erase(std::next(made).base());
}

/// Returns the index of a text for notes and names. Equal ones are often close.
std::int64_t text_index(AsmState& s, Str* text) {
  constexpr std::size_t looks = 32;  // bounded, to keep the assembler linear
  for (std::size_t i = s.texts.size(), n = 0; i-- > 0 && n < looks; ++n)
    if (str_equal(nullptr, s.texts[i], text)) return static_cast<std::int64_t>(i);
  s.texts.push_back(text);
  return static_cast<std::int64_t>(s.texts.size()) - 1;
}

bool is_register(std::int64_t reg) {
  return static_cast<std::uint64_t>(reg) < static_cast<std::uint64_t>(max_registers);
}

/// For statements other than `emit` that name a register.
void need_register(Context* cx, AsmState& s, std::int64_t reg, const char* what) {
  if (!is_register(reg)) wrong_code(cx, std::string(what) + std::to_string(reg) + " as its register");
  need_registers(cx, s, reg + 1, "a handler or the name of a local needs ");
}

}  // namespace

std::int64_t asm_label(Context* cx, Asm* a) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  s.labels.push_back(-1);
  return s.number << 32 | static_cast<std::int64_t>(s.labels.size() - 1);
}

void asm_place(Context* cx, Asm* a, std::int64_t label) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  HD_MUTATE(if (leave_out(s)) return;)
  auto& place = s.labels[static_cast<std::size_t>(verify_label(cx, s, label, "'place'"))];
  if (place >= 0) wrong_code(cx, "the label is placed already");
  place = asm_pc(cx, a);
}

std::int64_t asm_pc(Context*, Asm* a) { return static_cast<std::int64_t>(a->state->words.size()); }

void asm_line(Context* cx, Asm* a, std::int64_t line) {
  verify_open(cx, *a->state);
  a->state->line = std::clamp<std::int64_t>(line, INT32_MIN, INT32_MAX);  // its room in the table
}

void asm_live(Context* cx, Asm* a, std::int64_t registers) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  HD_MUTATE(registers = changed(s, registers);)
  if (registers < 0) wrong_code(cx, "'live' is told of " + std::to_string(registers) + " registers");
  need_registers(cx, s, registers, "'live' is told of ");
  s.live.emplace_back(static_cast<std::int64_t>(s.words.size()), registers);
}

void asm_note(Context* cx, Asm* a, std::int64_t operand, Str* text) {
  verify_open(cx, *a->state);
  if (!a->state->last) wrong_code(cx, "a note belongs to the last bytecode, and there is none yet");
  a->state->notes.push_back({a->state->last_start, operand, text_index(*a->state, text)});
}

void asm_handler(Context* cx, Asm* a, std::int64_t from, std::int64_t to, std::int64_t target, std::int64_t reg) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  HD_MUTATE(reg = changed(s, reg); from = changed_label(s, from); to = changed_label(s, to);
            target = changed_label(s, target);)
  need_register(cx, s, reg, "a handler has ");
  s.handlers.push_back({verify_label(cx, s, from, "'handler'"), verify_label(cx, s, to, "'handler'"),
                        verify_label(cx, s, target, "'handler'"), reg, cx->fault.place});
}

void asm_local_name(Context* cx, Asm* a, Str* name, std::int64_t reg, std::int64_t from, std::int64_t to) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  HD_MUTATE(reg = changed(s, reg); from = changed(s, from); to = changed(s, to);)
  need_register(cx, s, reg, "the name of a local has ");
  if (from < 0 || from > to || to > asm_pc(cx, a))
    wrong_code(cx, "a local is named from word " + std::to_string(from) + " to word " + std::to_string(to) + " of " +
                       std::to_string(asm_pc(cx, a)));
  s.locals.push_back({text_index(s, name), reg, from, to});
}

void asm_set_params(Context* cx, Asm* a, std::int64_t n, bool vararg) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  HD_MUTATE(n = changed(s, n);)
  if (n < 0) wrong_code(cx, "the code has " + std::to_string(n) + " parameters");
  s.nparams = n;
  s.vararg = vararg;
  s.params_place = cx->fault.place;
}

void asm_set_registers(Context* cx, Asm* a, std::int64_t n) {
  AsmState& s = *a->state;
  verify_open(cx, s);
  HD_MUTATE(n = changed(s, n);)
  if (n < 0 || n > max_registers)
    wrong_code(cx, "the code has " + std::to_string(n) + " registers; a frame has room for 0 to " +
                       std::to_string(max_registers));
  s.nregs = n;
}

void asm_set_lines(Context* cx, Asm* a, std::int64_t first, std::int64_t last) {
  verify_open(cx, *a->state);
  a->state->first_line = first;
  a->state->last_line = last;
}
void asm_set_data(Context* cx, Asm* a, Object* data) {
  verify_open(cx, *a->state);
  a->state->data = data;
}
void asm_strip(Context* cx, Asm* a) {
  verify_open(cx, *a->state);
  a->state->stripped = true;
}
void asm_trampoline(Context* cx, Asm* a) {
  verify_open(cx, *a->state);
  a->state->trampoline = true;
}
/// Half of what an operand can name, since other constants may be added between two calls.
bool asm_fits(Context*, Asm* a, Value) { return a->state->consts.size() < max_short_constants / 2; }

/// Short strings are interned, so that equal constants are one pointer.
std::int64_t asm_constant(Context*, Asm* a, Value v) {
  constexpr std::uint32_t short_text = 64;  // bytes
  if (v.is_class(class_str) && v.as<Str>()->length <= short_text)
    v = Value::object(intern(v.as<Str>()->data(), v.as<Str>()->length));
  if (HD_UNLIKELY(a->state->finished)) return 0;  // the emit that asks for it will fault
  auto& consts = a->state->consts;
  constexpr std::size_t looks = 64;  // bounded, to keep the assembler linear
  const std::size_t from = consts.size() > looks ? consts.size() - looks : 0;
  for (std::size_t i = from; i < consts.size(); ++i)
    if (consts[i].tag == v.tag && consts[i].bits == v.bits) return static_cast<std::int64_t>(i);
  consts.push_back(v);
  return static_cast<std::int64_t>(consts.size()) - 1;
}

namespace {

/// Encodes one bytecode.
struct Encoder {
  std::uint64_t words[max_words] = {};
  template <class T>
  void put(int byte, std::int64_t bits) {
    const auto narrow = static_cast<T>(bits);
    std::memcpy(reinterpret_cast<char*>(words) + byte, &narrow, sizeof narrow);
  }
};

template <class T>
bool fits_in(std::int64_t v) {
  return static_cast<T>(v) == v;
}

void need(AsmState& s, std::int64_t registers, std::int64_t first, const EmitSite& site, int operand) {
  if (registers > s.needed.registers) s.needed = {registers, first, &site, operand, nullptr, nullptr};
}

/// Verifies and encodes operand i.
HD_INLINE void put_operand(Context* cx, AsmState& s, const EmitSite& site, int i, std::int64_t v, Encoder& out) {
  const OperandShape& o = site.op->operands[i];
  switch (o.kind) {
    case OperandKind::reg_or_const:
      if (site.constants >> i & 1) {
        if (!fits_in<std::uint16_t>(v)) wrong_operand(cx, site, i, "finds no room: the code has too many constants");
        return out.put<std::uint16_t>(o.byte, v);
      }
      [[fallthrough]];
    case OperandKind::reg:
    case OperandKind::regs:
      if (!is_register(v))
        wrong_operand(cx, site, i,
                      "is register " + std::to_string(v) + "; there can be 0 to " + std::to_string(max_registers - 1));
      need(s, v + o.extent, v, site, i);
      return out.put<std::uint16_t>(o.byte, v);
    case OperandKind::imm:
      if (!fits_in<std::int16_t>(v))
        wrong_operand(cx, site, i, "is " + std::to_string(v) + ", which takes over 16 bits");
      return out.put<std::int16_t>(o.byte, v);
    case OperandKind::imm32:
      if (!fits_in<std::int32_t>(v))
        wrong_operand(cx, site, i, "is " + std::to_string(v) + ", which takes over 32 bits");
      return out.put<std::int32_t>(o.byte, v);
    case OperandKind::constant:
      if (!fits_in<std::int32_t>(v)) wrong_operand(cx, site, i, "finds no room: the code has too many constants");
      return out.put<std::int32_t>(o.byte, v);
    case OperandKind::label:
      if (!is_label_of(s, v))
        wrong_operand(cx, site, i, "is " + std::to_string(v) + ", which is no label of this code");
      s.fixups.push_back({label_index(v), static_cast<std::int64_t>(s.words.size()), &site, i});
      return;
  }
}

/// Verifies that the registers counted by an operand lie in the frame.
void verify_count(Context* cx, AsmState& s, const EmitSite& site, const CountShape& count, const std::int64_t* values) {
  const std::int64_t given = values[count.operand];
  if (given == open_results && count.may_be_open) return;
  const std::int64_t n = given + count.more;
  if (n < 0) wrong_operand(cx, site, count.operand, "is " + std::to_string(given) + ", but it counts values");
  need(s, values[count.window] + count.before + n, values[count.window], site, count.window);
}

}  // namespace

void asm_emit(Context* cx, Asm* a, const EmitSite& site, const std::int64_t* values) {
  AsmState& s = *a->state;
  if (HD_UNLIKELY(s.finished)) fault_at(cx, "this code is finished already", site.place);
  HD_MUTATE(std::int64_t mutated[max_operands]; if (leave_out(s)) return;
            values = changed_operands(s, site, values, mutated);)
  const OpShape& op = *site.op;
  Encoder out;
  out.put<std::uint16_t>(0, site.opcode);
  for (int i = 0; i < op.noperands; ++i) put_operand(cx, s, site, i, values[i], out);
  for (int i = 0; i < op.ncounts; ++i) verify_count(cx, s, site, op.counts[i], values);
  s.last = &site;
  s.last_start = static_cast<std::int64_t>(s.words.size());
  if (s.lines.empty() || s.lines.back().second != s.line) s.lines.emplace_back(s.last_start, s.line);
  for (int i = 0; i < op.words; ++i) s.words.push_back(out.words[i]);
}

namespace {

Array* make_array(Context* cx, std::uint16_t class_id, std::size_t element, std::size_t length) {
  auto* array = static_cast<Array*>(allocate_bytes(cx, (sizeof(Array) + element * length + 15) / 16 * 16));
  array->header = make_header(0, class_id);
  array->length = static_cast<std::int64_t>(length);
  return array;
}

/// An array of words; `encode` writes an element of the table as `words` of them.
template <class Element, class Encode>
Array* raw_array(Context* cx, const std::vector<Element>& from, std::size_t words, Encode encode) {
  Array* array = make_array(cx, class_array_raw, 8, words * from.size());
  auto* at = array->items<std::int64_t>();
  for (const Element& element : from) {
    encode(element, at);
    at += words;
  }
  return array;
}

template <class Element, class Encode>
Array* value_array(Context* cx, const std::vector<Element>& from, Encode encode) {
  Array* array = make_array(cx, class_array_value, sizeof(Value), from.size());
  std::transform(from.begin(), from.end(), array->items<Value>(), encode);
  return array;
}

void patch_labels(AsmState& s) {
  for (const auto& fixup : s.fixups) {
    const auto distance = static_cast<std::int32_t>(s.labels[static_cast<std::size_t>(fixup.label)] - fixup.start);
    const int byte = fixup.site->op->operands[fixup.operand].byte;
    std::memcpy(reinterpret_cast<char*>(&s.words[static_cast<std::size_t>(fixup.start)]) + byte, &distance, 4);
  }
}

}  // namespace

Code* asm_finish(Context* cx, Asm* a) {
  AsmState& s = *a->state;
  verify_code(cx, s);
  patch_labels(s);
  if (s.stripped) {
    s.lines = {{0, -1}};
    s.texts.clear();
    s.notes.clear();
    s.locals.clear();
  }
  const auto pc = [&s](std::int64_t label) { return s.labels[static_cast<std::size_t>(label)]; };
  const auto pair = [](const auto& p, std::int64_t* out) { *out = pack(p.first, p.second); };
  auto* code = new_object<Code>(cx, class_code, false);
  code->words = raw_array(cx, s.words, 1, [](std::uint64_t word, std::int64_t* out) { std::memcpy(out, &word, 8); });
  code->consts = value_array(cx, s.consts, [](Value v) { return v; });
  code->name = s.name;
  code->source = s.source;
  code->data = s.data;
  code->lines = raw_array(cx, s.lines, 1, pair);
  code->live = raw_array(cx, s.live, 1, pair);
  code->texts = value_array(cx, s.texts, [](Str* text) { return Value::object(text); });
  code->notes = raw_array(cx, s.notes, 2, [](const AsmState::Note& n, std::int64_t* out) {
    out[0] = pack(n.pc, n.text);
    out[1] = n.operand;
  });
  code->locals = raw_array(cx, s.locals, 2, [](const AsmState::LocalName& l, std::int64_t* out) {
    out[0] = pack(l.text, l.reg);
    out[1] = pack(l.from, l.to);
  });
  code->handlers = raw_array(cx, s.handlers, 4, [&](const AsmState::Handler& h, std::int64_t* out) {
    const std::int64_t words[] = {pc(h.from), pc(h.to), pc(h.target), h.reg};
    std::copy(std::begin(words), std::end(words), out);
  });
  code->nregs = s.nregs + 1;
  code->nparams = s.nparams;
  code->first_line = s.first_line;
  code->last_line = s.last_line;
  code->vararg = s.vararg ? 1 : 0;
  code->trampoline = s.trampoline ? 1 : 0;
  retire(cx, a);
  return code;
}

}  // namespace hd
