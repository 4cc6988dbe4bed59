-- Varargs: adjusting, select, table.pack and unpack, nils at the end.
local function count(...) return select("#", ...) end
local function pass(...) return ... end
local function three() return 1, 2, 3 end
print(count(), count(nil), count(nil, nil), count(1, nil), count(pass()), count(pass(), pass()), count((three())))
print(count(three()), count(three(), three()), count(three(), nil), #{ three() }, #{ three(), three() }, #{ (three()) })
print(pass(1, nil, 3), (pass(1, 2, 3)), pass(pass(1, 2), pass(3, 4)))
local a, b, c, d = three()
print(a, b, c, d)
a, b, c, d = 0, three()
print(a, b, c, d)
a, b = three(), 10
print(a, b)
local t = { pass(1, nil, 3, nil) }
print(#t == 3 or #t == 1, t[1], t[2], t[3], t[4])
local p = table.pack(pass(1, nil, 3, nil))
print(p.n, p[1], p[2], p[3], p[4])
print(table.unpack({ 1, 2, 3 })) print(table.unpack({ 1, 2, 3 }, 2)) print(table.unpack({ 1, 2, 3 }, 2, 5)) print(table.unpack({}, 1, 3))
print(select(2, "a", "b", "c")) print(select(-1, "a", "b", "c")) print(select(-2, "a", "b", "c")) print(select(4, 1, 2, 3))
print(pcall(select, 0, 1)) print(pcall(select, -5, 1)) print(pcall(select)) print(pcall(select, "x"))
print(select("2", "a", "b"), select(2.0, "a", "b"), select("#"), select("#", table.unpack({}, 1, 50)))

local function outer(...)
  local function inner(...) return count(...), ... end
  local first, second = ...
  local copy = { ... }
  return first, second, #copy, inner(...)
end
print(outer(7, 8, 9))
print(outer())
print((function(...) local x, y = ...; return y, x end)(1, 2))
print((function(a, ...) return a, select("#", ...), ... end)(1))
print((function(a, b, ...) return a, b, ... end)(1, 2, 3, 4))
print(load("return ...")(1, 2), load("local a, b = ... return b, a")("x", "y"))
print(load("function f() return ... end", "=s"))
print(string.format("%s %s", pass("x", "y")), math.max(three()), math.max(pass(3, 9, 4), 5))

print("-- many")
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...)) end
  return s
end
local many = {}
for i = 1, 250 do many[i] = i end
print(sum(table.unpack(many)), count(table.unpack(many)), select(250, table.unpack(many)))
print(#{ table.unpack(many) }, #table.pack(table.unpack(many, 1, 200)))
for i = 251, 5000 do many[i] = i end
print(count(table.unpack(many)), (select(-1, table.unpack(many))), math.max(table.unpack(many)))
print(pcall(table.unpack, {}, 1, 1e8)) print(pcall(table.unpack, {}, math.mininteger, math.maxinteger))
local function tail(n, ...) if n == 0 then return count(...), ... end return tail(n - 1, n, ...) end
print(tail(5))
