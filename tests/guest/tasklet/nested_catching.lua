-- Calls that catch errors nest up to a limit in each tasklet and context, including coroutines that resume others.
local context = require "context"
local tasklet = require "tasklet"
local function again() assert(pcall(again)) end
local function overflows(f, ...)
  local ok, message = xpcall(f, ...)
  return ok, type(message), message:find "overflow" ~= nil or message:find "error in error handling" ~= nil
end
local function depth()
  local n = 0
  local function count() n = n + 1 return pcall(count) end
  count()
  return n > 150 and n < 250
end
local function in_coroutines()
  local function resumed() assert(pcall(coroutine.wrap(function() assert(coroutine.resume(coroutine.create(resumed))) end))) end
  return overflows(resumed, function(m) return m end)
end
local function all()
  local results = table.pack(overflows(again, again))
  table.move(table.pack(in_coroutines()), 1, 3, 4, results)
  results[7] = depth()
  return table.unpack(results, 1, 7)
end
-- a tasklet that is started deep inside has room of its own
local function deep(n, f) if n > 0 then return select(2, assert(pcall(deep, n - 1, f))) end return f() end
local started = {}
for i = 1, 3 do started[i] = deep(180, function() return tasklet.spawn(all) end) end
for i = 1, 3 do print(started[i]:join()) end
print(context.spawn(all):join())
print(context.run({}, all))
-- a coroutine that yields deep inside, resumed deep inside
local co = coroutine.create(function()
  deep(120, function() coroutine.yield "inside" return true end)
  return depth()
end)
print(coroutine.resume(co))
print(deep(120, function() return coroutine.resume(co) end))
print(all())
