// Building bytecode: the machine's `Asm`.
#pragma once
#include <vector>

#include "runtime/code/frames.h"

namespace hd {

/// Tables under construction; freed when the code is finished or the assembler dies.
struct AsmState {
  struct Fixup {
    std::int64_t label, start;
    int byte;
  };
  struct Note {
    std::int64_t pc, operand;
    Str* text;
  };
  struct LocalName {
    Str* name;
    std::int64_t reg, from, to;
  };
  struct Handler {
    std::int64_t from, to, target, reg;
  };
  std::vector<std::uint64_t> words;
  std::vector<std::int64_t> labels;
  std::vector<Fixup> fixups;
  std::vector<std::pair<std::int64_t, std::int64_t>> lines;
  std::vector<Note> notes;
  std::vector<std::pair<std::int64_t, std::int64_t>> live;  // word, registers
  std::vector<LocalName> locals;
  std::vector<Handler> handlers;
  std::vector<Value> consts;
  std::int64_t last_start = 0, line = 0;
  std::int64_t nregs = 0, nparams = 0, first_line = 0, last_line = 0;
  bool vararg = false, stripped = false, trampoline = false;
  Str* name = nullptr;
  Str* source = nullptr;
  Object* data = nullptr;
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
void asm_set_data(Context* cx, Asm* a, Value data);
/// Lines, notes and names of locals are forgotten.
void asm_strip(Context* cx, Asm* a);
/// The code only arranges a call in tail position: to those who look at frames its caller made that call, and it is not
/// watched.
void asm_trampoline(Context* cx, Asm* a);
bool asm_fits(Context* cx, Asm* a, Value v);
Code* asm_finish(Context* cx, Asm* a);

/// For `emit`: starts a bytecode, appends its words. Operands of 32 bits that are labels are patched by finish.
void asm_begin(Context* cx, Asm* a);
void asm_word(Context* cx, Asm* a, std::uint64_t word);
std::int64_t asm_constant(Context* cx, Asm* a, Value v);
void asm_label_fixup(Context* cx, Asm* a, std::int64_t label, std::int64_t start, int byte);
/// Writes one bytecode: opcode of variant 0, operands as (bits, byte, bytes).
struct AsmOperand {
  std::int64_t bits;
  int byte;
  int bytes;
};
void asm_emit(Context* cx, Asm* a, std::uint32_t opcode, int words, const AsmOperand* operands, int n);

}  // namespace hd
