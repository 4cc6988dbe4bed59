-- Where a tasklet is: ready, waiting, in a coroutine, of another context.
local T, context = require "tasklet", require "context"
local gate = T.channel()
local function waits(n) local v = gate:receive() return v, n end
local function body(n) local v = waits(n) return v end
local function until_it_waits(t) while t:reason() ~= "an item of a channel" do T.yield() end end
local t = T.spawn(body, 1)
until_it_waits(t)
print(t:traceback())
local c = T.spawn(function()
  local co = coroutine.wrap(function() waits(2) end)
  co()
end)
until_it_waits(c)
print(c:traceback())
local far
local h = context.spawn(function()
  far = T.self()
  waits(3)
end)
while not (far and far:reason() == "an item of a channel") do T.sleep(0.001) end
print(far:traceback())
for i = 1, 3 do gate:send(i) end
t:join() c:join() h:join()
print(t:traceback(), t:status())
print(T.self() and T.self():traceback())
