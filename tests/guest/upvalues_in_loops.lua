-- Captured variables assigned after capture, by several closures, across loops, coroutines and errors.
local fs = {}
for i = 1, 3 do
  local total = 0
  fs[i] = { add = function(n) total = total + n * i; return total end, get = function() return total end }
  total = total + 100
end
print(fs[1].add(1), fs[2].add(1), fs[3].add(1), fs[1].get(), fs[2].add(10))
local function accumulator()
  local sum = 0
  local co = coroutine.wrap(function() while true do sum = sum + (coroutine.yield(sum) or 0) end end)
  co()
  return co, function() return sum end
end
local co, sum = accumulator()
co(5) co(6)
print(sum(), co(1))
local kept
pcall(function() local v = 1; kept = function() v = v + 1; return v end; error "leave" end)
print(kept(), kept())
local function nested(n) local v = n; return function() v = v + 1; return function() v = v * 2; return v end end end
local n1 = nested(1)
local a, b = n1(), n1()
print(a(), b(), a())
local x = 1
local function set(v) x = v end
local function get() return x end
set(10) print(x, get()) x = 20 print(get())
do local x = x + 1; set(5); print(x, get()) end
local t = {}
for k, v in pairs { a = 1 } do t[#t + 1] = function() k = k .. v; v = v + 1; return k, v end end
print(t[1]()) print(t[1]())
local i = 1
while i <= 3 do local j = i; t[i] = function() j = j + i; return j end; i = i + 1 end
print(t[1](), t[2](), t[3]())
local function params(a, ...) local extra = { ... }; return function() a = a + #extra; extra[#extra + 1] = a; return a end end
local p = params(1, 2, 3) print(p(), p(), p())
local self_ref; self_ref = function(n) if n == 0 then return "end" end return self_ref(n - 1) end print(self_ref(3))
local old = self_ref self_ref = function() return "replaced" end print(old(2))
local function make_pair() local v = 0; return function() v = v + 1 end, function() return v end end
local inc, read = make_pair() for _ = 1, 1000 do inc() end print(read())
local chain = function(v) return v end for k = 1, 20 do local f = chain; chain = function(v) return f(v + k) end end print(chain(0))
local levels = 0 local function deep(n) local here = n; local function inner() here = here - 1; levels = levels + 1; return here end if n > 0 then deep(n - 1) end return inner() end print(deep(10), levels)
