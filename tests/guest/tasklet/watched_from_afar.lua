-- What is asked of a tasklet or an interrupt often, from another context, is still answered by its home.
local context, tasklet, interrupt = require "context", require "tasklet", require "interrupt"
local gate = tasklet.channel()
local t = tasklet.spawn(function() return gate:receive() end)
while t:status() ~= "waiting" do tasklet.yield() end
local i = interrupt.on({ line = "never" }, print)
print(context.spawn(function()
  for _ = 1, 200 do
    assert(t:status() == "waiting", t:status())
    assert(t:reason() == "an item of a channel", t:reason())
    assert(i:overruns() == 0 and i:attached())
  end
  return "the same answer, always"
end):join())
gate:send("done")
print(t:join())
print(t:status(), t:reason())
i:detach()
