#include "runtime/code/inspect.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "runtime/code/trace.h"
#include "runtime/state/context.h"
#include "runtime/value/object.h"

namespace hd {

Str* code_name(Context*, Code* c) { return c->name; }
Str* code_source(Context*, Code* c) { return c->source; }
std::int64_t code_nparams(Context*, Code* c) { return c->nparams; }
bool code_vararg(Context*, Code* c) { return c->vararg != 0; }
std::int64_t code_nregs(Context*, Code* c) { return c->nregs; }
std::int64_t code_first_line(Context*, Code* c) { return c->first_line; }
std::int64_t code_last_line(Context*, Code* c) { return c->last_line; }
std::int64_t code_pc_count(Context*, Code* c) { return c->words->length; }
Object* code_data(Context*, Code* c) { return c->data; }
Str* native_name(Context*, Native* n) { return n->name; }

std::int64_t code_line_at(Context*, Code* c, std::int64_t pc) {
  const auto* pairs = c->lines->items<std::int64_t>();  // (word, line from there on), in ascending order
  std::int64_t first = 0, n = c->lines->length;         // binary search for the last pair up to pc
  while (n > 0) {
    const std::int64_t half = n / 2;
    if (packed_high(pairs[first + half]) <= pc) {
      first += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  return first ? packed_low(pairs[first - 1]) : c->first_line;
}

std::int64_t live_registers(const Code* c, std::int64_t pc) {
  const auto* pairs = c->live->items<std::int64_t>();
  for (std::int64_t i = 0; i < c->live->length && packed_high(pairs[i]) <= pc; ++i)
    if (packed_high(pairs[i]) == pc) return packed_low(pairs[i]);
  return -1;
}

namespace {

Str* text_at(const Code* code, std::int64_t index) { return code->texts->items<Value>()[index].as<Str>(); }

}  // namespace

Str* code_local_name(Context*, Code* c, std::int64_t reg, std::int64_t pc) {
  const auto* l = c->locals->items<std::int64_t>();
  for (std::int64_t i = 0; i + 1 < c->locals->length; i += 2)
    if (packed_low(l[i]) == reg && packed_high(l[i + 1]) <= pc && pc < packed_low(l[i + 1]))
      return text_at(c, packed_high(l[i]));
  return nullptr;
}

namespace {

Code* code_of(Value function) {
  if (!function.is_object() || function.as_object()->class_id() == class_native) return nullptr;
  return function.as<Callable>()->code;
}

/// A guest-visible frame: its base and its current bytecode.
struct Level {
  Value* base = nullptr;
  const std::uint64_t* pc = nullptr;
  bool valid = false;
  bool suspended = false;        // in the middle of the bytecode at pc, not just after a call
  bool watched = false;          // just before the bytecode at pc, in a tracer
  const Value* above = nullptr;  // start of the frame that it called, or null
};

bool is_bottom(const Value* base) { return !base[-3].is_object(); }

/// How far the frame of vararg code was moved up.
std::int64_t moved(const Value* base) {
  return base[-3].as_object()->class_id() == class_native ? 0 : link_moved(base[-1]);
}

Level linked_from(const Level& l) {
  const Value link = l.base[-2];
  Value* caller = l.base - link_delta(l.base[-1]);
  if (is_bottom(l.base) || is_bottom(caller)) return {};
  const Value* above = l.base - frame_slots - moved(l.base);
  if (link.tag == tag_link && !link.bits) return {caller, l.pc, true, true, false, above};  // called in place
  if (link.tag == tag_link)
    return {caller, reinterpret_cast<const std::uint64_t*>(link.bits) - 1, true, delivers(l.base[-1]), false, above};
  const auto* frame = link.is_object() ? link.as<Frame>() : nullptr;
  while (frame && frame->parent) frame = frame->parent;
  return {caller, frame ? frame->pc : nullptr, true, true, false, above};
}

/// Returns the calling frame. Tracers' frames are hidden: what a tracer calls appears to be called by the watched
/// frame.
Level caller_of(const Level& l) {
  const Level caller = linked_from(l);
  if (!caller.valid || !is_tracer_link(caller.base[-2])) return caller;
  Level watched = linked_from(caller);
  watched.watched = true;
  return watched;
}

Level level_from(Level l, std::int64_t n) {
  while (n-- > 0 && l.valid) l = caller_of(l);
  return l;
}

Level level_at(Context* cx, std::int64_t n) { return level_from({cx->base, cx->pc, !is_bottom(cx->base)}, n); }

Level level_of(Context* cx, const Tasklet* t, std::int64_t n) {
  if (t == cx->current) return level_at(cx, n);
  if (t->home() != cx || !t->stack) return {};
  const Frame* frame = t->waiting;
  while (frame && frame->parent) frame = frame->parent;
  return level_from({t->base, frame ? frame->pc : t->pc, !is_bottom(t->base)}, n);
}

std::int64_t index_of(Code* code, const std::uint64_t* pc) {
  if (!code || !pc) return -1;
  const std::int64_t i = pc - code->start();
  return i >= 0 && i < code->words->length ? i : -1;
}

/// Returns the first word of the bytecode that word `pc` is part of.
std::int64_t start_of(Context* cx, const Code* code, std::int64_t pc) {
  const OpInfo* ops = cx->isolate->language->ops;
  const std::uint64_t* words = code->start();
  for (std::int64_t at = 0;;) {
    const std::int64_t next = at + ops[static_cast<std::uint16_t>(words[at])].words;
    if (pc < next) return at;
    at = next;
  }
}

/// Returns the note on an operand of the bytecode at `pc`, or null.
Str* note_at(Code* code, std::int64_t pc, std::int64_t operand) {
  const auto* n = code->notes->items<std::int64_t>();
  for (std::int64_t i = 0; i + 1 < code->notes->length; i += 2)
    if (packed_high(n[i]) == pc && n[i + 1] == operand) return text_at(code, packed_low(n[i]));
  return nullptr;
}

}  // namespace

CodePlace code_place(Context* cx) {
  Level l = level_at(cx, 0);
  while (l.valid && !code_of(l.base[-3])) l = caller_of(l);
  Code* code = l.valid ? code_of(l.base[-3]) : nullptr;
  return {code, std::max<std::int64_t>(index_of(code, l.pc), 0)};
}

Str* here_note(Context* cx, std::int64_t operand) {
  const Level l = level_at(cx, 0);
  Code* code = l.valid ? code_of(l.base[-3]) : nullptr;
  const std::int64_t pc = index_of(code, l.pc);
  return pc < 0 ? nullptr : note_at(code, pc, operand);
}

namespace {

std::int32_t op_at(Context* cx, const Code* code, std::int64_t start) {
  return cx->isolate->language->ops[static_cast<std::uint16_t>(code->start()[start])].op;
}

FrameInfoObject* describe(Context* cx, const Level& l, std::int64_t level) {
  if (!l.valid || level < 0) return nullptr;
  auto* info = new_object<FrameInfoObject>(cx, class_frame_info, false);
  info->function = l.base[-3];
  info->code = code_of(l.base[-3]);
  info->pc = index_of(info->code, l.pc);
  info->line = info->code && info->pc >= 0 ? code_line_at(cx, info->code, info->pc) : -1;
  info->is_tail = is_tail(l.base[-1]);
  const Level caller = info->is_tail ? Level{} : caller_of(l);
  Code* calling = caller.valid ? code_of(caller.base[-3]) : nullptr;
  const std::int64_t within = index_of(calling, caller.pc), at = within >= 0 ? start_of(cx, calling, within) : -1;
  info->call_note = at >= 0 ? note_at(calling, at, 0) : nullptr;
  info->by_tracer = caller.watched;
  info->op = at >= 0 && caller.suspended && !caller.watched ? op_at(cx, calling, at) : -1;
  info->base_level = level;
  return info;
}

}  // namespace

FrameInfoObject* here_level(Context* cx, std::int64_t level) { return describe(cx, level_at(cx, level), level); }

FrameInfoObject* tasklet_level(Context* cx, Tasklet* t, std::int64_t level) {
  return describe(cx, level_of(cx, t, level), level);
}

std::int64_t tasklet_depth(Context* cx, Tasklet* t) {
  std::int64_t n = 0;
  for (Level l = level_of(cx, t, 0); l.valid; l = caller_of(l)) ++n;
  return n;
}

namespace {

/// The value shown to the guest: registers without a variable may hold internal values of the machine, shown as nil.
Value shown(Value v) { return v.tag > tag_object || v.is_class(class_frame) ? Value::nil() : v; }

/// The number of registers of a frame below the frame that it called; for builtins, the number of arguments.
std::int64_t size_of(const Level& l) {
  if (!l.valid) return 0;
  const Code* code = code_of(l.base[-3]);
  if (!code) return link_extra(l.base[-1]);
  return l.above ? l.above - l.base : code->nregs;
}

/// Returns null if there is no such frame. Faults if the frame has no such register.
Value* register_at(Context* cx, const Level& l, std::int64_t level, std::int64_t i, const char* function) {
  if (!l.valid || level < 0) return nullptr;
  if (i < 0 || i >= size_of(l)) fault(cx, "the frame has no such register", function);
  return l.base + i;
}

}  // namespace

Value tasklet_frame_reg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i) {
  const Value* at = register_at(cx, level_of(cx, t, level), level, i, "tasklet_frame_reg");
  return at ? shown(*at) : Value::nil();
}

void tasklet_set_frame_reg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i, Value v) {
  if (Value* at = register_at(cx, level_of(cx, t, level), level, i, "tasklet_set_frame_reg")) *at = v;
}

std::int64_t tasklet_frame_size(Context* cx, Tasklet* t, std::int64_t level) {
  return level < 0 ? 0 : size_of(level_of(cx, t, level));
}

namespace {

Value* vararg_of(Value* base, std::int64_t i) {
  const std::int64_t n = varargs_of(base);
  return i < 0 || i >= n ? nullptr : base - frame_slots - n + i;
}

}  // namespace

std::int64_t tasklet_varargs(Context* cx, Tasklet* t, std::int64_t level) {
  const Level l = level_of(cx, t, level);
  return l.valid ? varargs_of(l.base) : 0;
}

Value tasklet_vararg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i) {
  const Level l = level_of(cx, t, level);
  const Value* at = l.valid ? vararg_of(l.base, i) : nullptr;
  return at ? *at : Value::nil();
}

