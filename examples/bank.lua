-- Two tellers pay into each other's tills. Every till belongs to the context that opened it,
-- and a foreign operation on it is carried out by its owner; the program does not have to know.
local context = require "context"
local DAYS <const> = 200
local tills = {}

local Till = {}
Till.__index = Till
function Till.open(name) return setmetatable({ name = name, entries = {} }, Till) end
function Till:pay_in(amount) table.insert(self.entries, amount) end
function Till:total()
  local sum = 0
  for _, amount in ipairs(self.entries) do sum = sum + amount end
  return sum
end

local function teller(name, colleague)
  tills[name] = Till.open(name)
  while not tills[colleague] do end
  for day = 1, DAYS do
    tills[name]:pay_in(day)
    tills[colleague]:pay_in(1000)
  end
end

local ann, bob = context.spawn(teller, "ann", "bob"), context.spawn(teller, "bob", "ann")
assert(ann:join())
assert(bob:join())
print("ann", #tills.ann.entries, tills.ann:total())
print("bob", #tills.bob.entries, tills.bob:total())
