-- Two contexts hammer each other's objects at the same time, in both directions and nested.
local context = require "context"
local ROUNDS <const> = 500
local board = {}

local function node(name)
  local self = { name = name, hits = {}, n = 0 }
  for i = 1, 8 do self.hits[i] = 0 end
  return setmetatable(self, {
    __index = function(t, k) return rawget(t, "name") .. "." .. tostring(k) end,
    __len = function(t) return rawget(t, "n") end,
  })
end

local function player(me, other)
  board[me] = node(me)
  while not board[other] do end
  local theirs = board[other]
  for i = 1, ROUNDS do
    local slot = i % 8 + 1
    theirs.hits[slot] = theirs.hits[slot] + 1
    assert(theirs.missing == other .. ".missing")
    theirs.n = theirs.n + 1
    theirs.partner = board[me]
    assert(theirs.partner.name == me)
  end
  return "finished"
end

local a, b = context.spawn(player, "a", "b"), context.spawn(player, "b", "a")
print(a:join())
print(b:join())
for _, name in ipairs { "a", "b" } do
  local sum = 0
  for _, h in ipairs(board[name].hits) do sum = sum + h end
  print(name, sum, #board[name], board[name].partner.name, board[name].other)
end
