-- Fields that are found at one place in the program, in tables of every state: own, of another context, read-shared,
-- taken back, moved, frozen.
local context = require "context"

local Point = {}
Point.__index = Point
function Point.sum(p) return p.x + p.y end
local function point(x, y) return setmetatable({ x = x, y = y }, Point) end
local function wide(x, y) return setmetatable({ a = 1, y = y, b = 2, x = x }, Point) end
local function sum(p) return p.x + p.y + p:sum() + (p.z or 0) end

local there = select(2, context.spawn(function()
  return { point(1, 2), wide(3, 4), point(5, 6) }
end):join())
local here = { point(1, 2), wide(3, 4), point(5, 6) }

local total = 0
for round = 1, 200 do
  for i = 1, 3 do total = total + sum(here[i]) - sum(there[i]) end
end
print("own and foreign", total)

local readers = {}
for r = 1, 3 do
  readers[r] = context.spawn(function(list)
    local total = 0
    for round = 1, 300 do
      for i = 1, 3 do total = total + list[i]:sum() end
    end
    return total
  end, there)
end
for r = 1, 3 do print("read by " .. r, select(2, readers[r]:join())) end

there[1].x = 10       -- taken back, the same shape
there[2].z = 100      -- and another one
there[3].y = nil
there[3].y = 60
print("written", sum(there[1]), sum(there[2]), sum(there[3]))

context.give(there[1], context.self())
there[1].w = 5
there[1].x = 11
print("moved", sum(there[1]), there[1].w, there[2].w)

context.freeze(here[1])
print("frozen", sum(here[1]), pcall(function() here[1].x = 2 end))
print("frozen, added to", pcall(function() here[1].new = 2 end))
local ok, total = context.spawn(function(p)
  local total = 0
  for _ = 1, 100 do total = total + p.x + p:sum() + (p.missing or 1) end
  return total
end, here[1]):join()
print(ok, total)
