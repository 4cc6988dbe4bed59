-- Hooks are set and removed while other contexts run the same functions: each sees its own coroutine's bytecodes only.
local context = require "context"

local function work(n)
  local sum = 0
  for i = 1, n do sum = sum + i % 7 end
  return sum
end

local function busy(rounds)
  local sum = 0
  for _ = 1, rounds do sum = sum + work(100) end
  return sum
end

local function hooked(rounds)
  local told, sum = 0, 0
  for _ = 1, rounds do
    local here = coroutine.running()
    debug.sethook(function()
      if coroutine.running() ~= here then error("told of another coroutine") end
      told = told + 1
    end, "", 50)
    sum = sum + work(100)
    debug.sethook()
    sum = sum + work(100)
  end
  return sum, told > rounds * 2
end

local handles = {}
for i = 1, 3 do handles[i] = context.spawn(busy, 3000) end
for i = 4, 6 do handles[i] = context.spawn(hooked, 100) end
for i = 1, 6 do print(handles[i]:join()) end

-- What a foreign table's metamethods do is told where they run.
local shared = setmetatable({}, { __index = function(t, k) return k .. "!" end })
local function lines_of(t)
  local seen = {}
  debug.sethook(function(_, line) seen[#seen + 1] = line - debug.getinfo(2, "S").linedefined end, "l")
  local text = t.key
  debug.sethook()
  return text, table.concat(seen, " ")
end
print(context.spawn(lines_of, shared):join())

-- Another context's coroutine has no hook to set.
local co = coroutine.create(work)
print(context.spawn(function(co) return pcall(debug.sethook, co, print, "l") end, co):join())
print(coroutine.resume(co, 3))
