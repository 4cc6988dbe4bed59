-- A lock is given back however the function ends that runs with it: by return, error, or because its coroutine is closed.
local T = require "tasklet"
local lock, other = T.lock(), T.lock()
local function free(l)
  local done = false
  local t = T.spawn(function() l:acquire() done = true l:release() end)
  t:join()
  return done
end
local co = coroutine.create(function() lock:run(function() error("failed", 0) end) end)
print(coroutine.resume(co))
print(free(lock))
print(coroutine.close(co))
co = coroutine.create(function() lock:run(function() other:run(function() coroutine.yield("within") end) end) end)
print(coroutine.resume(co))
print(coroutine.close(co))
print(free(lock), free(other))
co = coroutine.create(function() print(lock:run(function(a) return coroutine.yield(a) end, 1)) coroutine.yield("behind") end)
print(coroutine.resume(co))
print(coroutine.resume(co, 2))
lock:acquire()
print(coroutine.close(co))
local tried = T.spawn(function() lock:acquire() lock:release() return "got it" end)
T.yield()
print(tried:status())
lock:release()
print(tried:join())
print(pcall(function() lock:run(function() lock:run(print) end) end))
print(free(lock))
local wrapped = coroutine.wrap(function() lock:run(function() local x <close> = setmetatable({}, { __close = function() print("closed") end }) error("w", 0) end) end)
print(pcall(wrapped))
print(free(lock))
-- A task that failed is not closed as a coroutine is: those who join it still learn how it ended.
local thread
local failing = T.spawn(function() thread = coroutine.running() error("of the task", 0) end)
print(failing:join())
print(coroutine.status(thread), coroutine.close(thread), coroutine.close(thread))
print(failing:join())
