-- Classes with single and multiple inheritance, super calls, mixins, privacy.
local function class(parent)
  local c = {} c.__index = c
  if parent then setmetatable(c, { __index = parent }) end
  c.super = parent
  function c.new(...) local o = setmetatable({}, c); if o.init then o:init(...) end return o end
  function c:is(k) local m = getmetatable(self) while m do if m == k then return true end m = m.super end return false end
  return c
end
local Animal = class()
function Animal:init(name) self.name = name; self.energy = 10 end
function Animal:speak() return self.name .. " makes " .. self:sound() end
function Animal:sound() return "a noise" end
function Animal:eat(n) self.energy = self.energy + n return self end
local Dog = class(Animal)
function Dog:init(name, breed) Dog.super.init(self, name) self.breed = breed end
function Dog:sound() return "woof" end
local Puppy = class(Dog)
function Puppy:sound() return Puppy.super.sound(self):upper() .. "?" end
function Puppy:eat(n) return Puppy.super.eat(self, n * 2) end
local list = { Animal.new "Thing", Dog.new("Rex", "lab"), Puppy.new("Bit", "pug") }
for _, a in ipairs(list) do print(a:speak(), a.breed, a:eat(3):eat(1).energy, a:is(Animal), a:is(Dog), a:is(Puppy)) end
Animal.sound = function() return "changed" end print(list[1]:speak(), list[2]:speak()) function Animal:added() return "late " .. self.name end print(list[3]:added())
Dog.sound = nil print(list[2]:speak(), list[3].sound == Puppy.sound, pcall(list[3].speak, list[3]))

print("-- multiple inheritance")
local function derive(...)
  local parents = { ... } local c = {}
  setmetatable(c, { __index = function(t, k) for _, p in ipairs(parents) do local v = p[k] if v ~= nil then t[k] = v return v end end end })
  c.__index = c return c
end
local Named = { getname = function(self) return self.name end, setname = function(self, n) self.name = n end }
local Account = { balance = 0, deposit = function(self, v) self.balance = self.balance + v end, getname = function() return "account" end }
local Both = derive(Named, Account) local o = setmetatable({ name = "Ann" }, Both)
o:deposit(100) o:deposit(50) print(o:getname(), o.balance, Both.balance, Account.balance, rawget(Both, "deposit") == Account.deposit)

print("-- privacy by closures, mixins")
local function account(balance)
  local self = {} local history = {}
  function self.deposit(v) balance = balance + v history[#history + 1] = "+" .. v end
  function self.withdraw(v) if v > balance then error("insufficient funds", 2) end balance = balance - v history[#history + 1] = "-" .. v end
  function self.balance() return balance end function self.history() return table.concat(history, " ") end
  return self
end
local acc = account(10) acc.deposit(5) acc.withdraw(12) print(acc.balance(), acc.history(), acc.history ~= nil, pcall(acc.withdraw, 100)) print(pcall(function() acc.withdraw(100) end))
local function mixin(target, ...) for _, m in ipairs { ... } do for k, v in pairs(m) do target[k] = v end end return target end
local Comparable = { lt = function(a, b) return a:key() < b:key() end } local Printable = { show = function(s) return "<" .. s:key() .. ">" end }
local Item = mixin(class(), Comparable, Printable) function Item:init(k) self.k = k end function Item:key() return self.k end
local i1, i2 = Item.new "a", Item.new "b" print(i1:lt(i2), i2:lt(i1), i1:show())

print("-- operators are not inherited through __index, only through the metatable")
local P = { __add = function() return "P.add" end } P.__index = P local C = setmetatable({}, { __index = P }) C.__index = C
print(setmetatable({}, P) + 1, pcall(function() return setmetatable({}, C) + 1 end)) C.__add = P.__add print(setmetatable({}, C) + 1)
local Stack = class() function Stack:init() self.n = 0 end function Stack:push(...) for _, v in ipairs { ... } do self.n = self.n + 1 self[self.n] = v end return self end
function Stack:pop() if self.n == 0 then return nil, "empty" end local v = self[self.n] self[self.n] = nil self.n = self.n - 1 return v end
local s = Stack.new():push(1, 2, 3) print(s:pop(), s:pop(), s:push("x"):pop(), s:pop(), s:pop())
