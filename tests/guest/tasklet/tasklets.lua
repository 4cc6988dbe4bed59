-- Tasklets of one context: spawning, joining, channels, locks, sleeping, signals, freezing, deadlocks.
local T = require "tasklet"
local t = T.spawn(function(a,b) print("in", a, b); T.yield(); print("again"); return a+b, "x" end, 1, 2)
print(t, type(t), t:status())
print(t:join())
print(t:status())
local e = T.spawn(function() error("boom") end)
print(e:join())
print(type(select(2, T.spawn(function() error({}) end):join())))
-- order
local out = {}
local ts = {}
for i = 1, 3 do ts[i] = T.spawn(function() for k = 1, 3 do out[#out+1] = i .. ":" .. k; T.yield() end end) end
for _, t in ipairs(ts) do t:join() end
table.sort(out)
print(table.concat(out, " "))
-- channel
local ch = T.channel()
local p = T.spawn(function() for i = 1, 5 do ch:send(i) end ch:close() end)
while true do local v, why = ch:receive(); if v == nil then print(why) break end io.write(v, " ") end
print(pcall(ch.send, ch, 1))
local b = T.channel(2)
b:send(1) b:send(2)
local s = T.spawn(function() b:send(3) return "sent" end)
local function until_it_waits(t) while t:status() ~= "waiting" do T.yield() end end
until_it_waits(s)
print(s:status(), s:reason())
print(b:receive(), b:receive(), b:receive())
print(s:join())
-- lock
local l = T.lock()
local n = 0
local tt = {}
for i = 1, 10 do tt[i] = T.spawn(function() for k=1,100 do l:run(function() local x = n; T.yield(); n = x + 1 end) end end) end
for i = 1, 10 do tt[i]:join() end
print(n)
print(pcall(l.release, l))
-- sleep order
local order = {}
local a = {}
for i, d in ipairs{0.03, 0.01, 0.02} do a[i] = T.spawn(function() T.sleep(d) order[#order+1] = i end) end
for i = 1, 3 do a[i]:join() end
print(table.concat(order, ","))
-- signal
local w = T.spawn(function() local ok, err = pcall(function() ch:receive() T.sleep(100) end) return ok, err end)
until_it_waits(w)
w:signal("stop!")
print(w:join())
local w = T.spawn(function() while true do end end)
T.yield()
print(w:status() ~= "dead")
w:signal("enough")
print(w:join())
-- freeze
local f = T.spawn(function() for i = 1, 3 do out = i T.yield() end return "thawed" end) -- may begin at once
f:freeze()
out = 0
for i = 1, 5 do T.yield() end
print(out, f:status())
f:thaw()
print(f:join())
print(#T.list())
-- deadlock
local c1 = T.channel()
until_it_waits(T.spawn(function() c1:receive() end))
print(pcall(function() T.channel():receive() end))
local l2 = T.lock()
l2:acquire()
local q = T.spawn(function() l2:acquire() end)
print(pcall(q.join, q))
print(T.self(), T.self():status())
-- in coroutine
local co = coroutine.wrap(function() local v = 1; coroutine.yield(v); T.sleep(0.001); T.yield(); coroutine.yield(2) return 3 end)
print(co(), co(), co())
local sem = T.semaphore(2)
sem:acquire() sem:acquire()
local st = T.spawn(function() sem:acquire() return "got" end)
until_it_waits(st) print(st:status()) sem:release() print(st:join())
