-- A soak: contexts and tasklets that spawn, end, route, wait, block, fail and collect, as chance will have it.
-- usage: soak.lua [seconds [seed]]
local context, tasklet = require "context", require "tasklet"
local seconds = tonumber(arg[1]) or 10
math.randomseed(tonumber(arg[2]) or 1)
local shared = { n = 0, list = {}, log = {} }
local lock, channel = tasklet.lock(), tasklet.channel(8)
local stop = { now = false }
local function job(seed)
  local r = seed
  local function rnd(n) r = (r * 1103515245 + 12345) % 2147483648 return r % n end
  local mine = {}
  for i = 1, 50 + rnd(200) do
    local what = rnd(10)
    if what == 0 then shared.list[rnd(100) + 1] = { i, seed }
    elseif what == 1 then local v = shared.list[rnd(100) + 1] if v then assert(#v == 2) v[2] = v[2] + 0 end
    elseif what == 2 then lock:run(function() shared.n = shared.n + 1 end)
    elseif what == 3 then tasklet.sleep(rnd(3) / 1000)
    elseif what == 4 then for k = 1, 100 do mine[k] = { k } end
    elseif what == 5 then collectgarbage("step")
    elseif what == 6 then tasklet.yield()
    elseif what == 7 then local t = tasklet.spawn(function(x) tasklet.yield() return x * 2 end, i) local ok, v = t:join() assert(ok and v == i * 2)
    elseif what == 8 and rnd(20) == 0 then local p = io.popen("echo " .. i) assert(p:read("n") == i) p:close()
    elseif what == 8 and rnd(4) == 0 then local v = shared.list[rnd(100) + 1] if v then context.give(v, context.self()) end
    elseif what == 8 then local v = shared.list[rnd(100) + 1] if v then for k = 1, 20 do v.extra = { k } assert(v.extra) end end
    elseif what == 9 and rnd(30) == 0 then local ok, e = pcall(error, "x") assert(not ok)
    end
  end
  return seed
end
local began, rounds = os.time(), 0
while os.time() - began < seconds do
  local hs = {}
  for i = 1, math.random(6) do hs[i] = context.spawn(job, math.random(1 << 30)) end
  local ts = {}
  for i = 1, 3 do ts[i] = tasklet.spawn(job, math.random(1 << 30)) end
  for _, t in ipairs(ts) do assert(t:join()) end
  for _, h in ipairs(hs) do assert(h:join()) end
  if math.random(4) == 1 then collectgarbage() end
  rounds = rounds + 1
end
for l in io.lines("/proc/self/status") do if l:match("VmRSS") or l:match("Threads") then io.write(l, " ") end end
print("rounds", rounds, "contexts", context.count())
