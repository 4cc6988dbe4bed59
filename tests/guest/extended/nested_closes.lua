-- Coroutines that close coroutines nest up to a limit, as in Lua 5.4.6.
local function chain(n)
  local previous, closed = nil, 0
  for i = 1, n do
    local before = previous
    previous = coroutine.create(function()
      local closing <close> = setmetatable({}, { __close = function()
        closed = closed + 1
        if before then assert(coroutine.close(before)) end
      end })
      coroutine.yield()
    end)
    coroutine.resume(previous)
  end
  local ok, message = coroutine.close(previous)
  return ok, message and message:match "C stack overflow", closed < 250
end
print(chain(10))
print(chain(150))
print(chain(1000))
print(chain(100))
