-- emulate: no
-- Contexts and tasklets traverse a map to which others add entries, and from which they remove some.
local context = require "context"
local tasklet = require "tasklet"
local map, keys, rounds = {}, 257, 6000
local function change(w)
  for i = 1, rounds do
    local k = "key" .. i * w % keys
    if i % 11 == 0 then map[k] = nil else map[k] = i end
    if i % 101 == 0 then
      local n = 0
      for a, b in pairs(map) do
        n = n + 1
        assert(type(a) == "string" and type(b) == "number")
      end
      local a, b = next(map)
      while a do
        assert(type(a) == "string" and type(b) == "number")
        a, b = next(map, a)
      end
    end
    if i % 500 == 0 then tasklet.yield() end
  end
  return w
end
local handles = {}
for w = 1, 4 do handles[w] = context.spawn(change, w) end
local here = {}
for w = 1, 2 do here[w] = tasklet.spawn(change, w + 4) end
for w = 1, 4 do print(handles[w]:join()) end
for w = 1, 2 do print(here[w]:join()) end
-- what nobody touches is seen once when nobody adds a key
local stable = {}
for i = 1, 1000 do stable["k" .. i] = i end
local writer = context.spawn(function() for round = 1, 30 do for i = 1, 1000, 2 do stable["k" .. i] = round end end end)
for round = 1, 10 do
  local seen, n = {}, 0
  for k in pairs(stable) do
    assert(not seen[k])
    seen[k] = true
    n = n + 1
  end
  assert(n == 1000)
end
print(writer:join())
