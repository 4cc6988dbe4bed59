-- __eq, __lt, __le and what they do not cover.
local mt = {}
local function num(n) return setmetatable({ n = n }, mt) end
local calls = {}
mt.__eq = function(a, b) calls[#calls + 1] = "eq"; return a.n == b.n end
mt.__lt = function(a, b) calls[#calls + 1] = "lt"; local x = type(a) == "table" and a.n or a; local y = type(b) == "table" and b.n or b; return x < y end
mt.__le = function(a, b) calls[#calls + 1] = "le"; local x = type(a) == "table" and a.n or a; local y = type(b) == "table" and b.n or b; return x <= y end
local a, b, c = num(1), num(2), num(1)
print(a == c, a == b, a ~= c, a ~= b, a == a, rawequal(a, c))
print(a < b, b < a, a <= c, a >= b, b > a, a > c) print(a < 5, 5 < a, a <= 1, 0 >= a, 1.5 > a)
print(table.concat(calls, " "))
print(a == 1, 1 == a, a == "x", a == nil, nil == a, a ~= 1)
print(not (a < b), not (a == c), a < b and b < num(3), (a < b) == true)
local weird = setmetatable({}, { __lt = function() return "truthy" end, __le = function() return nil end, __eq = function() return 42 end })
print(weird < weird, weird <= weird, weird == setmetatable({}, getmetatable(weird)), weird > 1, weird ~= setmetatable({}, getmetatable(weird)))
print("-- different metatables")
local x = setmetatable({}, { __eq = function() return true end }) local y = setmetatable({}, {}) print(x == y, y == x, y == setmetatable({}, {}), x == {})
print("-- no handler")
local cases = {
  function() return {} < {} end, function() return {} < 1 end, function() return 1 < {} end, function() return "a" < 1 end, function() return 1 <= "a" end,
  function() return nil < 1 end, function() return true < false end, function() return nil > nil end, function() return print < print end,
  function() return a < {} and {} < {} end, function() return {} >= "x" end, function() return y < y end, function() local t = {} return t <= t end,
}
for _, f in ipairs(cases) do print(pcall(f)) end
print("-- __le is not derived from __lt")
local only_lt = setmetatable({}, { __lt = function() return true end }) print(only_lt < only_lt, pcall(function() return only_lt <= only_lt end))
print("-- errors and yields inside")
local thrower = setmetatable({}, { __lt = function() error("cannot compare", 0) end, __eq = function() error({ tag = "eq" }) end })
print(pcall(function() return thrower < thrower end)) print(select(2, pcall(function() return thrower == setmetatable({}, getmetatable(thrower)) end)).tag)
local co = coroutine.wrap(function() local y = setmetatable({}, { __lt = function() return coroutine.yield "asked" end, __eq = function() return coroutine.yield "asked eq" end })
  local r = {} r[1] = y < y; r[2] = y == setmetatable({}, getmetatable(y)); r[3] = (y > y) and "and" or "or"; return r[1], r[2], r[3] end)
print(co()) print(co(true)) print(co(nil)) print(co(1))
print("-- sorting with them, control flow on them")
local list = {} for _, n in ipairs { 5, 2, 8, 1, 9, 3 } do list[#list + 1] = num(n) end table.sort(list)
for _, v in ipairs(list) do io.write(v.n, " ") end print() table.sort(list, function(p, q) return q < p end) for _, v in ipairs(list) do io.write(v.n, " ") end print()
if a < b then print "if" end while b < a do print "never" end repeat until a <= b print(math.max(1, 2), pcall(function() return math.max(a, b).n end))
local set = {} set[a] = 1 print(set[c], set[a])
