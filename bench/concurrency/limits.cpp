// Physical limits of this machine: a cache line there and back between two threads; a system call; a sleep and wake.
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

namespace {

double nanoseconds(std::chrono::steady_clock::time_point begin, int n) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / n * 1e9;
}

alignas(64) std::atomic<int> there{0};
alignas(64) std::atomic<int> back{0};

void wait_for(const std::atomic<int>& word, int value) {
  while (word.load(std::memory_order_acquire) != value) {
  }
}

}  // namespace

int main() {
  constexpr int rounds = 1000000;
  std::thread other([] {
    for (int i = 1; i <= rounds; ++i) {
      wait_for(there, i);
      back.store(i, std::memory_order_release);
    }
  });
  auto begin = std::chrono::steady_clock::now();
  for (int i = 1; i <= rounds; ++i) {
    there.store(i, std::memory_order_release);
    wait_for(back, i);
  }
  std::printf("cache line, there and back\t%.1f\tns\n", nanoseconds(begin, rounds));
  other.join();
  begin = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i) syscall(SYS_getppid);
  std::printf("system call\t%.1f\tns\n", nanoseconds(begin, rounds));
}
