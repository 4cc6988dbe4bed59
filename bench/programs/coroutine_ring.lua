-- A token passed around a ring of coroutines, and generators over generators. Usage: coroutine_ring.lua [PASSES]
local passes = tonumber(arg and arg[1]) or 3000
local SIZE <const> = 50
local ring = {}
for i = 1, SIZE do
  ring[i] = coroutine.create(function(token)
    local seen = 0
    while true do
      seen = seen + 1
      token = coroutine.yield(token + 1, seen)
    end
  end)
end
local token, at, seen = 0, 0, 0
while token < passes do
  at = at % SIZE + 1
  local ok
  ok, token, seen = coroutine.resume(ring[at], token)
  assert(ok, token)
end
print(token, at, seen)
local function numbers(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local function each(g, f) return coroutine.wrap(function() for v in g do coroutine.yield(f(v)) end end) end
local sum = 0
for v in each(each(numbers(passes // 3), function(x) return x * 2 end), function(x) return x + 1 end) do sum = sum + v end
print(sum)
