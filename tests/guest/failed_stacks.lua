-- A coroutine whose stack overflowed is collected like any other, and its stack too.
-- stress: no
local alive = setmetatable({}, { __mode = "k" })
local most = 0
for i = 1, 40 do
  local function overflow() return 1 + overflow() end
  local one = coroutine.create(overflow)
  coroutine.resume(one)
  alive[one] = true
  one = nil
  local n = 0
  for _ in pairs(alive) do n = n + 1 end
  most = math.max(most, n)
end
print(most < 20)
