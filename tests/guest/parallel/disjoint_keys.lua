-- Two contexts fill one shared table under disjoint keys; nothing may be lost.
local context = require "context"
local N <const> = 2000
local shared = {}

local function fill(t, first)
  for i = first, 2 * N, 2 do t[i] = i * i end
  return "filled from " .. first
end

local odd = context.spawn(fill, shared, 1)
local even = context.spawn(fill, shared, 2)
print(odd:join())
print(even:join())

local count, sum = 0, 0
for k, v in pairs(shared) do
  assert(v == k * k)
  count, sum = count + 1, sum + k
end
print(#shared, count, sum)
