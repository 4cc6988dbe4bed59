-- Making and calling closures; upvalues read and written. Usage: closures.lua [N]
local n = tonumber(arg and arg[1]) or 5000
local function counter(step)
  local value = 0
  return function() value = value + step; return value end, function() return value end
end
local function compose(f, g) return function(x) return f(g(x)) end end
local function adder(k) return function(x) return x + k end end
local function map(t, f) local r = {} for i = 1, #t do r[i] = f(t[i]) end return r end
local function fold(t, f, z) for i = 1, #t do z = f(z, t[i]) end return z end

local bump, read = counter(3)
for _ = 1, n do bump() end
local chain = adder(0)
for k = 1, 20 do chain = compose(chain, adder(k)) end
local sum = 0
for i = 1, n // 10 do sum = sum + chain(i) end
local list = {}
for i = 1, n // 10 do list[i] = i end
local total = 0
for k = 1, 10 do
  total = total + fold(map(list, function(x) return x * k end), function(a, b) return a + b end, 0)
end
local makers = {}
for i = 1, n do local own = i; makers[i % 50 + 1] = function() own = own + 1; return own end end
local last = 0
for _, f in ipairs(makers) do last = last + f() + f() end
print(read(), sum, total, last)
