-- Eight contexts add the same fields in eight orders at once: to tables of their own, and to shared ones.
local context = require "context"
local shared = {}
for i = 1, 10 do shared[i] = {} end

local function work(order, shared)
  local names = { "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta" }
  local sum = 0
  for round = 1, 200 do
    local own = {}
    for i = 1, 8 do own[names[(i + order) % 8 + 1]] = i end
    own.alpha = own.alpha + 0
    local at = 0
    for k, v in pairs(own) do
      at = at + 1
      if v ~= at or k ~= names[(at + order) % 8 + 1] then error("field " .. k .. " at a wrong place") end
    end
    sum = sum + own.alpha + own.beta + own.gamma + own.delta + own.epsilon + own.zeta + own.eta + own.theta
    own.beta = nil
    if own.beta ~= nil or own.theta == nil or own.missing ~= nil then error("a wrong field") end
    local s = shared[round % 10 + 1]
    local k = names[(round + order) % 8 + 1]
    s[k] = order
    if not s[k] then error("a field is lost") end
    s["of" .. order] = (s["of" .. order] or 0) + 1
  end
  return sum
end

local running = {}
for order = 1, 8 do running[order] = context.spawn(work, order, shared) end
for order = 1, 8 do
  local ok, sum = running[order]:join()
  print(ok, sum)
end
local total, named = 0, 0
for _, s in ipairs(shared) do
  for order = 1, 8 do total = total + s["of" .. order] end
  for _, name in ipairs { "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta" } do
    named = named + (s[name] and 1 or 0)
  end
end
print(total, named)
