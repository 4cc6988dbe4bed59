-- A breadth-first search by several contexts with one shared set of visited states: the positions of the 8-puzzle (tiles
-- 1 to 8 and a gap on a board of 3 x 3), level by level. For each level every context gets a part of the frontier. It
-- finds the neighbours of its states by itself and claims them in batches: "not visited yet? then it is mine" must
-- not be interrupted, so it needs the lock, and taking it once for many states is cheaper than once for each.
-- Usage: graph_search.lua [CONTEXTS [DEPTH]]      all 181440 positions are reached at depth 31
local context, tasklet = require "context", require "tasklet"
local contexts = tonumber(arg and arg[1]) or 2
local depth_limit = tonumber(arg and arg[2]) or 12
local START <const> = "123456780" -- row by row; 0 is the gap
local BATCH <const> = 50

-- The places that the gap can move to from each place.
local moves = {}
for place = 1, 9 do
  local to = {}
  if place > 3 then to[#to + 1] = place - 3 end
  if place < 7 then to[#to + 1] = place + 3 end
  if place % 3 ~= 1 then to[#to + 1] = place - 1 end
  if place % 3 ~= 0 then to[#to + 1] = place + 1 end
  moves[place] = to
end

local function exchanged(state, a, b)
  if a > b then a, b = b, a end
  return state:sub(1, a - 1) .. state:sub(b, b) .. state:sub(a + 1, b - 1) .. state:sub(a, a) .. state:sub(b + 1)
end

local visited, lock = { [START] = true }, tasklet.lock()

-- Marks the states that are still not visited, and appends them to `claimed`.
local function claim(states, claimed)
  for _, state in ipairs(states) do
    if not visited[state] then
      visited[state] = true
      claimed[#claimed + 1] = state
    end
  end
end

-- The states next to frontier[first..last] that this context was the first to reach.
local function expand(frontier, first, last)
  local claimed = {}
  for batch = first, last, BATCH do
    local candidates = {}
    for i = batch, math.min(batch + BATCH - 1, last) do
      local state = frontier[i]
      local gap = state:find("0", 1, true)
      for _, place in ipairs(moves[gap]) do
        local neighbour = exchanged(state, gap, place)
        -- Without the lock the answer may be out of date, but it saves claiming most of those visited before.
        if not visited[neighbour] then candidates[#candidates + 1] = neighbour end
      end
    end
    lock:run(claim, candidates, claimed)
  end
  return claimed
end

local function next_level(frontier)
  local size = math.max(BATCH, (#frontier + contexts - 1) // contexts)
  local handles, reached = {}, {}
  for first = 1, #frontier, size do
    handles[#handles + 1] = context.spawn(expand, frontier, first, math.min(first + size - 1, #frontier))
  end
  for _, handle in ipairs(handles) do
    local ok, states = handle:join()
    if not ok then error(states, 0) end
    table.move(states, 1, #states, #reached + 1, reached)
  end
  return reached
end

local frontier, depth, count = { START }, 0, 0
while #frontier > 0 do
  count = count + #frontier
  print(("depth %2d %7d"):format(depth, #frontier))
  if depth == depth_limit then break end
  frontier, depth = next_level(frontier), depth + 1
end
print(count .. " states")
