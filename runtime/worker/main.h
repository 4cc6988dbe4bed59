// The main program of every translated VM.
// Called by the first thread of the process.
#pragma once
#include <cstdint>

#include "runtime/abi/layout.h"

namespace hd {

struct Isolate;

/// Language::run of translated VMs: enters the machine; faults become guest errors of the running tasklet.
void run_machine(Context* cx, Tasklet* t);
/// Makes the isolate with its natives; the program's `main` becomes a tasklet of the returned first context.
Context* boot(Isolate* isolate, const Language& language, int argc, char** argv, std::int64_t* status);
/// main() of a translated VM: handles VM options, then runs the guest. Returns the exit status.
int vm_main(const Language& language, int argc, char** argv);

}  // namespace hd
