-- Closures and upvalues: sharing, fresh loop variables, nesting, escape.
local function counter(start)
  local n = start or 0
  return function(by) n = n + (by or 1); return n end, function() return n end, function(v) n = v end
end
local inc, get, set = counter(5)
print(inc(), inc(10), get()) set(100) print(inc(), get())
local inc2, get2 = counter()
print(inc2(), get(), get2())

print("-- fresh variables per iteration")
local fs = {}
for i = 1, 3 do fs[#fs + 1] = function() i = i + 10; return i end end
for _, v in ipairs { "a", "b" } do fs[#fs + 1] = function() v = v .. "!"; return v end end
local k = 0
while k < 2 do k = k + 1; local j = k; fs[#fs + 1] = function() j = j * 2; return j end end
repeat local r = k; fs[#fs + 1] = function() return r + k end; k = k + 1 until r == 3
for _, f in ipairs(fs) do io.write(f(), ",", f(), " ") end print()

print("-- shared by two closures of one iteration")
local pairs_of = {}
for i = 1, 2 do
  local shared = i
  pairs_of[i] = { get = function() return shared end, add = function(n) shared = shared + n end }
end
pairs_of[1].add(5) pairs_of[2].add(7)
print(pairs_of[1].get(), pairs_of[2].get())

print("-- until sees the body's locals")
local n = 0
repeat local last = n; n = n + 1 until last >= 3
print(n)

print("-- deep nesting")
local function level1(a)
  return function(b)
    return function(c)
      return function(d) a = a + 1; return a, b, c, d, a + b + c + d end
    end
  end
end
local deep = level1(1)(2)(3)
print(deep(4)) print(deep(4))

print("-- functional uses")
local function map(t, f) local r = {} for i, v in ipairs(t) do r[i] = f(v) end return r end
local function filter(t, p) local r = {} for _, v in ipairs(t) do if p(v) then r[#r + 1] = v end end return r end
local function fold(t, f, z) for _, v in ipairs(t) do z = f(z, v) end return z end
local function compose(...) local f = { ... } return function(x) for i = #f, 1, -1 do x = f[i](x) end return x end end
local function curry(f, n) n = n or 2 local function go(args, left) return function(x) local a = { table.unpack(args) } a[#a + 1] = x
  if left == 1 then return f(table.unpack(a)) end return go(a, left - 1) end end return go({}, n) end
local nums = { 1, 2, 3, 4, 5, 6 }
print(table.concat(map(filter(nums, function(x) return x % 2 == 0 end), function(x) return x * x end), " "))
print(fold(nums, function(a, b) return a + b end, 0), compose(function(x) return x + 1 end, function(x) return x * 2 end)(5))
print(curry(function(a, b, c) return a .. b .. c end, 3)(1)(2)(3))
local Y = function(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(Y(function(self) return function(n) return n < 2 and 1 or n * self(n - 1) end end)(20))

print("-- parameters captured and assigned")
local function param(a, b) local f = function() a = a .. b; return a end; b = "z" return f end
local pf = param("x", "y") print(pf(), pf())
local function vararg_capture(...) local t = { ... } return function() return #t, t[1] end end
print(vararg_capture(9, 8)())
local x = 1
local function reads_x() return x end
x = 2 print(reads_x()) do local x = 3; print(reads_x(), x) end
local function mutual_a(n) if n == 0 then return "a" end return mutual_b and mutual_b(n - 1) or "global missing" end
print(mutual_a(3))
