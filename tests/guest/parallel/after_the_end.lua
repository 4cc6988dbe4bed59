-- What a finished context left behind stays usable: read, written, called, iterated, collected around.
local context = require "context"
local _, left = context.spawn(function()
  local list = {}
  for i = 1, 100 do list[i] = { id = i, square = i * i } end
  local hidden = 0
  return {
    list = list,
    bump = function() hidden = hidden + 1; return hidden end,
    object = setmetatable({ v = 1 }, { __add = function(a, b) return a.v + b end, __index = function(_, k) return k .. "?" end }),
  }
end):join()
collectgarbage()
for _ = 1, 50 do left.bump() end
print(left.bump(), #left.list, left.list[100].square, left.object + 41, left.object.field)
left.list[101] = "added later"
left.object.v = 2
for i = 1, 100 do left.list[i].id = nil end
collectgarbage()
local sum = 0
for i = 1, 100 do sum = sum + left.list[i].square + (left.list[i].id or 0) end
print(sum, left.list[101], left.object + 40)
local others = {}
for i = 1, 3 do others[i] = context.spawn(function(k) left.list["from" .. k] = k; return left.bump() > 50 end, i) end
for i = 1, 3 do print(others[i]:join()) end
print(left.list.from1 + left.list.from2 + left.list.from3)
