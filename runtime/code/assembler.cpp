#include "runtime/code/assembler.h"

#include <algorithm>
#include <cstring>

#include "runtime/value/object.h"

namespace hd {

Asm* asm_new(Context* cx, Str* name, Str* source) {
  auto* a = new_object<Asm>(cx, class_asm, false);
  a->state = new AsmState;
  a->state->name = name;
  a->state->source = source;
  cx->assemblers.push_back(a);
  return a;
}

std::int64_t asm_label(Context*, Asm* a) {
  a->state->labels.push_back(-1);
  return static_cast<std::int64_t>(a->state->labels.size()) - 1;
}

void asm_place(Context*, Asm* a, std::int64_t label) {
  a->state->labels[static_cast<std::size_t>(label)] = asm_pc(nullptr, a);
}
std::int64_t asm_pc(Context*, Asm* a) { return static_cast<std::int64_t>(a->state->words.size()); }

void asm_line(Context*, Asm* a, std::int64_t line) { a->state->line = line; }

void asm_live(Context*, Asm* a, std::int64_t registers) {
  a->state->live.emplace_back(static_cast<std::int64_t>(a->state->words.size()), registers);
}

void asm_note(Context*, Asm* a, std::int64_t operand, Str* text) {
  a->state->notes.push_back({a->state->last_start, operand, text});
}

void asm_handler(Context*, Asm* a, std::int64_t from, std::int64_t to, std::int64_t target, std::int64_t reg) {
  a->state->handlers.push_back({from, to, target, reg});
}

void asm_local_name(Context*, Asm* a, Str* name, std::int64_t reg, std::int64_t from, std::int64_t to) {
  a->state->locals.push_back({name, reg, from, to});
}

void asm_set_params(Context*, Asm* a, std::int64_t n, bool vararg) {
  a->state->nparams = n;
  a->state->vararg = vararg;
}
void asm_set_registers(Context*, Asm* a, std::int64_t n) { a->state->nregs = n; }
void asm_set_lines(Context*, Asm* a, std::int64_t first, std::int64_t last) {
  a->state->first_line = first;
  a->state->last_line = last;
}
void asm_set_data(Context*, Asm* a, Value data) { a->state->data = data.is_object() ? data.as_object() : nullptr; }
bool asm_fits(Context*, Asm* a, Value) { return a->state->consts.size() < 32000; }

void asm_begin(Context*, Asm* a) {
  AsmState& s = *a->state;
  s.last_start = static_cast<std::int64_t>(s.words.size());
  if (s.lines.empty() || s.lines.back().second != s.line) s.lines.emplace_back(s.last_start, s.line);
}

void asm_word(Context*, Asm* a, std::uint64_t word) { a->state->words.push_back(word); }

/// Short strings become the immortal one of their bytes, so that equal constants are one pointer.
std::int64_t asm_constant(Context*, Asm* a, Value v) {
  if (v.is_class(class_str) && v.as<Str>()->length <= 64)
    v = Value::object(intern(v.as<Str>()->data(), v.as<Str>()->length));
  auto& consts = a->state->consts;
  const std::size_t from = consts.size() > 64 ? consts.size() - 64 : 0;  // a bounded look back keeps this linear
  for (std::size_t i = from; i < consts.size(); ++i)
    if (consts[i].tag == v.tag && consts[i].bits == v.bits) return static_cast<std::int64_t>(i);
  consts.push_back(v);
  return static_cast<std::int64_t>(consts.size()) - 1;
}

void asm_label_fixup(Context*, Asm* a, std::int64_t label, std::int64_t start, int byte) {
  a->state->fixups.push_back({label, start, byte});
}

void asm_emit(Context* cx, Asm* a, std::uint32_t opcode, int words, const AsmOperand* operands, int n) {
  unsigned char bytes[64] = {};
  const auto op = static_cast<std::uint16_t>(opcode);
  std::memcpy(bytes, &op, 2);
  for (int i = 0; i < n; ++i) {
    if (operands[i].bytes == 2 && (operands[i].bits < -32768 || operands[i].bits > 65535))
      fault(cx, "an operand does not fit in 16 bits");
    std::memcpy(bytes + operands[i].byte, &operands[i].bits, static_cast<std::size_t>(operands[i].bytes));
  }
  asm_begin(cx, a);
  for (int w = 0; w < words; ++w) {
    std::uint64_t word;
    std::memcpy(&word, bytes + w * 8, 8);
    asm_word(cx, a, word);
  }
}

namespace {

Array* make_array(Context* cx, std::uint16_t class_id, std::size_t element, std::size_t length) {
  auto* array = static_cast<Array*>(allocate_bytes(cx, (sizeof(Array) + element * length + 15) / 16 * 16));
  array->header = make_header(0, class_id);
  array->length = static_cast<std::int64_t>(length);
  return array;
}

Array* raw_array(Context* cx, const std::vector<std::int64_t>& from) {
  Array* array = make_array(cx, class_array_raw, 8, from.size());
  std::copy(from.begin(), from.end(), array->items<std::int64_t>());
  return array;
}

Array* value_array(Context* cx, const std::vector<Value>& from) {
  Array* array = make_array(cx, class_array_value, 16, from.size());
  std::copy(from.begin(), from.end(), array->items<Value>());
  return array;
}

void patch_labels(AsmState& s) {
  for (const auto& fixup : s.fixups) {
    const auto distance = static_cast<std::int32_t>(s.labels[static_cast<std::size_t>(fixup.label)] - fixup.start);
    std::memcpy(reinterpret_cast<char*>(&s.words[static_cast<std::size_t>(fixup.start)]) + fixup.byte, &distance, 4);
  }
}

}  // namespace

/// The assembler is spent afterwards; its tables are freed with it by the collector.
void asm_strip(Context*, Asm* a) { a->state->stripped = true; }
void asm_trampoline(Context*, Asm* a) { a->state->trampoline = true; }

Code* asm_finish(Context* cx, Asm* a) {
  AsmState& s = *a->state;
  patch_labels(s);
  if (s.stripped) {
    s.lines = {{0, -1}};
    s.notes.clear();
    s.locals.clear();
  }
  std::vector<std::int64_t> words(s.words.begin(), s.words.end()), lines, handlers, live;
  for (const auto& [pc, line] : s.lines) lines.insert(lines.end(), {pc, line});
  for (const auto& [pc, registers] : s.live) live.insert(live.end(), {pc, registers});
  for (const auto& h : s.handlers)
    handlers.insert(handlers.end(),
                    {s.labels[static_cast<std::size_t>(h.from)], s.labels[static_cast<std::size_t>(h.to)],
                     s.labels[static_cast<std::size_t>(h.target)], h.reg});
  std::vector<Value> notes, locals;
  for (const auto& n : s.notes)
    notes.insert(notes.end(), {Value::integer(n.pc), Value::integer(n.operand), Value::object(n.text)});
  for (const auto& l : s.locals)
    locals.insert(locals.end(),
                  {Value::object(l.name), Value::integer(l.reg), Value::integer(l.from), Value::integer(l.to)});
  auto* code = new_object<Code>(cx, class_code, false);
  code->words = raw_array(cx, words);
  code->consts = value_array(cx, s.consts);
  code->name = s.name;
  code->source = s.source;
  code->data = s.data;
  code->lines = raw_array(cx, lines);
  code->live = raw_array(cx, live);
  code->notes = value_array(cx, notes);
  code->handlers = raw_array(cx, handlers);
  code->locals = value_array(cx, locals);
  code->nregs = std::max<std::int64_t>(s.nregs, s.nparams) + 1;
  code->nparams = s.nparams;
  code->first_line = s.first_line;
  code->last_line = s.last_line;
  code->vararg = s.vararg ? 1 : 0;
  code->trampoline = s.trampoline ? 1 : 0;
  return code;
}

}  // namespace hd