void tasklet_set_vararg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i, Value v) {
  const Level l = level_of(cx, t, level);
  if (Value* at = l.valid ? vararg_of(l.base, i) : nullptr) *at = v;
}

Value here_frame_reg(Context* cx, std::int64_t level, std::int64_t i) {
  const Value* at = register_at(cx, level_at(cx, level), level, i, "here.frame_reg");
  return at ? shown(*at) : Value::nil();
}

void here_set_frame_reg(Context* cx, std::int64_t level, std::int64_t i, Value v) {
  if (Value* at = register_at(cx, level_at(cx, level), level, i, "here.set_frame_reg")) *at = v;
}

Value frame_info_function(Context*, FrameInfoObject* f) { return f->function; }
Code* frame_info_code(Context*, FrameInfoObject* f) { return f->code; }
std::int64_t frame_info_pc(Context*, FrameInfoObject* f) { return f->pc; }
std::int64_t frame_info_line(Context*, FrameInfoObject* f) { return f->line; }
bool frame_info_is_tail(Context*, FrameInfoObject* f) { return f->is_tail; }
Str* frame_info_call_note(Context*, FrameInfoObject* f) { return f->call_note; }
bool frame_info_by_op(Context*, FrameInfoObject* f) { return f->op >= 0; }
std::int32_t frame_info_called_by(Context* cx, FrameInfoObject* f) {
  if (f->op < 0) fault(cx, "no bytecode called the frame's function", "called_by");
  return f->op;
}
bool frame_info_by_tracer(Context*, FrameInfoObject* f) { return f->by_tracer; }
std::int64_t frame_info_base_level(Context*, FrameInfoObject* f) { return f->base_level; }

void frame_set_open(Context* cx, std::int64_t open) {
  if (open < 0 || open > cx->stack_end - cx->base) fault(cx, no_such_register);
  cx->open = open;
}
Value frame_reg(Context* cx, std::int64_t i) {
  if (!has_slot(cx, cx->base, i)) fault(cx, no_such_register);
  return load(cx->base[i]);
}
void frame_set_reg(Context* cx, std::int64_t i, Value v) {
  if (!has_slot(cx, cx->base, i)) fault(cx, no_such_register);
  cx->base[i] = v;
}
bool frame_reserve(Context* cx, std::int64_t n) {
  if (n < 0) fault(cx, "negative number of registers");
  return reserve_stack(cx, cx->base, std::min<std::int64_t>(n, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace hd
