// std.files. Thread context: the thread acting for `cx`. A function that may block for long either suspends the tasklet
// and returns true, or puts its result into cx->results.
#pragma once
#include "runtime/abi/layout.h"

namespace hd {

bool file_read_all(Context* cx, Str* path);
bool file_exists(Context* cx, Str* path);
void write_stdout(Context* cx, Str* s);
void write_stderr(Context* cx, Str* s);
bool read_line(Context* cx);
Str* environment(Context* cx, Str* name);
Str* last_os_error(Context* cx);
std::int64_t last_os_error_code(Context* cx);
std::int64_t file_open(Context* cx, Str* path, Str* mode);
bool file_close(Context* cx, std::int64_t handle);
bool file_write(Context* cx, std::int64_t handle, Str* s);
bool file_read(Context* cx, std::int64_t handle, std::int64_t n);
bool file_read_line(Context* cx, std::int64_t handle, bool keep_newline);
bool file_read_number(Context* cx, std::int64_t handle);
bool file_set_buffering(Context* cx, std::int64_t handle, std::int64_t how, std::int64_t size);
std::int64_t file_seek(Context* cx, std::int64_t handle, std::int64_t whence, std::int64_t offset);
bool file_flush(Context* cx, std::int64_t handle);
bool file_remove(Context* cx, Str* path);
bool file_rename(Context* cx, Str* from, Str* to);
Str* temporary_name(Context* cx);
std::int64_t file_popen(Context* cx, Str* command, Str* mode);
bool shell_command(Context* cx, Str* command);

}  // namespace hd
