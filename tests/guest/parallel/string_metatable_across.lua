-- The metatables of strings and other types are one for all contexts: a change is seen by all of them.
local context = require "context"
local old = getmetatable("")

print(context.spawn(function() return ("abc"):upper(), getmetatable("") == old, "1" + 2 end):join())
debug.setmetatable("", { __index = function(s, k) return s .. "." .. k end })
print(context.spawn(function() return ("abc").field end):join())
assert(context.spawn(function() debug.setmetatable("", { __index = { size = string.len }, __add = function() return "sum" end }) end):join())
print(("abc"):size(), "1" + 2, pcall(function() return ("abc"):upper() end))
debug.setmetatable("", old)

-- While others work with them.
local handles = {}
for i = 1, 3 do
  handles[i] = context.spawn(function()
    local n = 0
    for k = 1, 300 do n = n + ("x"):rep(k % 7):len() + #tostring(k) end
    return n
  end)
end
for i = 1, 20 do
  debug.setmetatable(i, i % 2 == 0 and { __index = math } or nil)
  debug.setmetatable("", old)
end
for i = 1, 3 do print(handles[i]:join()) end
print((5).floor == math.floor, context.spawn(function() return (2.5):floor() end):join())
debug.setmetatable(1, nil)
print(context.spawn(function() return pcall(function() return (1).x end) end):join())
