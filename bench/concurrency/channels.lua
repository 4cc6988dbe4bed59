-- Messages through one channel: any number of senders and receivers, each in a context of its own.
-- usage: channels.lua CAPACITY SENDERS MESSAGES [RECEIVERS]
local context, tasklet = require "context", require "tasklet"
local capacity, senders, messages = tonumber(arg[1]) or 1, tonumber(arg[2]) or 1, tonumber(arg[3]) or 1000
local receivers = tonumber(arg[4]) or 1
local channel = tasklet.channel(capacity)

local function send(n) for i = 1, n do channel:send(i) end end

local function receive()
  local n, sum = 0, 0
  for v in function() return channel:receive() end do
    n, sum = n + 1, sum + v
  end
  return n, sum
end

local takers, givers = {}, {}
for i = 1, receivers do takers[i] = context.spawn(receive) end
local each = messages // senders
for i = 1, senders do givers[i] = context.spawn(send, each) end
for i = 1, senders do assert(givers[i]:join()) end
channel:close()
local count, total = 0, 0
for i = 1, receivers do
  local ok, n, sum = takers[i]:join()
  assert(ok)
  count, total = count + n, total + sum
end
assert(count == each * senders and total == senders * each * (each + 1) // 2)
print(count)
