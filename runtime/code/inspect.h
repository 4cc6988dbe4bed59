// Inspecting code and the running frames: `code.*`, `here.*`, `frame.*` of the description language.
// Called by the thread acting for `cx`.
#pragma once
#include "runtime/code/frames.h"

namespace hd {

struct FrameInfoObject : Object {
  Value function;
  Code* code;  // machine_classes lists the offsets of these references
  Str* call_note;
  std::int64_t pc, line;
  std::int32_t op;  // the op whose bytecode called the function; -1: none
  bool is_tail, by_tracer;
  std::int64_t base_level;
};

/// Where the guest is: the running bytecode or, in a builtin, the one that called it. No code: the machine called it.
struct CodePlace {
  Code* code = nullptr;
  std::int64_t pc = 0;
};
CodePlace code_place(Context* cx);

Str* code_name(Context* cx, Code* c);
Str* code_source(Context* cx, Code* c);
std::int64_t code_nparams(Context* cx, Code* c);
bool code_vararg(Context* cx, Code* c);
std::int64_t code_nregs(Context* cx, Code* c);
std::int64_t code_first_line(Context* cx, Code* c);
std::int64_t code_last_line(Context* cx, Code* c);
std::int64_t code_pc_count(Context* cx, Code* c);
/// The number of registers in use before the bytecode at word `pc`; -1 if not recorded.
std::int64_t live_registers(const Code* c, std::int64_t pc);
std::int64_t code_line_at(Context* cx, Code* c, std::int64_t pc);
Str* code_local_name(Context* cx, Code* c, std::int64_t reg, std::int64_t pc);
Object* code_data(Context* cx, Code* c);
Str* native_name(Context* cx, Native* n);

Str* here_note(Context* cx, std::int64_t operand);
FrameInfoObject* here_level(Context* cx, std::int64_t level);
/// Like here_level, for a tasklet of this context; level 0 is the frame it would continue in. Returns null if there is
/// no such frame, or if the tasklet belongs to another context.
FrameInfoObject* tasklet_level(Context* cx, Tasklet* t, std::int64_t level);
/// The number of levels.
std::int64_t tasklet_depth(Context* cx, Tasklet* t);
Value tasklet_frame_reg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i);
void tasklet_set_frame_reg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i, Value v);
/// The number of registers below the frame that it called, or all; for builtins, the number of arguments.
std::int64_t tasklet_frame_size(Context* cx, Tasklet* t, std::int64_t level);
std::int64_t tasklet_varargs(Context* cx, Tasklet* t, std::int64_t level);
Value tasklet_vararg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i);
void tasklet_set_vararg(Context* cx, Tasklet* t, std::int64_t level, std::int64_t i, Value v);
Value here_frame_reg(Context* cx, std::int64_t level, std::int64_t i);
void here_set_frame_reg(Context* cx, std::int64_t level, std::int64_t i, Value v);
Value frame_info_function(Context* cx, FrameInfoObject* f);
Code* frame_info_code(Context* cx, FrameInfoObject* f);
std::int64_t frame_info_pc(Context* cx, FrameInfoObject* f);
std::int64_t frame_info_line(Context* cx, FrameInfoObject* f);
bool frame_info_is_tail(Context* cx, FrameInfoObject* f);
Str* frame_info_call_note(Context* cx, FrameInfoObject* f);
bool frame_info_by_op(Context* cx, FrameInfoObject* f);
/// Faults if no bytecode called it.
std::int32_t frame_info_called_by(Context* cx, FrameInfoObject* f);
bool frame_info_by_tracer(Context* cx, FrameInfoObject* f);
std::int64_t frame_info_base_level(Context* cx, FrameInfoObject* f);

inline std::int64_t frame_open(Context* cx) { return cx->open; }
void frame_set_open(Context* cx, std::int64_t open);
inline Value frame_function(Context* cx) { return cx->base[-3]; }

/// The number of extra arguments of a frame. They lie after the declared ones, below the place the frame was moved to.
inline std::int64_t varargs_of(const Value* base) {
  const std::int64_t moved = link_moved(base[-1]);
  if (moved == 0 || base[-3].is_class(class_native)) return 0;
  return moved - frame_slots - base[-3].as<Callable>()->code->nparams;
}
inline std::int64_t frame_nvarargs(Context* cx) { return varargs_of(cx->base); }
inline Value frame_vararg(Context* cx, std::int64_t i) {
  const std::int64_t n = varargs_of(cx->base);
  return i < 0 || i >= n ? Value::nil() : load(cx->base[i - frame_slots - n]);
}
Value frame_reg(Context* cx, std::int64_t i);
void frame_set_reg(Context* cx, std::int64_t i, Value v);
bool frame_reserve(Context* cx, std::int64_t n);

}  // namespace hd
