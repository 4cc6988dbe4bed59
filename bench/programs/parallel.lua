-- compare: first
-- The same work on one context and on several; every context works on objects of its own.
-- Usage: parallel.lua [SIZE] [CONTEXTS]
-- Prints one result line, the same for any number of contexts, then a line with wall times.
local context = require "context"
local size = tonumber(arg and arg[1]) or 40
local most = tonumber(arg and arg[2]) or 2
local PIECES <const> = 8

-- A piece: a small matrix squared again and again, in integers.
local function work(piece, n)
  local m = {}
  for i = 1, n do
    m[i] = {}
    for j = 1, n do m[i][j] = (i * 31 + j * 17 + piece) % 10 end
  end
  for _ = 1, 3 do
    local r = {}
    for i = 1, n do
      local row, mi = {}, m[i]
      for j = 1, n do
        local s = 0
        for k = 1, n do s = s + mi[k] * m[k][j] end
        row[j] = s % 1009
      end
      r[i] = row
    end
    m = r
  end
  local trace = 0
  for i = 1, n do trace = trace + m[i][i] end
  return trace
end

local function pieces(first, step, n)
  local sum = 0
  for piece = first, PIECES, step do sum = sum + work(piece, n) end
  return sum
end

-- Wall time where the VM offers it, else processor time.
local now = context.clock or function()
  local file = io.open "/proc/uptime"
  if not file then return os.clock() end
  local seconds = file:read "n"
  file:close()
  return seconds
end

local function run(contexts)
  local from = now()
  local handles, sum = {}, 0
  for i = 1, contexts do handles[i] = context.spawn(pieces, i, contexts, size) end
  for i = 1, contexts do
    local ok, part = handles[i]:join()
    if not ok then error(part, 0) end
    sum = sum + part
  end
  return sum, now() - from
end

local times, result = {}, nil
local contexts = 1
while contexts <= most do
  local sum, seconds = run(contexts)
  assert(result == nil or result == sum, "results differ between numbers of contexts")
  result = sum
  times[#times + 1] = ("%d context%s %.2f s"):format(contexts, contexts == 1 and "" or "s", seconds)
  contexts = contexts * 2
end
print("result", result)
print("times: " .. table.concat(times, ", "))
