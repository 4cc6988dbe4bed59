-- Hooks see functions that know nothing of them, and are told what happens as the original tells it.
package.preload.watch = load([[
  local set = debug.sethook
  return { on = function(...) set(...) end, off = function() set() end }
]])
local watch = require("watch")
local function f(x)
  local y = x
  return y
end
local function g(x) return f(x) end
local function h(x) local r = g(x) return r end
local log
local function note(event, line)
  local info = debug.getinfo(2, "nSlt")
  log[#log + 1] = table.concat({ event, tostring(line), tostring(info.name), info.namewhat, info.what,
    tostring(info.currentline), tostring(info.istailcall) }, " ")
end
local function show(mask, body)
  log = {}
  watch.on(note, mask)
  body()
  watch.off()
  print(mask)
  print(table.concat(log, "\n", 1, #log))
end
show("c", function() f(1) end)
show("r", function() f(1) end)
show("l", function() f(1) end)
show("cr", function() h(1) local m = math.abs(-1) g(2) end)
show("crl", function()
  local t = setmetatable({}, { __index = function(t, k) return f(k) end, __add = f })
  local x = t.field, t + 1
  for k in pairs({ 1, 2 }) do x = k end
  for i, v in ipairs({ 1 }) do x = v end
  for k in next, { 1 } do x = k end
  pcall(f, 1)
  return select("#", 1, 2)
end)
show("cr", function() string.gsub("ab", "%w", f) table.sort({ 2, 1 }, function(a, b) return a < b end) end)
show("cr", function() local w = coroutine.wrap(f) w(1) end)
show("cr", function() return f(1) end)

-- What a function was called with and returns.
local function transfers(body)
  watch.on(function(event)
    local info = debug.getinfo(2, "r")
    local values = {}
    for i = info.ftransfer, info.ftransfer + info.ntransfer - 1 do
      local _, v = debug.getlocal(2, i)
      values[#values + 1] = type(v) == "table" and "table" or tostring(v)
    end
    log[#log + 1] = event .. "(" .. table.concat(values, " ") .. ")"
  end, "cr")
  log = {}
  body()
  watch.off()
  print(table.concat(log, " ", 1, #log - 1))
end
transfers(function() math.max(3, 5) end)
transfers(function() select(2, 10, 20, 30, 40) end)
transfers(function() local function foo(a, ...) return ... end foo(20, 10, 0) end)
transfers(function() local function foo() return "constant" end foo() end)
transfers(function() f(7) end)
transfers(function() for k in next, { "x" } do f(k) end end)
transfers(function() local function foo(a, b) return b, a end foo(1, 2) end)

-- Open arguments and results pass through; collections in hooks do not harm.
local function many(...) return 3, ... end
local list = {}
for i = 1, 100 do list[i] = i end
local count = 0
watch.on(function() count = count + 1 end, "", 1)
local t = { table.unpack(list) }
local u = { many(table.unpack(list, 1, 30)) }
watch.off()
print(#t, #u, u[31], count > 10)
watch.on(function() collectgarbage() end, "crl")
local text = table.concat({ tostring(f(1)), ("x"):rep(3), g("y"), select(2, "a", "b") }, ",")
watch.off()
print(text)

-- A hook that changes hooks; one that fails; one for another coroutine.
watch.on(function(event)
  print(event, debug.getinfo(2, "n").name)
  debug.sethook(function(event, line)
    print(event, line == debug.getinfo(2, "l").currentline, debug.getlocal(2, 1))
    debug.sethook()
  end, "l")
end, "c")
f(1)
print(debug.gethook())
print(pcall(function() debug.sethook(function() debug.sethook() error("in hook", 0) end, "c") f(1) end))
local co = coroutine.create(function(a) coroutine.yield(f(a)) return f(a) end)
log = {}
debug.sethook(co, note, "lr")
coroutine.resume(co, 1)
f(2)
coroutine.resume(co)
debug.sethook(co)
print(table.concat(log, "\n"))
watch.on(print, "", 2 ^ 24 - 1)
print(select(2, debug.gethook()))
watch.off()

-- Counts are of bytecodes.
local function counted(step)
  local n = 0
  debug.sethook(function() n = n + 1 end, "", step)
  for i = 1, 1000 do end
  debug.sethook()
  return n
end
print(counted(1) // 100, counted(4) // 10, counted(4000))
