-- Multiple assignment, evaluation of operands, adjusting, swaps.
local a, b, c = 1, 2
print(a, b, c)
a, b = b, a
print(a, b)
a, b, c = c, a
print(a, b, c)
local i, t = 1, { 10, 20, 30 }
i, t[i] = i + 1, "changed"
print(i, t[1], t[2])
t[1], t[2], t[3] = t[3], t[1], t[2]
print(t[1], t[2], t[3])
do
  local x, y, z = (function() return 1, 2, 3 end)()
  print(x, y, z)
  x, y, z = (function() return 1, 2, 3 end)(), 10
  print(x, y, z)
  x, y, z = 0, (function() return 1, 2, 3 end)()
  print(x, y, z)
end
local log = {}
local function trace(v) log[#log + 1] = tostring(v); return v end
local obj = setmetatable({}, { __newindex = function(self, k, v) log[#log + 1] = "set" .. k; rawset(self, k, v) end })
local r = trace(1) + trace(2) * trace(3) - trace(4)
print(r, table.concat(log, " "))
log = {}
local list = { trace "a", [trace "k"] = trace "v", trace "b" }
print(table.concat(log, " "), list[1], list[2], list.k)
log = {}
print(trace(1) == 1 and trace(2) or trace(3), trace(nil) or trace(5), trace(false) and trace(7), table.concat(log, " "))
log = {}
obj.x, obj.y = trace "first", trace "second"
print(obj.x, obj.y, log[1], log[2])
do
  local a = { 1, 2, 3 }
  local i = 3
  i, a[i], a[i - 1] = 0, "three", "two"
  print(i, a[1], a[2], a[3])
end
do
  local x = { n = 0 }
  local y = x
  x.n, x = 5, { n = 9 }
  print(y.n, x.n)
end
local function f() return end
local n = f()
print(n, (f()), type((f())), pcall(type, f()))
local x1, x2, x3, x4, x5 = 1, f(), 2
print(x1, x2, x3, x4, x5)
x, y = 1, 2
x, y = y, x
print(x, y, _G.x, _ENV.y)
x, y = nil
print(x, y)
local s = "a"
s, s = "b", s .. "c"
print(s == "b" or s == "ac")
local function fib() local p, q = 0, 1 return function() local v = p; p, q = q, p + q; return v end end
local nxt = fib()
for _ = 1, 10 do io.write(nxt(), " ") end print()
local x <const>, yy = 1, (function() return 2, 3 end)()
print(x, yy)
do local a = 1; do local a = a + 1; print(a) end print(a) end
local rec = function(n) return rec and "global rec seen" or "no rec" end
print(rec(1))
local function rec2(n) return n == 0 and "own name" or rec2(n - 1) end
print(rec2(2))
