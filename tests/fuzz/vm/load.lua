-- Whatever the text: lexer, parser and compiler come back, with a function or a message; what compiles can be dumped
-- and loaded again. Run by `tests/fuzz/vm/run`.
while true do
  local n = io.read("n", 1)
  local text = n > 0 and io.read(n) or ""
  local f, message = load(text, "=fuzz", "t")
  if f then
    assert(load(string.dump(f), "=fuzz", "b"))
    debug.getinfo(f, "SLu")
  else
    assert(type(message) == "string" and #message < #text + 200)
  end
  io.write "\n"
  io.flush()
end
