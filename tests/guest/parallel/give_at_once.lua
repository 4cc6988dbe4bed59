-- Many give at the same time, while others have nothing to do: nobody takes that for a deadlock.
local context = require "context"
local givers, times = 6, 400
local function give(keeper)
  local given = 0
  for i = 1, times do
    local t = { i }
    if context.give(t, keeper) == t then given = given + t[1] // i end
  end
  return given
end
local handles = {}
for i = 1, givers do handles[i] = context.spawn(give, context.self()) end
for i = 1, givers do print(handles[i]:join()) end
