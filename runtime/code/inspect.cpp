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
  const auto* pairs = c->lines->items<std::int64_t>();  // a word and the line from it on, in the words' order
  std::int64_t first = 0, n = c->lines->length / 2;     // those from `first` on: the last one up to pc, or none
  while (n > 0) {
    const std::int64_t half = n / 2;
    if (pairs[2 * (first + half)] <= pc) {
      first += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  return first ? pairs[2 * first - 1] : c->first_line;
}

std::int64_t live_registers(const Code* c, std::int64_t pc) {
  const auto* pairs = c->live->items<std::int64_t>();
  for (std::int64_t i = 0; i + 1 < c->live->length && pairs[i] <= pc; i += 2)
    if (pairs[i] == pc) return pairs[i + 1];
  return -1;
}

Str* code_local_name(Context*, Code* c, std::int64_t reg, std::int64_t pc) {
  const auto* l = c->locals->items<Value>();
  for (std::int64_t i = 0; i + 3 < c->locals->length; i += 4)
    if (l[i + 1].as_int() == reg && l[i + 2].as_int() <= pc && pc < l[i + 3].as_int()) return l[i].as<Str>();
  return nullptr;
}

namespace {

Code* code_of(Value function) {
  if (!function.is_object() || function.as_object()->class_id() == class_native) return nullptr;
  return function.as<Callable>()->code;
}

/// A guest-visible frame: its base and the bytecode it is at.
struct Level {
  Value* base = nullptr;
  const std::uint64_t* pc = nullptr;
  bool valid = false;
  bool suspended = false;        // in the bytecode at pc, not behind a call
  bool watched = false;          // ahead of the bytecode at pc, for a tracer
  const Value* above = nullptr;  // where the frame that it called begins; null: none
};

bool is_bottom(const Value* base) { return !base[-3].is_object(); }

/// How far vararg code was moved up.
std::int64_t moved(const Value* base) {
  return base[-3].as_object()->class_id() == class_native ? 0 : link_extra(base[-1]);
}

Level linked_from(const Level& l) {
  const Value link = l.base[-2];
  Value* caller = l.base - link_delta(l.base[-1]);
  if (is_bottom(l.base) || is_bottom(caller)) return {};
  const Value* above = l.base - frame_slots - moved(l.base);
  if (link.tag == tag_link && !link.bits) return {caller, l.pc, true, true, false, above};  // called in place
  if (link.tag == tag_link)
    return {caller, reinterpret_cast<const std::uint64_t*>(link.bits) - 1, true, false, false, above};
  const auto* frame = link.is_object() ? link.as<Frame>() : nullptr;
  while (frame && frame->parent) frame = frame->parent;
  return {caller, frame ? frame->pc : nullptr, true, true, false, above};
}

/// Walks to the frame that called this one. Tracers are not seen: the frame that is watched calls what they call.
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

/// The first word of the bytecode that word `pc` is part of.
std::int64_t start_of(Context* cx, const Code* code, std::int64_t pc) {
  const OpInfo* ops = cx->isolate->language->ops;
  const std::uint64_t* words = code->start();
  for (std::int64_t at = 0;;) {
    const std::int64_t next = at + ops[static_cast<std::uint16_t>(words[at])].words;
    if (pc < next) return at;
    at = next;
  }
}

/// What is noted of an operand of the bytecode at `pc`.
Str* note_at(Code* code, std::int64_t pc, std::int64_t operand) {
  const auto* n = code->notes->items<Value>();
  for (std::int64_t i = 0; i + 2 < code->notes->length; i += 3)
    if (n[i].as_int() == pc && n[i + 1].as_int() == operand) return n[i + 2].as<Str>();
  return nullptr;
}

}  // namespace

Str* here_note(Context* cx, std::int64_t operand) {
  const Level l = level_at(cx, 0);
  Code* code = l.valid ? code_of(l.base[-3]) : nullptr;
  const std::int64_t pc = index_of(code, l.pc);
  return pc < 0 ? nullptr : note_at(code, pc, operand);
}

namespace {

Str* op_name(Context* cx, const std::uint64_t* pc) {
  const char* name = cx->isolate->language->ops[static_cast<std::uint16_t>(*pc)].name;
  return intern(name, std::strlen(name));
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
  const std::int64_t at = index_of(calling, caller.pc);
  info->call_note = at >= 0 ? note_at(calling, start_of(cx, calling, at), 0) : nullptr;
  if (caller.watched)
    info->called_by = intern("trace", 5);
  else
    info->called_by = at >= 0 && caller.suspended ? op_name(cx, caller.pc) : nullptr;
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

/// What the guest may see of a register: those that no variable has can hold what the machine left there.
Value shown(Value v) { return v.tag > tag_object || v.is_class(class_frame) ? Value::nil() : v; }

/// Registers of a frame, below the frame that it called; of builtins the arguments.
std::int64_t size_of(const Level& l) {
  if (!l.valid) return 0;
  const Code* code = code_of(l.base[-3]);
  if (!code) return link_extra(l.base[-1]);
  return l.above ? l.above - l.base : code->nregs;
}

/// Null: there is no such frame. Faults when it has no such register.
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

/// Extra arguments of a frame, below where it was moved to, behind the declared ones.
std::int64_t varargs_of(const Value* base) {
  const Code* code = code_of(base[-3]);
  const std::int64_t shift = link_extra(base[-1]);
  return shift && code ? shift - frame_slots - code->nparams : 0;
}

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
Str* frame_info_called_by(Context*, FrameInfoObject* f) { return f->called_by; }
std::int64_t frame_info_base_level(Context*, FrameInfoObject* f) { return f->base_level; }

std::int64_t frame_open(Context* cx) { return cx->open; }
void frame_set_open(Context* cx, std::int64_t open) {
  if (open < 0 || open > cx->stack_end - cx->base) fault(cx, no_such_register);
  cx->open = open;
}
Value frame_function(Context* cx) { return cx->base[-3]; }

std::int64_t frame_nvarargs(Context* cx) { return varargs_of(cx->base); }

Value frame_vararg(Context* cx, std::int64_t i) {
  const Value* at = vararg_of(cx->base, i);
  return at ? *at : Value::nil();
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
