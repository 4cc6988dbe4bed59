-- Generators, producer and consumer, permutations, scheduler, tree walks, passing control around.
local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local function filter(p, g) return coroutine.wrap(function() for v in g do if p(v) then coroutine.yield(v) end end end) end
local function map(f, g) return coroutine.wrap(function() for v in g do coroutine.yield(f(v)) end end) end
local function take(n, g) return coroutine.wrap(function() for _ = 1, n do local v = g() if v == nil then return end coroutine.yield(v) end end) end
local function collect(g) local t = {} for v in g do t[#t + 1] = tostring(v) end return table.concat(t, " ") end
print(collect(take(5, map(function(x) return x * x end, filter(function(x) return x % 3 == 0 end, gen(100))))))
local function primes() return coroutine.wrap(function() local g = coroutine.wrap(function() local i = 2 while true do coroutine.yield(i) i = i + 1 end end) while true do local p = g() coroutine.yield(p) local prev = g g = coroutine.wrap(function() while true do local v = prev() if v % p ~= 0 then coroutine.yield(v) end end end) end end) end
print(collect(take(15, primes())))

local function permutations(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n] permutations(a, n - 1) a[n], a[i] = a[i], a[n] end end
end
local count = 0
for p in coroutine.wrap(function() permutations { "a", "b", "c" } end) do io.write(table.concat(p), " ") end print()
for _ in coroutine.wrap(function() permutations { 1, 2, 3, 4, 5, 6 } end) do count = count + 1 end print(count)

local function producer(n) return coroutine.create(function() for i = 1, n do coroutine.yield("item" .. i) end return nil end) end
local function consumer(p) local got = {} while true do local ok, v = coroutine.resume(p) if not v then return got end got[#got + 1] = v end end
print(table.concat(consumer(producer(4)), ","))

print("-- round robin")
local ready, trace = {}, {}
local function spawn(name, n) ready[#ready + 1] = coroutine.create(function() for i = 1, n do trace[#trace + 1] = name .. i coroutine.yield() end end) end
spawn("a", 3) spawn("b", 1) spawn("c", 2)
while #ready > 0 do local co = table.remove(ready, 1) coroutine.resume(co) if coroutine.status(co) ~= "dead" then ready[#ready + 1] = co end end
print(table.concat(trace, " "))

print("-- tree walk, same fringe")
local function leaves(t) return coroutine.wrap(function() local function walk(n) if type(n) == "table" then for _, c in ipairs(n) do walk(c) end else coroutine.yield(n) end end walk(t) end) end
local function same(a, b) local x, y = leaves(a), leaves(b) while true do local p, q = x(), y() if p ~= q then return false end if p == nil then return true end end end
print(same({ 1, { 2, 3 }, { { 4 } } }, { { 1, 2 }, 3, 4 }), same({ 1, 2 }, { 1, { 3 } }), same({}, { {} }), same({ 1 }, { 1, 2 }))

print("-- deep nesting of resumes")
local function nest(n) if n == 0 then return "bottom" end return coroutine.wrap(function() return nest(n - 1) end)() end print(nest(100))
local function nest_yield(n) return coroutine.wrap(function() if n > 0 then for v in nest_yield(n - 1) do coroutine.yield(v) end end coroutine.yield(n) end) end print(collect(nest_yield(10)))
local function deep(n) if n == 0 then coroutine.yield "deep in the stack" else deep(n - 1) end return n end
local d = coroutine.wrap(deep) print(d(500)) print(d())

print("-- abandoned coroutines are garbage")
for i = 1, 2000 do local w = coroutine.wrap(function() local t = { i } coroutine.yield(t) end) w() end print(collectgarbage("count") < 100000)
