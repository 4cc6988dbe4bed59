-- Classes made by one context, objects by others; every metamethod works on foreign objects.
local context = require "context"
local V = {}
V.__index = V
V.__add = function(a, b) return V.new(a.x + b.x) end
V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__len = function(a) return a.x end
V.__call = function(a, k) return a.x * k end
V.__concat = function(a, b) return tostring(a) .. tostring(b) end
V.__tostring = function(a) return "V" .. a.x end
V.__unm = function(a) return V.new(-a.x) end
V.__newindex = function(t, k, v) rawset(t, k, v .. "!") end
function V.new(x) return setmetatable({ x = x }, V) end
function V:twice() return V.new(self.x * 2) end

local function make(n)
  local list = {}
  for i = 1, n do list[i] = V.new(i) end
  return list
end
local _, a = context.spawn(make, 3):join()
local _, b = context.spawn(make, 3):join()
print(tostring(a[1] + b[2]), a[1] == b[1], a[1] == b[2], a[1] < b[2], a[3] <= b[2], #a[3], a[2](21), a[1] .. b[3], tostring(-b[3]), tostring(a[2]:twice()))
a[1].note = "set" print(a[1].note, getmetatable(a[1]) == V, rawget(a[1], "x"))
V.added = function(self) return "late " .. self.x end
print(a[3]:added(), b[1]:added())
print(context.spawn(function(p, q) return tostring(p + q), p < q, #p, p:added(), getmetatable(q) == V end, a[1], b[3]):join())
local all = { b[3], a[2], b[1], a[1] } table.sort(all)
for _, v in ipairs(all) do io.write(tostring(v), " ") end print()
print(pcall(function() return a[1] + {} end) == false, pcall(function() return a[1].x.y.z end) == false)
