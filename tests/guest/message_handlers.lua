-- Message handlers and tracebacks: what xpcall sees where an error is raised.
local function tb(m) return debug.traceback(tostring(m), 1) end
local function a() local x = nil; return x.y + 1 end
local function b() a() return 1 end
print(xpcall(b, debug.traceback))
print(xpcall(b, tb))
print(xpcall(function() error({1}) end, function(e) return type(e), e[1] end))
print(xpcall(function() local ok, e = pcall(error, "inner") assert(e == "inner") error("outer", 0) end, function(e) return "H:" .. e end))
print(xpcall(function() error("x", 0) end, function(e) error(e .. "!", 0) end))
print(xpcall(error, debug.traceback, "message first"))
print(select(2, xpcall(function() string.rep() end, debug.traceback)))
print(xpcall(function() local co = coroutine.wrap(function() error("in co") end) co() end, debug.traceback))
local function deep(n) if n == 0 then error("deep") end deep(n - 1) return 1 end
print(xpcall(deep, function(m) return #debug.traceback(m) > 100 and m end, 10))
local function over() return 1 + over() end
print(xpcall(over, function(m) return m end))
print(xpcall(function() load(function() error("in reader") end) error("after", 0) end, function(m) return "h " .. m end))
local co = coroutine.create(function() xpcall(coroutine.yield, function(m) print("handled", m) end) print("after") end)
print(coroutine.resume(co)) print(coroutine.close(co))
co = coroutine.create(function() pcall(coroutine.yield) print("after") end)
print(coroutine.resume(co)) print(coroutine.close(co))
print(xpcall(function() setmetatable({}, {__index = function(t, k) error("idx " .. k) end}).foo() end, debug.traceback))
print(xpcall(function() local t <close> = setmetatable({}, {__close = function(_, e) print("closing", e) end}) error("tbc", 0) end, function(m) return "H" .. m end))
print(pcall(xpcall)) print(pcall(xpcall, print)) print(pcall(xpcall, print, 1))
-- a library function in a tail call leaves its caller in place
local function message()
  return error("msg")
end
print(pcall(message))
print(pcall(function() message() return 1 end))
local function repeated() return string.rep() end
print(pcall(repeated))
-- names of metamethods in tracebacks
local function trace() print((debug.traceback("m", 2))) print(debug.getinfo(2, "n").name, debug.getinfo(2, "n").namewhat) end
local events = setmetatable({}, { __add = function() trace() return 1 end, __lt = function() trace() return true end,
  __newindex = function() trace() end, __len = function() trace() return 1 end, __concat = function() trace() return "" end,
  __close = function() trace() end, __unm = function() trace() return 1 end, __eq = function() trace() return true end })
local r = events + 1
r = events < events
events.x = 1
r = #events
r = events .. "x"
r = -events
r = events == setmetatable({}, getmetatable(events))
do local c <close> = events end
for k in (function() trace() end) do end
