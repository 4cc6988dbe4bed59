-- A metamethod's result goes to an operand of the bytecode that called it, whatever the metamethod does meanwhile.
local function object(events) return setmetatable({}, events) end
local unpack = table.unpack

-- Functions of every shape.
local shapes = {
  fixed = function(a, b) return "fixed" end,
  none = function() end,
  several = function(a, b) return "several", 2, 3 end,
  more_parameters = function(a, b, c, d, e) return c == nil and d == nil and e == nil and "more" end,
  vararg = function(...) return select("#", ...), "second" end,
  vararg_and_more = function(a, ...) local x, y, z = ... return z == nil and "vararg" end,
  tail_call = function(a, b) return (function(x, y, z) return z == nil and "tail" end)(a, b) end,
  tail_call_of_vararg = function(a, b) return (function(...) return "tail of " .. select("#", ...) end)(a, b, 1) end,
  tail_call_of_builtin = function(a, b) return select(2, "x", "builtin", "more") end,
  tail_calls = function(a, b)
    local function down(n) if n == 0 then return "down" end return down(n - 1) end
    return down(50)
  end,
  tail_call_of_object = function(a, b) return object({ __call = function(self, x) return x end })("called") end,
  builtin = type,
  many_registers = function(a, b)
    local t = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 }
    return #t + select("#", unpack(t))
  end,
  deep = function(a, b)
    local function down(n) if n == 0 then return 0 end return 1 + down(n - 1) end
    return down(500)
  end,
  collects = function(a, b)
    local t = {}
    for i = 1, 100 do t[i] = { i } end
    collectgarbage()
    return t[100][1]
  end,
}
local names = {}
for name in pairs(shapes) do names[#names + 1] = name end
table.sort(names)

for _, name in ipairs(names) do
  local f = shapes[name]
  local o = object { __add = f, __sub = f, __mul = f, __div = f, __mod = f, __pow = f, __unm = f, __idiv = f, __band = f,
    __bor = f, __bxor = f, __shl = f, __shr = f, __bnot = f, __concat = f, __len = f, __index = f, __newindex = f,
    __eq = f, __lt = f, __le = f, __call = f }
  local before, k = { "kept" }, "key"
  local r = { o + 1, o - 1, 2 * o, o / 2, o % 2, o ^ 2, -o, o // 2, o & 1, 1 | o, o ~ 1, o << 1, 1 >> o, ~o, o .. "x",
    1 .. o, #o, o.x, o[1], o[k], o[1.5], (o(1)) }
  o.x, o[1], o[k], o[1.5] = 1, 2, 3, 4
  local after = { "kept too" }
  print(name, before[1], after[1], rawlen(o), rawget(o, "x"), o == object(getmetatable(o)), o < o, o <= o, o > 1)
  for i = 1, 22 do io.write(tostring(r[i]), " ") end
  print()
end

-- In every place of a function: the first and the last register, upvalues, fields, arguments, returned, as a condition.
local one = object { __add = function(a, b) return 10 end, __index = function(t, key) return key end,
  __len = function() return 7 end }
local up = one
local function places(a)
  local t = { one + 1, x = one + 1, [one + 1] = one.name, one.b, (one + 1), #one }
  up = one + 1
  a = one + a
  if one + 1 then a = a + #one end
  while one.condition do break end
  for i = #one, one + 1 do a = a + i end
  return one + a, t[1], t[2], t[3], t[4], t.x, t[10], up, a, one.last
end
print(places(1))
print((places(1)))
print(one.a .. one.b .. one.c, one[one.a], #one + #one, -(#one), not one.a)

-- Within each other, many deep.
local depth = object {}
getmetatable(depth).__index = function(t, n) if n == 0 then return 0 end return 1 + t[n - 1] end
getmetatable(depth).__add = function(a, n) if n == 0 then return 0 end return 1 + (a + (n - 1)) end
print(depth[100], depth + 100)
local chain = object { __index = function(t, key) return object({ __index = function(_, k) return key .. k end }) end }
print(chain.a.b, chain[1][2])

-- Errors from within, and where they are said to be.
local bad = object { __add = function(a, b) error("from add") end, __index = function(t, k) local x = nil; return x.y end,
  __lt = function() return nil + 1 end, __concat = function(a, b) return (function() error({ 1 }) end)() end,
  __newindex = function() error("no", 2) end, __len = function(...) error("vararg") end }
print(pcall(function() return bad + 1 end))
print(pcall(function() return bad.x end))
print(pcall(function() return bad < bad end))
print(select("#", pcall(function() return bad .. "x" end)))
print(pcall(function() bad.x = 1 end))
print(pcall(function() return #bad end))
local function levels() return debug.traceback("here", 1) end
local tracer = object { __add = levels, __index = function(t, k) return levels() end,
  __sub = function(...) local t = levels() return t end, __unm = function() return (levels()) end }
print(tracer + 1)
print(tracer.x)
print(tracer - 1)
print(-tracer)
local namer = object { __mul = function() return debug.getinfo(1, "n").name, 1 end,
  __shl = function() return debug.getinfo(1, "n").namewhat end,
  __band = function() return debug.getinfo(2, "l").currentline end,
  __bor = function() local n, v = debug.getlocal(2, 1) return n .. "=" .. tostring(v) end,
  __index = function(t, k) return debug.getinfo(1, "t").istailcall end,
  __len = function() return (function() return debug.getinfo(1, "t").istailcall end)() end }
local function ask(first, second, third)
  local fourth = namer * 1
  return fourth, namer << 1, namer & 1, namer | 1, namer.x, #namer
end
print(ask("a", "b", "c"))

-- Coroutines that yield from within.
local waits = object { __add = function(a, b) return coroutine.yield("add") end,
  __index = function(t, k) return coroutine.yield("index " .. k) end,
  __newindex = function(t, k, v) coroutine.yield("newindex") end,
  __len = function(...) return (coroutine.yield("len")) end,
  __lt = function() return coroutine.yield("lt") end, __concat = function() return coroutine.yield("concat") end,
  __call = function(self, ...) return coroutine.yield(...) end }
local co = coroutine.wrap(function()
  local a = waits + 1
  local b = waits.x
  waits.y = 1
  local c = #waits
  local d = waits < waits
  local e = waits .. "x"
  return a, b, c, d, e, waits(1, 2, 3)
end)
print(co())
for i = 1, 5 do print(co(i)) end
print(co("last", "one"))
print(co("end"))
local killed = coroutine.create(function() local x <close> = object { __close = function() print("closed") end } return waits + 1 end)
print(coroutine.resume(killed))
print(coroutine.close(killed), coroutine.status(killed))

-- The stack is used up within.
local endless = object {}
getmetatable(endless).__index = function(t, k) return t[k + 1] + 1 end
getmetatable(endless).__add = function(a, b) return a + b + 1 end
print((select(2, pcall(function() return endless[1] end)):match("stack overflow")))
print((select(2, pcall(function() return endless + 1 end)):match("stack overflow")))

-- Hooks see the calls and returns.
local seen = {}
local hooked = object { __add = function(a, b) return 1 end, __index = function(t, k) return rawlen(t) end }
debug.sethook(function(event) seen[#seen + 1] = event end, "cr")
local x = hooked + 1
x = hooked.y
debug.sethook()
print(table.concat(seen, " "))
