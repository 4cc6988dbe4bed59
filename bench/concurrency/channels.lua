-- Messages through one channel: one receiver, any number of senders, each in a context of its own.
-- usage: channels.lua CAPACITY SENDERS MESSAGES
local context, tasklet = require "context", require "tasklet"
local capacity, senders, messages = tonumber(arg[1]) or 1, tonumber(arg[2]) or 1, tonumber(arg[3]) or 1000
local channel = tasklet.channel(capacity)

local function send(n) for i = 1, n do channel:send(i) end end

local function receive()
  local n, sum = 0, 0
  for v in function() return channel:receive() end do
    n, sum = n + 1, sum + v
  end
  return n, sum
end

local receiver, list = context.spawn(receive), {}
local each = messages // senders
for i = 1, senders do list[i] = context.spawn(send, each) end
for i = 1, senders do assert(list[i]:join()) end
channel:close()
local ok, n, sum = receiver:join()
assert(ok and n == each * senders and sum == senders * each * (each + 1) // 2)
print(n)
