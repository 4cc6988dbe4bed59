-- Any number of values passes through pcall, xpcall, coroutines and builtins that call.
local unpack = table.unpack
local function values(n)
  local t = {}
  for i = 1, n do t[i] = i end
  return unpack(t, 1, n)
end
local function summed(...)
  local sum = 0
  for i = 1, select("#", ...) do sum = sum + (select(i, ...) or 0) end
  return select("#", ...), sum
end
local function same(...) return ... end
local function handler(e) return e end
local called = setmetatable({}, { __call = function(self, ...) return ... end })

for _, n in ipairs { 0, 1, 2, 3, 60, 62, 63, 64, 65, 66, 127, 128, 129, 1000 } do
  print(n, summed(values(n)))
  print(select("#", pcall(values, n)))
  print(summed(select(2, pcall(same, values(n)))))
  print(summed(select(2, pcall(called, values(n)))))
  print(summed(select(2, pcall(select, 1, values(n)))))
  print(summed(select(3, pcall(pcall, same, values(n)))), select("#", pcall(pcall, pcall, same, values(n))))
  print(summed(select(2, xpcall(same, handler, values(n)))))
  print(summed(select(2, xpcall(called, handler, values(n)))))
  print(summed(select(2, xpcall(select, handler, 1, values(n)))))
  local co = coroutine.create(function(...)
    local function echo(...) return echo(coroutine.yield(...)) end
    return echo(...)
  end)
  print(summed(select(2, coroutine.resume(co, values(n)))))
  print(summed(select(2, coroutine.resume(co, values(n)))))
  print(coroutine.resume(co) == true, coroutine.status(co))
  print(summed(coroutine.wrap(same)(values(n))))
  local w = coroutine.wrap(function(...) local first = select("#", ...) return first, coroutine.yield(...) end)
  print(summed(w(values(n))))
  print(summed(w(values(n))))
  print(summed(select(2, pcall(coroutine.wrap(function(...) return pcall(coroutine.yield, ...) end), values(n)))))
  print(summed(select(3, pcall(pcall, same, values(n)))))
end

-- Results that are gone before they are looked at.
local function none() end
print(pcall(none), (pcall(none)), select("#", pcall(none)))
print(coroutine.resume(coroutine.create(none)))
print(select("#", coroutine.wrap(none)()))
print(type(coroutine.wrap(function() return nil end)()))
local m = setmetatable({}, { __index = none, __add = none, __len = none })
print(m.x, m + 1, #m)

-- Errors in place of results, nested.
print(pcall(pcall, error, "inner"))
print(pcall(function() return pcall(error) end))
print(xpcall(function() local ok, e = pcall(error, "a"); error(e .. "b", 0) end, function(e) return e .. "c" end))
local co = coroutine.create(function(a) local b = coroutine.yield(a); error(b, 0) end)
print(coroutine.resume(co, 1))
print(coroutine.resume(co, "two"))
print(coroutine.resume(co))
local wrapped = coroutine.wrap(function() return pcall(function() return coroutine.yield(1), error("late", 0) end) end)
print(wrapped())
print(wrapped(2))

-- Coroutines that resume others, with values on the way in each direction.
local function relay(inner)
  return coroutine.wrap(function(...)
    local packed = table.pack(...)
    while true do packed = table.pack(coroutine.yield(inner(unpack(packed, 1, packed.n)))) end
  end)
end
local chain = coroutine.wrap(function(...)
  local n = 0
  local packed = table.pack(...)
  while true do n = n + 1; packed = table.pack(coroutine.yield(n, unpack(packed, 1, packed.n))) end
end)
for _ = 1, 5 do chain = relay(chain) end
print(chain("a", "b"))
print(chain())
print(chain(nil, nil, "c"))
print(summed(chain(values(100))))
collectgarbage()
print(chain("after a collection"))
