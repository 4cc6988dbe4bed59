-- table.insert at the end of a shared table is one operation: no element is lost or doubled,
-- and each context's elements keep their order.
local context = require "context"
local N <const> = 1000
local log = {}

local function writer(name)
  for i = 1, N do table.insert(log, name .. i) end
end

local a, b = context.spawn(writer, "a"), context.spawn(writer, "b")
writer "m"
assert(a:join())
assert(b:join())

local last = { a = 0, b = 0, m = 0 }
for _, entry in ipairs(log) do
  local name, i = entry:match "^(%a)(%d+)$"
  assert(tonumber(i) == last[name] + 1, entry)
  last[name] = last[name] + 1
end
print(#log, last.a, last.b, last.m)
