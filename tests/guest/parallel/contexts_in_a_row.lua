-- emulate: no
-- Many short contexts, one after the other and a few at once: numbers are used again, and memory does not pile up.
local context = require "context"
local function resident()
  for line in io.lines("/proc/self/status") do
    local kilobytes = line:match("VmRSS:%s+(%d+)")
    if kilobytes then return tonumber(kilobytes) end
  end
end
local function batch(n)
  local sum = 0
  for i = 1, n, 4 do
    local handles = {}
    for k = 1, 4 do handles[k] = context.spawn(function(a) local t = {} for j = 1, 50 do t[j] = { j } end return a, #t end, i + k) end
    for k = 1, 4 do
      local ok, a, len = handles[k]:join()
      assert(ok and a == i + k and len == 50, a)
      sum = sum + a
    end
  end
  return sum
end
print(batch(100))
local before, sum = resident(), batch(2000)
print(sum, context.count() < 200, resident() - before < 30000)
-- a handle outlives its context
local h = context.spawn(function() return "kept" end)
batch(100)
print(h:join())
print(h:join())
print(h:status())
