-- Recursion, proper tail calls, deep stacks, stack overflow.
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
print(loop(1000000, 0))
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(300001), odd(300001))
local obj = { n = 0 }
function obj:step(k) self.n = self.n + 1; if k == 0 then return self.n end return self:step(k - 1) end
print(obj:step(200000))
local function tail_pcall(n) if n == 0 then return "bottom" end return select(2, pcall(tail_pcall, n - 1)) end
print(tail_pcall(50))
local callable = setmetatable({}, { __call = function(self, n) if n == 0 then return "called" end return self(n - 1) end })
print(callable(100000))
local function varargs_tail(n, ...) if n == 0 then return select("#", ...) end return varargs_tail(n - 1, ...) end
print(varargs_tail(100000, 1, nil, 3, nil))

print("-- not tail calls")
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(10000))
local function paren(n) if n == 0 then return 1, 2 end return (paren(n - 1)) end
print(paren(1000))
local function ack(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
print(ack(2, 9))
local function hanoi(n, a, b, c) if n == 0 then return 0 end return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) end
print(hanoi(12, "a", "b", "c"))
local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end
print(fib(20))

print("-- stack overflow is an error like any other")
local function forever(n) return 1 + forever(n + 1) end
local ok, message = pcall(forever, 1)
print(ok, type(message), message:find("stack overflow", 1, true) ~= nil)
local ok2, message2 = pcall(function() local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end return t[1] end)
print(ok2, tostring(message2):find("overflow", 1, true) ~= nil)
print(pcall(depth, 1000))
local co = coroutine.wrap(function() return pcall(forever, 1) end)
print((co()))
local nested = 0
local function through_pcall() nested = nested + 1; local ok = pcall(through_pcall); return ok end
print(pcall(through_pcall), nested > 100)
print(select("#", string.rep("x", 10):byte(1, -1)), depth(5000))
