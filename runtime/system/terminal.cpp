#include "runtime/system/terminal.h"

#include <dlfcn.h>
#include <editline/readline.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/system/perform.h"

namespace hd {

namespace {

std::mutex editing;              // one terminal, one line at a time
std::vector<std::string> words;  // guarded by `editing`, like everything that libedit calls

/// The functions and variables used of libedit, which is loaded for the first line that a person edits: if it were
/// linked, it and the libraries it needs would account for half of a VM's start-up time.
struct Editor {
  decltype(&::readline) readline = nullptr;
  decltype(&::add_history) add_history = nullptr;
  decltype(&::rl_completion_matches) matches = nullptr;
  decltype(&::rl_attempted_completion_function) attempted = nullptr;
  decltype(&::rl_attempted_completion_over) attempted_over = nullptr;
  decltype(&::rl_completion_append_character) append_character = nullptr;
  decltype(&::rl_completer_word_break_characters) word_breaks = nullptr;

  Editor() {
    void* library = ::dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    whole_ = find(library, "readline", readline) && find(library, "add_history", add_history) &&
             find(library, "rl_completion_matches", matches) &&
             find(library, "rl_attempted_completion_function", attempted) &&
             find(library, "rl_attempted_completion_over", attempted_over) &&
             find(library, "rl_completion_append_character", append_character) &&
             find(library, "rl_completer_word_break_characters", word_breaks);
  }

  /// False without libedit; lines are then read as they come.
  explicit operator bool() const { return whole_; }

 private:
  template <class Symbol>
  static bool find(void* library, const char* name, Symbol& symbol) {
    symbol = reinterpret_cast<Symbol>(::dlsym(library, name));
    return symbol != nullptr;
  }

  bool whole_ = false;
};

const Editor& editor() {
  static const Editor loaded;
  return loaded;
}

char* copy_of(const std::string& text) { return strdup(text.c_str()); }

/// The next word that starts with `prefix`; `again` is 0 for the first.
char* next_match(const char* prefix, int again) {
  static std::size_t at;
  if (!again) at = 0;
  while (at < words.size()) {
    const std::string& word = words[at++];
    if (word.compare(0, std::strlen(prefix), prefix) == 0) return copy_of(word);
  }
  return nullptr;
}

char** complete(const char* prefix, int, int) {
  *editor().attempted_over = 1;  // no file names
  return editor().matches(prefix, next_match);
}

void set_words(const std::string& text) {
  words.clear();
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(' ', from), text.size());
    words.push_back(text.substr(from, end - from));
    from = end + 1;
  }
}

Text edited(const std::string& prompt, const std::string& completions) {
  const std::lock_guard guard(editing);
  set_words(completions);
  *editor().attempted = complete;
  *editor().append_character = 0;
  static char breaks[] = " \t\n\"\\'><=;+-*/%^~#{}()[],";  // what ends a word; a dot does not
  *editor().word_breaks = breaks;
  char* line = editor().readline(prompt.c_str());
  if (!line) return std::nullopt;
  Text text = line;
  if (*line) editor().add_history(line);
  std::free(line);
  return text;
}

/// Reads a line without editing, and echoes it as if it had been typed, unless a terminal has shown it.
Text plain(const std::string& prompt) {
  std::fputs(prompt.c_str(), stdout);
  std::fflush(stdout);
  char* line = nullptr;
  std::size_t room = 0;
  const ssize_t n = getline(&line, &room, stdin);
  Text text;
  if (n >= 0) text = std::string(line, static_cast<std::size_t>(n - (n > 0 && line[n - 1] == '\n')));
  std::free(line);
  if (text && !(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))) std::printf("%s\n", text->c_str());
  return text;
}

}  // namespace

bool is_terminal(Context*) { return isatty(STDIN_FILENO) != 0; }

bool edit_line(Context* cx, Str* prompt, Str* completions) {
  return perform(
      cx, true,
      [text = std::string(view(prompt)), list = std::string(view(completions))] {
        return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && editor() ? edited(text, list) : plain(text);
      },
      STDIN_FILENO);
}

}  // namespace hd
