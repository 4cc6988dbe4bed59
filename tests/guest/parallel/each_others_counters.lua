-- Each context increments the counter the other one made: every step is a foreign operation.
local context = require "context"
local N <const> = 1000
local Counter = {}
Counter.__index = Counter
function Counter.new() return setmetatable({ n = 0 }, Counter) end
function Counter:add(k) self.n = self.n + k; return self end
function Counter:value() return self.n end

local board = {}

local function player(me, other, step)
  board[me] = Counter.new()
  while not board[other] do end
  local theirs = board[other]
  for _ = 1, N do theirs:add(step) end
  return theirs:value(), context.owner(theirs) ~= nil
end

local a = context.spawn(player, "a", "b", 1)
local b = context.spawn(player, "b", "a", 3)
print("a raised b's", a:join())
print("b raised a's", b:join())
print(board.a:value(), board.b:value())
