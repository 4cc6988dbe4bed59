-- Method dispatch over a class hierarchy: a simulated warehouse of shapes and robots. Usage: oop.lua [STEPS]
local steps = tonumber(arg and arg[1]) or 300

local function class(parent)
  local c = {}
  c.__index = c
  function c.new(...)
    local self = setmetatable({}, c)
    self:init(...)
    return self
  end
  return setmetatable(c, { __index = parent })
end

local Agent = class()
function Agent:init(name, x, y) self.name, self.x, self.y, self.energy, self.log = name, x, y, 100, 0 end
function Agent:move(dx, dy) self.x, self.y = (self.x + dx) % 32, (self.y + dy) % 32; self:spend(self:cost(dx, dy)) end
function Agent:cost(dx, dy) return math.abs(dx) + math.abs(dy) end
function Agent:spend(n) self.energy = self.energy - n; if self.energy <= 0 then self:recharge() end end
function Agent:recharge() self.energy = 100; self.log = self.log + 1 end
function Agent:act(world, tick) self:move(tick % 3 - 1, 1) end
function Agent:score() return self.log end

local Carrier = class(Agent)
function Carrier:init(name, x, y, capacity) Agent.init(self, name, x, y); self.capacity, self.load, self.delivered = capacity, 0, 0 end
function Carrier:cost(dx, dy) return Agent.cost(self, dx, dy) + self.load end
function Carrier:act(world, tick)
  if self.load < self.capacity and world:take(self.x, self.y) then
    self.load = self.load + 1
  elseif self.load > 0 and self.x == 0 then
    self.delivered, self.load = self.delivered + self.load, 0
  else
    self:move(1, tick % 2)
  end
end
function Carrier:score() return Agent.score(self) + 10 * self.delivered end

local Express = class(Carrier)
function Express:cost(dx, dy) return Carrier.cost(self, dx, dy) // 2 end
function Express:act(world, tick)
  Carrier.act(self, world, tick)
  if tick % 4 == 0 then self:move(1, 0) end
end

local Producer = class(Agent)
function Producer:init(name, x, y, every) Agent.init(self, name, x, y); self.every, self.made = every, 0 end
function Producer:act(world, tick)
  Agent.act(self, world, tick)
  if tick % self.every == 0 then world:put(self.x, self.y); self.made = self.made + 1 end
end
function Producer:score() return self.made end

local World = class()
function World:init() self.cells, self.agents, self.items = {}, {}, 0 end
function World:add(agent) self.agents[#self.agents + 1] = agent end
function World:put(x, y) local k = y * 32 + x; self.cells[k] = (self.cells[k] or 0) + 1; self.items = self.items + 1 end
function World:take(x, y)
  local k = y * 32 + x
  local n = self.cells[k]
  if not n then return false end
  self.cells[k] = n > 1 and n - 1 or nil
  self.items = self.items - 1
  return true
end
function World:tick(t) for _, agent in ipairs(self.agents) do agent:act(self, t) end end

local world = World.new()
for i = 1, 12 do world:add(Producer.new("producer " .. i, i * 2 % 32, i * 5 % 32, i % 3 + 1)) end
for i = 1, 10 do world:add(Carrier.new("carrier " .. i, i * 3 % 32, i * 7 % 32, 3)) end
for i = 1, 6 do world:add(Express.new("express " .. i, i * 5 % 32, i * 3 % 32, 2)) end
for t = 1, steps do world:tick(t) end
local total = 0
for i, agent in ipairs(world.agents) do
  total = total + agent:score()
  if i % 7 == 0 then print(agent.name, agent:score(), agent.x, agent.y, agent.energy) end
end
print(world.items, total)
