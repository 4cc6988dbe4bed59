-- Each context calls a closure of the other; the captured variable lives with its maker.
local context = require "context"
local N <const> = 800
local board = {}

local function make(start)
  local n = start
  return function(by) n = n + by; return n end, function() return n end
end

local function player(me, other, start)
  local add, get = make(start)
  board[me .. "_get"] = get
  board[me .. "_add"] = add
  while not board[other .. "_add"] do end
  local last
  for i = 1, N do last = board[other .. "_add"](i) end
  return last
end

local a, b = context.spawn(player, "a", "b", 1000000), context.spawn(player, "b", "a", 2000000)
print(a:join())
print(b:join())
print(board.a_get(), board.b_get())
