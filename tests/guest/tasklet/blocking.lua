-- emulate: no
-- A blocking call blocks one tasklet: not the others of its context, not operations on the context's objects.
local T, context = require "tasklet", require "context"
local p = io.popen("sleep 0.3; echo slow")
local reader = T.spawn(function() return p:read("l") end)
local command = T.spawn(function() return os.execute("sleep 0.2; exit 3") end)
local ticks = 0
local ticker = T.spawn(function()
  while reader:status() ~= "dead" do T.sleep(0.01) ticks = ticks + 1 end
end)
print(reader:join())
print(command:join())
ticker:join()
print(ticks > 5, p:close())

local shared = { v = 0 }
local done = context.spawn(function()
  for i = 1, 1000 do shared.v = shared.v + 1 end
  return shared.v
end)
local q = io.popen("cat; exit 4", "w") -- its output is ours
local r = io.popen("sleep 0.2; echo later")
print(r:read("l"), r:read("l"), r:close())
print(done:join())
io.stdout:flush()
print(q:write("through the pipe\n") == q)
io.stdout:flush() -- before the command, which writes there too, gets its input
local flushed = q:flush()
local ended = table.pack(q:close())
print(flushed, table.unpack(ended, 1, ended.n))
print(pcall(q.write, q, "x"))
print(io.popen("kill -9 $$"):close())
print(io.open("/nonexistent/file"))
