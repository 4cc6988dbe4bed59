-- A scheduler in the guest; those that fail, lie, or take too long are removed.
local T = require "tasklet"
local prio, log, gate = {}, {}, T.channel()
for i = 1, 400 do local t = T.spawn(function() gate:receive() log[#log+1] = i end) prio[t] = (i * 7919) % 1000 end
T.set_scheduler(function(ready, why)
  local best, bp
  for _, t in ipairs(ready) do local p = prio[t] if p and (not bp or p > bp) then best, bp = t, p end end
  return best
end)
T.sleep(0.01)
gate:close() -- all are ready at once
T.sleep(0.01)
T.set_scheduler(nil)
local ok = true
for i = 2, #log do if (log[i-1]*7919)%1000 < (log[i]*7919)%1000 then ok = false end end
print(#log, ok)
T.set_scheduler(function() error("bad policy") end)
T.spawn(function() end) T.yield() T.yield()
T.set_scheduler(function() return 5 end)
T.spawn(function() end) T.spawn(function() end) T.yield() T.yield()
T.set_scheduler(function() while true do end end)
T.spawn(function() end) T.yield() T.yield()
T.set_scheduler(function() T.sleep(1) end)
T.spawn(function() end) T.yield() T.yield()
print "end"
