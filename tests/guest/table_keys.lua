-- Keys: integer normalisation, NaN and nil, holes, strings against numbers, length.
local t = {}
t[1.0] = "one" t[2] = "two" t[2^53] = "big"
print(t[1], t[2.0], t[2^53 | 0], #t, next({ [3.0] = 1 }), math.type(next { [3.0] = 1 }))
t["1"] = "string one"
print(t[1], t["1"], t[1.5], t[-0.0])
t[0.0] = "zero" print(t[0], t[-0.0], t[0.0])
t[-1] = "neg" print(t[-1.0], t[-1])
t[true] = "yes" t[false] = "no" print(t[true], t[false], t[1 == 1])
local key, fkey = {}, print
t[key] = "table key" t[fkey] = "function key" print(t[key], t[{}], t[print])
print(t[nil], t[0 / 0])
print(pcall(function() t[nil] = 1 end)) print(pcall(function() t[0 / 0] = 1 end)) print(pcall(rawset, t, nil, 1)) print(pcall(rawset, t, 0 / 0, 1))
print(pcall(function() return { [nil] = 1 } end)) print(pcall(function() return { [0 / 0] = 1 } end))
t[2^63] = "float key" print(t[2^63], t[math.mininteger]) t[1e300] = "huge" print(t[1e300])
t[math.maxinteger] = "max" t[math.mininteger] = "min" print(t[math.maxinteger], t[math.mininteger], t[-2^63])

print("-- length and borders")
print(#{}, #{ 1 }, #{ 1, 2, 3 }, #{ n = 1 }, #{ 1, 2, nil }, #{ [1] = 1, [2] = 2 }, #"")
local s = {}
for i = 1, 1000 do s[i] = i end print(#s)
for i = 1000, 501, -1 do s[i] = nil end print(#s)
s[#s + 1] = "next" print(#s, s[501]) s[#s] = nil print(#s)
local r = {}
for i = 100, 1, -1 do r[i] = i end print(#r)
local q = { nil, nil, 3 } local b = #q print(b == 3 or b == 0)
local grow = {}
for i = 1, 10 do grow[i * 2 - 1] = true; grow[i * 2] = true end print(#grow)

print("-- constructors")
local c = { 1, 2, x = 10, 3, ["y z"] = 20, [10] = 30, 4; 5, [-1] = "m", }
print(#c, c.x, c["y z"], c[10], c[5], c[-1])
print(#{ (function() return 1, 2, 3 end)() }, #{ (function() return 1, 2, 3 end)(), 4 }, ({ [1] = "a", "b" })[1], ({ "b", [1] = "a" })[1])
local nested = { { 1, { 2, { 3 } } }, k = { k = { k = "deep" } } }
print(nested[1][2][2][1], nested.k.k.k, nested.k["k"].k)
local big = {} for i = 1, 60 do big[#big + 1] = tostring(i) end
local from_source = load("return {" .. table.concat(big, ",") .. "}")()
print(#from_source, from_source[60])

print("-- many string keys, removed and added again")
local h = {}
for round = 1, 3 do
  for i = 1, 300 do h["key" .. i] = i * round end
  local sum = 0 for i = 1, 300 do sum = sum + h["key" .. i] end
  for i = 1, 300, 2 do h["key" .. i] = nil end
  local left = 0 for _ in pairs(h) do left = left + 1 end
  print(sum, left)
end
print(rawlen { 1, 2 }, rawlen "abc", rawget(setmetatable({}, { __index = function() return 1 end }), "x"), rawequal(t, t), rawequal({}, {}))
print(pcall(rawlen, 5)) print(pcall(rawget, 5)) print(pcall(rawset, {}, 1)) print(pcall(rawequal, 1))
print(rawset({}, "a", 1).a, #rawset({}, 1, "x"))
