-- A wait that can never end gets an error, whatever that leads to.
local T, context = require "tasklet", require "context"
local function show(...)
  local list = table.pack(...)
  for i = 1, list.n do list[i] = (tostring(list[i]):gsub("context %d+", "context N"):gsub("tasklet %d+", "tasklet N")) end
  print(table.concat(list, "\t"))
end
show(pcall(function() T.channel(0):receive() end))
-- a context that joins itself
show(pcall(function() context.self():join() end))
-- one that waits for another, which waits for the first
local first = context.self()
local other = context.spawn(function() local ok, e = pcall(first.join, first) return ok, e end)
show(pcall(other.join, other))
show(other:join())
-- a function run elsewhere that waits there
local found = T.channel(1)
local helper = context.spawn(function()
  found:send({})
  return pcall(function() T.channel(0):receive() end)
end)
local object = found:receive()
show(pcall(context.run, object, function() assert(context.owner(object) == context.self()) T.channel(0):receive() end))
show(helper:join())
