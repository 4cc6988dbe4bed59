-- Channels, locks, joins and signals between contexts, and a deadlock over two of them.
local context, T, I = require "context", require "tasklet", require "interrupt"
-- channel between contexts
local ch, back = T.channel(4), T.channel()
local h = context.spawn(function()
  local sum = 0
  while true do local v = ch:receive() if v == nil then break end sum = sum + v end
  back:send(sum)
  return "done"
end)
for i = 1, 1000 do ch:send(i) end
ch:close()
print(back:receive(), h:join())
-- lock between contexts
local l, box = T.lock(), {n = 0}
local hs = {}
for i = 1, 3 do hs[i] = context.spawn(function() for k = 1, 100 do l:run(function() box.n = box.n + 1 end) end end) end
for i = 1, 3 do hs[i]:join() end
print(box.n)
-- join a tasklet of another context
local t = T.spawn(function() T.sleep(0.02) return "from one" end)
print(context.spawn(function() return t:join() end):join())
-- signal from another
local t = T.spawn(function() T.sleep(100) end)
context.spawn(function() t:signal("over") end):join()
print(t:join())
-- deadlock over two contexts
local a, b = T.channel(), T.channel()
local h = context.spawn(function() a:receive() b:send(1) end)
local function without_number(ok, message) print(ok, (message:gsub("context %d+", "context N"))) end
without_number(pcall(b.receive, b))
without_number(h:join())
