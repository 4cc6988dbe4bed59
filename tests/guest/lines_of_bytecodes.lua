-- Which lines a line hook sees, in which order; and which lines have code at all.
local function lines(source)
  local seen = {}
  local chunk = assert(load(source))
  debug.sethook(function(event, line) seen[#seen + 1] = line end, "l")
  chunk()
  debug.sethook()
  print(table.concat(seen, " "))
end
sink = function(...) return ... end
lines("if\nsink(1)\nthen\n  a = 1\nelse\n  a = 2\nend\n")
lines("if sink(false) then\n  a = 1\nelseif sink(nil)\nthen a = 2\nelse\n  a = 3\nend")
lines("--\nif nil then\n  a = 1\nelse\n  a = 2\nend\n")
lines("local x = 1\nif x then a = 1\nend\nb = 2")
lines("a = 1\nrepeat\n  a = a + 1\nuntil a == 3\n")
lines(" do\n  return\nend\n")
lines("local a\na = 1\nwhile a <= 3 do\n  a = a + 1\nend\n")
lines("while sink(1) do\n  if sink(1)\n  then break\n  end\nend\na = 1")
lines("for i = 1, 3 do\n  a = i\nend\n")
lines("for i, v in pairs { 'a', 'b' } do\n  a = tostring(i) .. v\nend\n")
lines("for i, v in ipairs { 'a', 'b' } do a = v end\n")
lines("for i = 1, 4 do a = 1 end\n")
lines("local i = 0 while i < 3 do i = i + 1 end")
lines("local i = 0\nrepeat i = i + 1 until i > 2")
lines("local i = 1\n::top::\ni = i + 1\nif i < 4 then goto top end\n")
lines("local a\n= 1\n\nb =\na\n")
lines("local b = { 10 }\na = b[1]\n\n+\n\nb[1]\nb = 4\n")
lines("local function foo()\nend\nfoo()\nA = 1\nA = 2\n")
lines("local t = {}\nfunction t.f(x)\n  return x\nend\nt.f(1)\n")
lines("local f = function(x) return x end\nlocal r = f(1) and\n  f(2) or\n  3\n")
lines("local x <close> = setmetatable({}, { __close = function()\n  a = 1\nend })\nlocal y = 2\n")
lines("do\n  goto on\n  local function unused() end\n::on:: end\na = 1\n")
lines("local co = coroutine.wrap(function()\n  coroutine.yield()\n  a = 2\nend)\nco()\nco()\n")
for _, gap in ipairs { 1, 2, 10, 127, 128, 129, 255, 256, 1000 } do
  local empty = ("\n"):rep(gap)
  lines("local b = { 10 }\na = b[1] " .. empty .. " + " .. empty .. " b[1]\nb = 4\n")
end

local function active(f)
  local info, found = debug.getinfo(f, "SL"), {}
  for line in pairs(info.activelines) do found[#found + 1] = line - info.linedefined end
  table.sort(found)
  print(info.lastlinedefined - info.linedefined, table.concat(found, " "))
end
active(function(a, b)
end)
active(function(a, b)

  local c = a

  return c + b
end)
active(function()
  local t = {}

  for i = 1, 10 do
    t[i] = function() return i end
  end
  return t
end)
print(debug.getinfo(print, "L").activelines, debug.getinfo(1, "S").lastlinedefined)
