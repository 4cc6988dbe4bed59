-- Hooks, in chunks that name debug.sethook.
local events = {}
local function note(e, l) events[#events + 1] = e .. (l and ":" .. l or "") end
local function show() print(table.concat(events, " ")) events = {} end
local function work(n)
  local s = 0
  for i = 1, n do
    s = s + i
  end
  return s
end
debug.sethook(function(e, l)
  if l >= 5 and l <= 11 then note(e, l - 4) end
end, "l")
work(2)
debug.sethook()
show()
local calls = 0
debug.sethook(function(e) calls = calls + 1 end, "c")
work(1) work(1)
debug.sethook()
print(calls >= 2)
local names = {}
debug.sethook(function(e) names[#names + 1] = e .. " " .. tostring(debug.getinfo(2, "n").name) end, "cr")
work(1)
debug.sethook()
local all = table.concat(names, ",")
print(all:find("call work") ~= nil, all:find("return work") ~= nil, (all:find("call work")) < (all:find("return work")))
-- a limit on what a program may do
local function limited(f, steps)
  debug.sethook(function() error("too many steps", 0) end, "", steps)
  local ok, err = pcall(f)
  debug.sethook()
  return ok, err
end
print(limited(function() while true do end end, 1000))
print(limited(function() for i = 1, math.huge do end end, 1000))
print(limited(function() repeat until false end, 1000))
print(limited(function() local function f() return f() end f() end, 1000))
print(limited(function() return 1 end, 1000))
print(debug.gethook())
local hook = function() end
debug.sethook(hook, "lrc", 10)
local f, mask, count = debug.gethook()
print(f == hook, mask, count)
debug.sethook()
print(pcall(debug.sethook, 1), pcall(debug.sethook, print, {}))
-- a coroutine has its own
local seen = 0
local co = coroutine.create(function() local x = 1
  x = x + 1
  coroutine.yield(x)
  x = 2 end)
debug.sethook(co, function() seen = seen + 1 end, "l")
coroutine.resume(co)
local before = seen
work(3)
print(before > 0, seen == before)
coroutine.resume(co)
print(seen > before, debug.gethook(co) ~= nil, debug.gethook())
-- a chunk that is loaded while a hook is set is seen too
local lines = {}
debug.sethook(function(e, l) lines[l] = true end, "l")
load("local x = 1\n\nx = 2\nreturn x")()
debug.sethook()
print(lines[1], lines[2], lines[3], lines[4])
-- errors of hooks
debug.sethook(function() error("from the hook", 0) end, "l")
local ok, err = pcall(function()
  local x = 1
end)
debug.sethook()
print(ok, err)
