-- Two contexts and three hot objects: a table that both write, one that both read and one of them seldom writes, and a
-- channel.
local context, tasklet = require "context", require "tasklet"
local hot, config, channel = { n = 0 }, { limit = 1 }, tasklet.channel(4)
local N <const> = 3000
local function work(id)
  local sum = 0
  for i = 1, N do
    hot.n = i -- line 9
    sum = sum + config.limit -- line 10
    if id == 1 and i % 500 == 0 then
      config.limit = i -- line 12
      channel:send(i) -- line 13
    end
  end
  return sum
end
local handles = { context.spawn(work, 1), context.spawn(work, 2) }
for _ = 1, N // 500 do channel:receive() end
for _, h in ipairs(handles) do assert(h:join()) end
