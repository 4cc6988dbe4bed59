-- Contexts made by contexts; results, objects and errors through several levels.
local context = require "context"
local trace = {}
local function level(n, path)
  trace[path] = n
  if n == 0 then return path end
  local left = context.spawn(level, n - 1, path .. "l")
  local right = context.spawn(level, n - 1, path .. "r")
  local _, a = left:join()
  local _, b = right:join()
  return "(" .. a .. " " .. b .. ")"
end
print(context.spawn(level, 3, "t"):join())
local count = 0
for _ in pairs(trace) do count = count + 1 end
print(count, trace.t, trace.tlrl)
local function sum(list, lo, hi)
  if hi - lo < 16 then
    local s = 0
    for i = lo, hi do s = s + list[i] end
    return s
  end
  local mid = (lo + hi) // 2
  local h = context.spawn(sum, list, lo, mid)
  local right = sum(list, mid + 1, hi)
  return select(2, h:join()) + right
end
local numbers = {}
for i = 1, 64 do numbers[i] = i * i end
print(sum(numbers, 1, 64))
print(context.spawn(function() return context.spawn(function() error("two levels down", 0) end):join() end):join())
print(context.spawn(function() local _, h = context.spawn(function() return context.spawn(function() return "handle passed up" end) end):join() return h:join() end):join())
