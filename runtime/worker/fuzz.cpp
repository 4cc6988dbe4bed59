// The profile `fuzz`: libFuzzer's loop drives a whole VM, so that the guest's own machinery is fuzzed.
//
// The VM runs the program named by the environment variable HEDDLE_FUZZ_PROGRAM, on a thread of its own. Each input is
// written to its standard input, as a line with the number of bytes followed by the bytes; the program answers with a
// byte on its standard output. A sanitizer's finding ends the process, as does the end of the program.
#ifdef HD_FUZZ
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

int hd_program(int argc, char** argv);

namespace {

int to_program = -1, from_program = -1;

void run_program(std::string script) {
  std::string program = "fuzz";
  char* argv[] = {program.data(), script.data(), nullptr};
  std::exit(hd_program(2, argv));
}

bool write_all(const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t n = write(to_program, data, size);
    if (n < 0 && errno == EINTR) continue;  // libFuzzer's clock
    if (n <= 0) return false;
    data += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

bool read_answer() {
  char answer = 0;
  ssize_t n = 0;
  do n = read(from_program, &answer, 1);
  while (n < 0 && errno == EINTR);
  return n == 1;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const char* script = std::getenv("HEDDLE_FUZZ_PROGRAM");
  int in[2], out[2];
  if (!script || pipe(in) != 0 || pipe(out) != 0) {
    std::fputs("HEDDLE_FUZZ_PROGRAM must name a program that reads inputs and answers them\n", stderr);
    std::exit(2);
  }
  dup2(in[0], STDIN_FILENO);
  dup2(out[1], STDOUT_FILENO);
  to_program = in[1];
  from_program = out[0];
  std::thread(run_program, script).detach();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string length = std::to_string(size) + "\n";
  if (!write_all(length.data(), length.size()) || !write_all(reinterpret_cast<const char*>(data), size) ||
      !read_answer())
    std::abort();
  return 0;
}
#endif
