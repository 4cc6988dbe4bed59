-- Functions attached to timers, signals, software lines and descriptors.
local T, I, context = require "tasklet", require "interrupt", require "context"
local n = 0
local h = I.on({ timer = 0.001 }, function() n = n + 1 end)
local x = 0
while n < 20 do x = x + 1 end -- interrupts a busy loop
h:detach()
local at_detach = n
T.sleep(0.01)
print(at_detach == n, h:overruns(), h:attached())

local got = {}
local s = I.on({ signal = "USR1" }, function() got[#got + 1] = "usr1" end)
os.execute("kill -USR1 $PPID")
while #got == 0 do T.sleep(0.001) end
print(table.concat(got, ","))
s:detach()

local k = 0
local l = I.on({ line = "bell" }, function() k = k + 1 end)
print(I.raise "bell", I.raise "bell", I.raise "none")
T.sleep(0.001)
print(k)
-- from another context
print(context.spawn(function() return I.raise "bell" end):join())
while k < 3 do T.sleep(0.001) end
print(k)

-- errors are reported; the handler stays unless asked otherwise
local e = I.on({ line = "bad", on_error = "detach" }, function() error("oops") end)
local stays = I.on({ line = "bad" }, function() error("oops again") end)
print(I.raise "bad")
T.sleep(0.001)
print(e:attached(), stays:attached())

-- a slow handler: its line counts, up to a bound
local runs = 0
local slow = I.on({ line = "slow" }, function() runs = runs + 1 T.sleep(0.0001) end)
for i = 1, 200 do I.raise "slow" end
for i = 1, 300 do T.sleep(0.001) end
print(runs + slow:overruns(), slow:overruns() > 0)

-- a pipe: a descriptor below 20 that was not there before
local p = io.popen("sleep 0.02; echo data")
local seen = false
for fd = 3, 20 do
  pcall(I.on, { fd = fd, events = "r" }, function(self) local line = not seen and p:read("l") seen = line or seen self:detach() end)
end
while not seen do T.sleep(0.001) end
print(seen)

print(pcall(I.on, {}, print))
print(pcall(I.on, { signal = "NOPE" }, print))
print(pcall(I.on, { timer = 0 }, print))

-- repeated attaching and detaching takes no more places than are in use at once
for n = 1, 200 do I.on({ signal = "USR2" }, print):detach() end
local again = 0
local last = I.on({ signal = "USR2" }, function() again = again + 1 end)
os.execute("kill -USR2 $PPID")
while again == 0 do T.sleep(0.001) end
print(again)
