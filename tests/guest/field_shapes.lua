-- String keys in every number and order: few, many, removed, made by the program, added again.
local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end

-- One place in the program, tables of many shapes.
local sum = 0
for i = 1, 200 do
  local t = {}
  for j = 1, i % 20 do t["k" .. j] = j end
  t.field = i
  for j = 1, i % 7 do t["after" .. j] = j end
  sum = sum + t.field
  t.field = nil
  sum = sum + (t.field or 0) + (t.k3 or 0)
end
print(sum)

-- Thousands of keys in one table, and as many tables with a key of their own.
local large = {}
for i = 1, 20000 do large["key" .. i] = i end
print(count(large), large.key1, large.key19999, large.key20001)
for i = 1, 20000 do if i % 100 ~= 0 then large["key" .. i] = nil end end
print(count(large), large.key1, large.key100)
local each = {}
for i = 1, 4000 do each[i] = { ["own" .. i] = i, shared = 1 } end
local found = 0
for i = 1, 4000 do found = found + each[i]["own" .. i] + each[i].shared end
print(found)

-- Many keys that are constants of the program.
local text = { "local t = {} " }
for i = 1, 1500 do text[#text + 1] = "t.constant" .. i .. " = " .. i end
text[#text + 1] = " return t"
local constants = load(table.concat(text, "\n"))()
local total = 0
for k, v in pairs(constants) do
  if constants["constant" .. v] ~= v or k ~= "constant" .. v then error("a wrong field") end
  total = total + v
end
print(total, constants.constant1499)

-- Different constants in many tables: thousands of shapes.
for part = 1, 40 do
  local text = {}
  for i = 1, 100 do
    text[i] = ("do local t = {} t.p%d_%d = 1 t.q%d_%d = 2 t.r = 3 assert(t.p%d_%d + t.q%d_%d + t.r == 6) end")
      :format(part, i, part, i, part, i, part, i)
  end
  load(table.concat(text, "\n"))()
end

-- Removing in a traversal, and adding what was removed.
local t = { a = 1, b = 2, c = 3, d = 4, [1] = 5, [2.5] = 6 }
for k in pairs(t) do t[k] = nil end
print(next(t), count(t))
t.d, t.a = 1, 2
print(count(t), t.a, t.b, t.d)
for i = 1, 1000 do
  t["temporary" .. i] = i
  t["temporary" .. i] = nil
end
print(count(t), t.a, t.d, t.temporary1000)

-- Metamethods that come and go.
local meta = {}
local object = setmetatable({}, meta)
print(object.x)
meta.__index = { x = 1 }
print(object.x)
meta.__index = nil
print(object.x)
meta.__index = function(_, k) return k end
print(object.x)
meta.__newindex = function(o, k, v) rawset(o, k, v * 2) end
object.y = 4
object.y = object.y + 1
print(object.y, rawget(object, "x"))
print(pcall(next, object, "absent"))
