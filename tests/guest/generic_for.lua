-- Generic for: pairs, ipairs, next, stateless and stateful iterators, __pairs, changes while walking.
local function sorted(t, order)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, order)
  local i = 0
  return function() i = i + 1; if keys[i] ~= nil then return keys[i], t[keys[i]] end end
end
for k, v in sorted { x = 1, y = 2, z = 3 } do io.write(k, "=", v, " ") end print()
for i, v in ipairs { "a", "b", nil, "d" } do io.write(i, v, " ") end print()
for i, v in ipairs {} do print("never") end
local n = 0
for _ in pairs { 1, 2, 3, a = 1, b = 2, [1.5] = 3, [true] = 4 } do n = n + 1 end print("entries", n)
local function range(n) return function(limit, i) if i < limit then return i + 1 end end, n, 0 end
for i in range(5) do io.write(i, " ") end print()
for a, b, c, d in function(s, c) if c < 3 then return c + 1, "b", s end end, "state", 0 do print(a, b, c, d) end
print(next {}, next { 5 }, next({ 5 }, 1), rawequal(next, (pairs {})))
print(type(next), select("#", pairs {}), (select(3, pairs {})), (select(3, ipairs {})))
print(pcall(next, {}, "missing"))
print(pcall(next)) print(pcall(next, 1)) print(pcall(ipairs)) print(select("#", pcall(pairs, nil)), pcall(pairs))

print("-- clearing and changing while walking is allowed")
local t = {}
for i = 1, 100 do t["k" .. i] = i end
local seen, sum = 0, 0
for k, v in pairs(t) do seen = seen + 1; sum = sum + v; t[k] = nil end
print(seen, sum, next(t))
for i = 1, 50 do t[i] = i end
for k, v in pairs(t) do t[k] = v * 2 end
local total = 0
for _, v in pairs(t) do total = total + v end print(total)
for i = 1, 50, 2 do t[i] = nil end
total = 0 for k in pairs(t) do total = total + k end print(total)

print("-- metamethods")
local proxy = setmetatable({}, { __pairs = function(self) return function(_, k) k = (k or 0) + 1; if k <= 3 then return k, k * k end end, self, nil end })
for k, v in pairs(proxy) do io.write(k, ":", v, " ") end print()
local lazy = setmetatable({}, { __index = function(_, i) if i <= 4 then return i * 11 end end })
for i, v in ipairs(lazy) do io.write(i, ":", v, " ") end print()
local callable = setmetatable({ n = 0 }, { __call = function(self) self.n = self.n + 1; if self.n <= 3 then return self.n end end })
for v in callable do io.write(v, " ") end print()
for w in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, -i) end end) do io.write(w, " ") end print()
for a, b in coroutine.wrap(function() coroutine.yield(1, 2) coroutine.yield(3) end) do print(a, b) end

print("-- errors")
print(select(2, pcall(function() for x in 5 do end end)))
print(select(2, pcall(function() for x in nil do end end)))
print(select(2, pcall(function() local t = {} for x in t do end end)))
print(select(2, pcall(function() for x in pairs() do end end)))
print(select(2, pcall(function() for k, v in ipairs(nil) do end end)))
print(select(2, pcall(function() for k in pairs(nil) do end end)))
print(select(2, pcall(function() for k in next, {}, "no such key" do end end)))
