// Building bytecode: the machine's `Asm`.
//
// Code is verified as it is made: `emit` (asm_emit) checks what concerns a single bytecode, `finish` (verify.h) what
// depends on the whole. Finished code is not checked again: every path through it ends in a transfer of control, and
// every register that a bytecode names lies in the frame. Violations are faults at the place of the offending
// statement.
//
// Called only by descriptions, which store their place in Context::fault before each call that may fault.
// By the thread acting for `cx`.
#pragma once
#include <vector>

#include "runtime/abi/ops.h"
#include "runtime/code/frames.h"

namespace hd {

/// The largest number of registers needed so far, and the operand or other statement that needs them.
struct RegistersNeeded {
  std::int64_t registers = 0;
  std::int64_t first = 0;  // the first register
  const EmitSite* site = nullptr;
  int operand = 0;
  const char* what = nullptr;  // the text, if there is no site
  const char* place = nullptr;
};

/// Tables under construction, used again for other code once this is finished; freed if the assembler dies before.
struct AsmState {
  struct Fixup {
    std::int64_t label, start;  // `label` is an index
    const EmitSite* site;
    int operand;
  };
  struct Note {
    std::int64_t pc, operand, text;  // an index
  };
  struct LocalName {
    std::int64_t text, reg, from, to;
  };
  struct Handler {
    std::int64_t from, to, target, reg;  // all but `reg` are indices of labels
    const char* place;
  };
  std::vector<std::uint64_t> words;
  std::vector<std::int64_t> labels;  // by index: the word; -1: not placed yet
  std::vector<Fixup> fixups;
  std::vector<std::pair<std::int64_t, std::int64_t>> lines;
  std::vector<Str*> texts;
  std::vector<Note> notes;
  std::vector<std::pair<std::int64_t, std::int64_t>> live;  // word, registers
  std::vector<LocalName> locals;
  std::vector<Handler> handlers;
  std::vector<Value> consts;
  RegistersNeeded needed;
  const EmitSite* last = nullptr;  // bytecode
  std::int64_t last_start = 0, line = 0;
  std::int64_t number = 0;  // unique in its context: the upper half of its labels
  std::int64_t nregs = 0, nparams = 0, first_line = 0, last_line = 0;
  const char* params_place = nullptr;
  bool vararg = false, stripped = false, trampoline = false, finished = false;
  Str* name = nullptr;
  Str* source = nullptr;
  Object* data = nullptr;

  /// Empties all tables, but keeps their memory.
  void reset();
};

struct Asm : Object {
  AsmState* state;
};

Asm* asm_new(Context* cx, Str* name, Str* source);
std::int64_t asm_label(Context* cx, Asm* a);
void asm_place(Context* cx, Asm* a, std::int64_t label);
std::int64_t asm_pc(Context* cx, Asm* a);
void asm_line(Context* cx, Asm* a, std::int64_t line);
void asm_note(Context* cx, Asm* a, std::int64_t operand, Str* text);
void asm_live(Context* cx, Asm* a, std::int64_t registers);
void asm_handler(Context* cx, Asm* a, std::int64_t from, std::int64_t to, std::int64_t target, std::int64_t reg);
void asm_local_name(Context* cx, Asm* a, Str* name, std::int64_t reg, std::int64_t from, std::int64_t to);
void asm_set_params(Context* cx, Asm* a, std::int64_t n, bool vararg);
void asm_set_registers(Context* cx, Asm* a, std::int64_t n);
void asm_set_lines(Context* cx, Asm* a, std::int64_t first, std::int64_t last);
void asm_set_data(Context* cx, Asm* a, Object* data);
/// Discards lines, notes and names of locals.
void asm_strip(Context* cx, Asm* a);
/// Marks code that only arranges a call in tail position: stack inspection attributes that call to its caller, and
/// tracers do not watch it.
void asm_trampoline(Context* cx, Asm* a);
bool asm_fits(Context* cx, Asm* a, Value v);
/// Verifies the code as a whole. The assembler cannot be used afterwards.
Code* asm_finish(Context* cx, Asm* a);

/// Returns the index of a constant, adding it if necessary.
std::int64_t asm_constant(Context* cx, Asm* a, Value v);
/// Appends a bytecode. `values` has one value per operand of the site's op; constants are given by index.
void asm_emit(Context* cx, Asm* a, const EmitSite& site, const std::int64_t* values);

}  // namespace hd
