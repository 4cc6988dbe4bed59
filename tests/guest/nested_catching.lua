-- Calls that catch errors nest up to a limit, so that messages that grow on the way out do not take long to build.
-- stress: no
local function ends(ok, message) return ok, type(message), (tostring(message):match "[%a ]+ overflow$") end
local function again() assert(pcall(again)) end
print("pcall", ends(pcall(again)))
local function guarded() assert(xpcall(guarded, function(m) return m end)) end
print("xpcall", ends(pcall(guarded)))
local function resumed() assert(coroutine.resume(coroutine.create(resumed))) end
print("resume", ends(pcall(resumed)))
local function wrapped() coroutine.wrap(wrapped)() end
print("wrap", ends(pcall(wrapped)))
local function read() assert(load(read)) end
print("load", ends(pcall(read)))
local function mixed() assert(pcall(coroutine.wrap(function() assert(load(mixed)) end))) end
print("mixed", ends(pcall(mixed)))
-- errors in handlers
local ok, message = xpcall(again, again)
print("handler", ok, message:find "error" ~= nil)
ok, message = xpcall(error, again, "first")
print("handler", ok, message:find "error" ~= nil)
print("handler", (xpcall(function() local x = nil; x() end, function(m) error(m) end)))
local levels = 0
local function over() levels = levels + 1 return 1 + over() end
print("handler", xpcall(over, function(m) return (pcall(over)) end))
-- the limit is there again when what nested has ended
for round = 1, 3 do
  local depth = 0
  local function count() depth = depth + 1 local fine, m = pcall(count) if not fine then error(m, 0) end end
  local fine, m = pcall(count)
  print(round, fine, depth > 150 and depth < 250, m)
end
local co = coroutine.create(function()
  local function yields(n) if n == 0 then coroutine.yield "deep" else assert(pcall(yields, n - 1)) end end
  local depth = 0
  local function count() depth = depth + 1 return pcall(count) end
  yields(100)
  count()
  return depth > 150
end)
print(coroutine.resume(co))
print(pcall(pcall, coroutine.resume, co))
-- a coroutine that is closed deep inside runs what its variables close with room to spare
co = coroutine.create(function()
  local closing <close> = setmetatable({}, { __close = function()
    local depth = 0
    local function count(n) depth = n if n < 100 then assert(pcall(count, n + 1)) end end
    count(1)
    print("closing", depth)
  end })
  local function yields(n) if n == 0 then coroutine.yield "deep" else assert(pcall(yields, n - 1)) end end
  yields(150)
end)
print(coroutine.resume(co))
print(coroutine.close(co), coroutine.status(co))
-- handlers of variables to be closed, and finalizers, that fail while errors pass
local function leaves(n)
  local closing <close> = setmetatable({}, { __close = function(_, e) error("close " .. n, 0) end })
  if n == 0 then error "first" end
  leaves(n - 1)
end
print(pcall(leaves, 2000))
for i = 1, 100 do setmetatable({}, { __gc = function() assert(pcall(again)) end }) end
collectgarbage()
print "end"
