#include "runtime/worker/main.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "runtime/contexts/create.h"
#include "runtime/machine/language.h"
#include "runtime/state/context.h"
#include "runtime/tasklet/tasklet.h"
#include "runtime/value/object.h"
#include "runtime/worker/worker.h"

namespace hd {

namespace {

struct Options {
  std::uint64_t max_heap = 0;
  bool gc_stress = false;
  bool cache_stress = false;
  bool stats = false;
  std::string trace;
};

std::uint64_t parse_size(const char* text) {
  char* end = nullptr;
  const double n = std::strtod(text, &end);
  std::uint64_t unit = 1;
  if (*end == 'K')
    unit = 1 << 10, ++end;
  else if (*end == 'M')
    unit = 1 << 20, ++end;
  else if (*end == 'G')
    unit = 1 << 30, ++end;
  return *end || n <= 0 ? 0 : static_cast<std::uint64_t>(n * static_cast<double>(unit));
}

constexpr const char* help_text =
    "VM options, ahead of the guest's own:\n"
    "  --vm-max-heap=SIZE  a context's heap may hold SIZE bytes (suffix K, M, G)\n"
    "  --vm-gc-stress      collect garbage at every safepoint\n"
    "  --vm-cache-stress   empty the inline caches at every safepoint, and miss at random\n"
    "  --vm-stats          print at the end what was counted, and what sharing did with which objects\n"
    "  --vm-trace=FILE     write what the contexts did, for Perfetto\n"
    "  --vm-version        print the language's name\n"
    "  --vm-help           print this\n";

/// Takes `--vm-...` from the front of the arguments. Returns an exit status to end with, or -1.
int take_options(const Language& language, int& argc, char** argv, Options& options) {
  while (argc > 1 && std::strncmp(argv[1], "--vm-", 5) == 0) {
    const std::string word = argv[1];
    if (word == "--vm-help") return std::fputs(help_text, stdout), 0;
    if (word == "--vm-version") return std::printf("%s, made by heddle\n", language.name), 0;
    if (word == "--vm-gc-stress")
      options.gc_stress = true;
    else if (word == "--vm-cache-stress")
      options.cache_stress = true;
    else if (word == "--vm-stats")
      options.stats = true;
    else if (word.rfind("--vm-trace=", 0) == 0 && word.size() > 11)
      options.trace = word.substr(11);
    else if (word.rfind("--vm-max-heap=", 0) == 0) {
      options.max_heap = parse_size(argv[1] + 14);
      if (!options.max_heap)
        return std::fprintf(stderr, "%s: '%s' is not a size; write for example --vm-max-heap=64M\n", argv[0],
                            argv[1] + 14),
               2;
    } else {
      return std::fprintf(stderr, "%s: unknown option '%s'\n%s", argv[0], argv[1], help_text), 2;
    }
    for (int i = 1; i + 1 < argc; ++i) argv[i] = argv[i + 1];
    --argc;
  }
  return -1;
}

/// Prints the error, with the description's functions if a fault caused it.
void print_uncaught(const Context* cx, Value error) {
  const std::string fault = describe_fault(cx, error);
  std::string text = error.is_class(class_str) ? std::string(view(error.as<Str>())) : "(an error object)";
  const std::size_t line = fault.find('\n');
  if (!error.is_class(class_str) && line != fault.npos) text = fault.substr(0, line);
  const std::string trace = line == fault.npos ? "" : fault.substr(line + 1);
  std::fflush(stdout);
  std::fprintf(stderr, "uncaught guest error: %s\n%s", text.c_str(), trace.c_str());
}

/// The ending of the program's main tasklet.
void end_program(Context* cx, Tasklet*, bool ok, Value v) {
  if (!ok) print_uncaught(cx, v);
  if (!ok)
    *cx->isolate->program_status = 1;
  else if (v.tag == tag_int)
    *cx->isolate->program_status = v.as_int();
  cx->finished = true;
}

}  // namespace

void run_machine(Context* cx, Tasklet*) {
  // A fault that has passed a function comes from a bytecode's fast path; others are the machine's own, such as running
  // out of memory. Both are errors of the running frame.
  const auto caught = [cx](Fault& fault) { catch_fault(cx, fault, fault.trace().lines > 0 ? cx->fault.site : ""); };
  try {
    continue_tasklet(cx, nullptr, nullptr, nullptr);
    return;
  } catch (Fault& fault) {
    caught(fault);
  }
  while (cx->current) {
    try {
      cx->native_depth = 0;
      raise(cx, cx->pc, cx->base, constants_of(cx->base));
      return;
    } catch (Fault& fault) {
      caught(fault);
    }
  }
}

Context* boot(Isolate* isolate, const Language& language, int argc, char** argv, std::int64_t* status) {
  isolate->language = &language;
  isolate->contexts.push_back(nullptr);
  isolate->roots.assign(language.nroots, Value::nil());
  for (std::uint32_t i = 0; i < language.nnatives; ++i)
    isolate->natives.push_back(new_immortal_native(language.natives[i].name, language.natives[i].function, i));
  Context* cx = new_context(isolate);
  auto* items =
      static_cast<Array*>(allocate_bytes(cx, (sizeof(Array) + static_cast<std::size_t>(argc) * 8 + 15) / 16 * 16));
  items->header = make_header(0, class_array_ref);
  items->length = argc;
  for (int i = 0; i < argc; ++i) items->items<Str*>()[i] = new_str(cx, argv[i], std::strlen(argv[i]));
  auto* list = new_object<ValueList>(cx, language.class_str_list, false);
  list->items = items;
  list->length = argc;
  Tasklet* t = new_tasklet(cx, Value::nil(), list);
  t->ending = end_program;
  isolate->program_status = status;
  cx->main = t;
  cx->schedule.ready.push_back(t);
  return cx;
}

int vm_main(const Language& language, int argc, char** argv) {
  Options options;
  if (const int status = take_options(language, argc, argv, options); status >= 0) return status;
  auto* isolate = new Isolate;  // other contexts' threads may use it until the process ends
  isolate->executor = &process_executor();
  isolate->max_heap = options.max_heap;
  isolate->gc_stress = options.gc_stress;
  isolate->cache_stress = options.cache_stress;
  isolate->stats = options.stats;
  isolate->traces = !options.trace.empty();
  isolate->trace_path = options.trace;
  isolate->observes.store(isolate->stats || isolate->traces, std::memory_order_relaxed);  // before other threads start
  Context* cx = boot(isolate, language, argc, argv, &isolate->exit_status);
  know_stack();
  cx->actor.claim();
  work_first(cx);
}

}  // namespace hd
