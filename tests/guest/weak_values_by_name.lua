-- The name of a weak value is not kept for longer than the value, unless somebody else holds it.
local weak = setmetatable({}, { __mode = "v" })
local function name(i) return ("a name of some length, number %d"):format(i) end
local kept = {}
for i = 1, 100 do
  local value = { i }
  weak[name(i)] = value
  if i % 10 == 0 then kept[i] = value end
end
weak[name(0)] = 25
collectgarbage()
local count, sum = 0, 0
for k, v in pairs(weak) do
  count = count + 1
  if v ~= 25 then
    assert(k == name(v[1]) and kept[v[1]] == v)
    sum = sum + v[1]
  end
end
print(count, sum, weak[name(0)], weak[name(1)], weak[name(10)][1])

-- A traversal goes on from a name whose value has died meanwhile.
local t = setmetatable({}, { __mode = "v" })
for i = 1, 20 do t[name(i)] = i % 2 == 0 and i or {} end
local seen, k, v = 0, nil, nil
repeat
  k, v = next(t, k)
  if type(v) == "number" then seen = seen + v end
  v = nil
  collectgarbage()
until k == nil
print(seen)

-- ... and from another string with the same text.
for i = 1, 20 do t[name(i)] = i % 2 == 0 and i or {} end
seen, k = 0, nil
repeat
  k, v = next(t, k)
  if type(v) == "number" then seen = seen + v end
  k, v = k and ("%s"):format(k), nil
  collectgarbage()
until k == nil
print(seen)

-- Memory of names comes back.
collectgarbage()
local before = collectgarbage("count")
local large = setmetatable({}, { __mode = "v" })
for i = 1, 8 do large[string.rep(string.char(96 + i), 2 ^ 20)] = {} end
collectgarbage()
print(collectgarbage("count") < before + 4096, next(large))

-- A name is given a value again, many times.
for round = 1, 50 do
  for i = 1, 20 do large[name(i)] = { round } end
  if round % 5 == 0 then collectgarbage() end
end
local last = { "last" }
large[name(7)] = last
collectgarbage()
print(next(large) == name(7), large[name(7)][1], next(large, name(7)))
