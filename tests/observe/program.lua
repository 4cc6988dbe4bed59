local context = require "context"
local t, go = { n = 0 }, { on = true }
local h = context.spawn(function()
  for i = 1, 1000 do
    t.n = t.n + 1 -- line 5
  end
  go.on = false
end)
while go.on do end
assert(h:join())
