-- emulate: no
-- What ended contexts leave behind is used further, belongs to somebody who lives, and goes when nobody holds it; cycles
-- over several contexts too.
local context = require "context"
local function made_elsewhere(a)
  return select(2, context.spawn(function()
    local t = { a, { a + 1 }, co = coroutine.wrap(function() coroutine.yield(a) return a + 2 end) }
    t.co()
    t.self = t
    function t.add(x) t[1] = t[1] + x return t[1] end
    return t
  end):join())
end
local kept, sum = {}, 0
for i = 1, 3000 do
  local t, mine = made_elsewhere(i), {}
  mine.other, t.other = t, mine -- a cycle over two contexts
  if i % 10 == 0 then kept[#kept + 1] = t end
  if #kept == 100 then
    for _, k in ipairs(kept) do
      assert(k.self == k and k.other.other == k and k[2][1] == k[1] + 1)
      sum = sum + k.add(1) - k.add(-1)
    end
    kept = {}
  end
end
print(sum, context.count() < 300)
-- adopted coroutines belong to the adopter
local t = made_elsewhere(1)
local owner = context.owner(t)
for i = 1, 400 do made_elsewhere(i) end
print(context.owner(t) ~= owner, context.owner(t) == context.self())
print(t.co())
-- while others run, allocate and hold some of it
local shared = {}
local helpers = {}
for h = 1, 2 do
  helpers[h] = context.spawn(function()
    local n = 0
    for i = 1, 4000 do
      local other = shared[i % 16 + 1]
      if other then n = n + other[2][1] other.mark = { i } end
      if i % 50 == 0 then shared[i % 16 + 1] = { 0, { 1 } } end
    end
    return n > 0
  end)
end
for i = 1, 1000 do shared[i % 16 + 1] = made_elsewhere(i) end
for h = 1, 2 do print(helpers[h]:join()) end
