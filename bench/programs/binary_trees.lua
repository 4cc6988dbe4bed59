-- Allocation and collection: perfect trees built and dropped beside a long-lived one. Usage: binary_trees.lua [DEPTH]
local depth = tonumber(arg and arg[1]) or 9
local MIN <const> = 4

local function grow(d)
  if d == 0 then return {} end
  return { grow(d - 1), grow(d - 1) }
end

local function count(tree)
  local left = tree[1]
  if not left then return 1 end
  return 1 + count(left) + count(tree[2])
end

local most = math.max(MIN + 2, depth)
print(("stretch tree of depth %d\t check: %d"):format(most + 1, count(grow(most + 1))))
local long_lived = grow(most)
for d = MIN, most, 2 do
  local times = 1 << (most - d + MIN)
  local check = 0
  for _ = 1, times do check = check + count(grow(d)) end
  print(("%d\t trees of depth %d\t check: %d"):format(times, d, check))
end
print(("long lived tree of depth %d\t check: %d"):format(most, count(long_lived)))
